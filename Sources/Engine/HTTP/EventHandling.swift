import Messages
import Sessions
import Storage
import Synchronization
import Wire

extension Engine {
    /// Answers `/chat/v1/events`: the events after a number, waited for when there are none yet. Nil for other paths.
    func handleEvents(_ request: HTTPRequest, _ target: RequestTarget) -> HTTPResponse? {
        guard target.segments.map({ $0.lowercased() }) == ["chat", "v1", "events"] else { return nil }
        if let refusal = Engine.refusal(of: request, reading: "GET, HEAD, OPTIONS") { return refusal }
        do throws(OperationError) {
            try check(applicationToken: request["SO-AppToken"])
            let credentials = try Credentials(of: request, ticketCookie: BrowserCookie.ticket)
            let caller = try caller(for: credentials, peer: request.peer)
            if case .nobody = caller {
                throw OperationError(.authentication, "expected an Authorization header, or a session's cookie with X-XSRF-TOKEN")
            }
            var poll = try EventPoll(target, of: try associateID(of: caller))
            if request.method.equalsIgnoringCase("HEAD") { poll.seconds = 0 }
            return HTTPResponse(status: 200, contentType: MediaType.json.contentType, body: try answer(poll).bytes)
        } catch {
            var response = HTTPResponse(error, style: .entity)
            if error.status == 503 { response.headers.append(HTTPHeader("Retry-After", "5")) }
            return response
        }
    }

    private func answer(_ poll: EventPoll) throws(OperationError) -> JSONValue {
        let deadline = Deadline(milliseconds: Int64(poll.seconds) * 1000)
        var isCounted = false
        defer { if isCounted { waiters.subtract(1, ordering: .relaxed) } }
        let start = if let after = poll.after { after } else { try newestEvent() }
        var batch = try read(poll, after: start)
        // Events that are not for this caller are passed over, in so many steps that no request lasts for ever.
        var steps = 1
        while batch.events.isEmpty, steps < EventPoll.mostSteps {
            if !batch.hasMore {
                if deadline.millisecondsLeft == 0 { break }
                if !isCounted {
                    isCounted = true
                    guard waiters.add(1, ordering: .relaxed).newValue <= settings.waiters else {
                        throw OperationError(.busy, "\(settings.waiters) callers wait for events already; try again later", status: 503)
                    }
                }
                let outcome = store.events.wait(after: batch.position, milliseconds: deadline.millisecondsLeft)
                if outcome == .closed { break }
            }
            batch = try read(poll, after: batch.position)
            steps += 1
        }
        return .object([.init("events", .array(batch.events)), .init("next", .number("\(batch.position)"))])
    }

    private func newestEvent() throws(OperationError) -> Int64 {
        try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            try transaction.eventBounds().newest
        }
    }

    private func read(_ poll: EventPoll, after cursor: Int64) throws(OperationError) -> EventBatch {
        try EventBatch.read(from: store, after: cursor) { (transaction) throws(OperationError) in
            // Looked up each time: whoever leaves a topic meanwhile hears no more of it.
            let own = Set(try transaction.memberships(ofAssociate: poll.associateID).map(\.topicID))
            return EventFilter(topicIDs: poll.topicIDs.map(own.intersection) ?? own, kinds: poll.kinds)
        }
    }
}

/// What a request for events asks for.
private struct EventPoll {
    let associateID: Int32
    /// nil for what is yet to come.
    var after: Int64?
    var seconds: Int32 = 0
    var topicIDs: Set<Int32>?
    var kinds: Set<Int32>?

    static let longestWait: Int32 = 60
    static let mostSteps = 5000

    init(_ target: RequestTarget, of associateID: Int32) throws(OperationError) {
        self.associateID = associateID
        if let text = target["after"] {
            guard let number = Int64(text), number >= 0 else {
                throw OperationError(.value, "expected the number of an event, or 0", path: "after")
            }
            after = number
        }
        if let text = target["wait"] {
            guard let number = Int32(text), (0...EventPoll.longestWait).contains(number) else {
                throw OperationError(.value, "expected seconds from 0 to \(EventPoll.longestWait)", path: "wait")
            }
            seconds = number
        }
        if let text = target["topics"] {
            topicIDs = []
            for part in text.split(separator: ",", omittingEmptySubsequences: false) {
                guard let id = Int32(part.trimmed()), id > 0 else {
                    throw OperationError(.value, "expected numbers of topics with commas between them", path: "topics")
                }
                topicIDs?.insert(id)
            }
        }
        if let text = target["kinds"] {
            kinds = []
            for part in text.split(separator: ",", omittingEmptySubsequences: false) {
                kinds?.insert(try EventOptions.kind(named: part.trimmed(), at: "kinds"))
            }
        }
    }
}
