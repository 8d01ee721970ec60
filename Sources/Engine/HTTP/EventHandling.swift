import Messages
import Sessions
import Storage
import Wire

extension Engine {
    /// Answers `/chat/v1/events` and `/chat/v1/session/events`: the events after a number, of an associate's topics or of a
    /// customer's session, waited for when there are none yet. Nil for other paths.
    func handleEvents(_ request: HTTPRequest, _ target: RequestTarget) -> HTTPResponse? {
        let path = target.segments.map { $0.lowercased() }
        let isCustomers = path == ["chat", "v1", "session", "events"]
        guard isCustomers || path == ["chat", "v1", "events"] else { return nil }
        if let refusal = Engine.refusal(of: request, reading: "GET, HEAD, OPTIONS") { return refusal }
        do throws(OperationError) {
            if !isCustomers { try check(applicationToken: request["SO-AppToken"]) }
            let credentials = try Credentials(of: request, ticketCookie: BrowserCookie.ticket)
            let caller = try caller(for: credentials, peer: request.peer)
            var poll: EventPoll
            if isCustomers {
                poll = try EventPoll(target, of: .customer(sessionID: caller.ownSession()))
                // Whoever waits for news is there.
                if poll.seconds > 0 { _ = try session(of: caller) }
            } else if case .nobody = caller {
                throw OperationError(.authentication, "expected an Authorization header, or a session's cookie with X-XSRF-TOKEN")
            } else {
                poll = try EventPoll(target, of: .associate(id: try associateID(of: caller), isAdministrator: false))
            }
            if request.method.equalsIgnoringCase("HEAD") { poll.seconds = 0 }
            return HTTPResponse(status: 200, contentType: MediaType.json.contentType, body: try answer(poll, to: request).bytes)
        } catch {
            var response = HTTPResponse(error, style: .entity)
            if isCustomers { response.challenge = Engine.customersChallenge }
            return response
        }
    }

    private func answer(_ poll: EventPoll, to request: HTTPRequest) throws(OperationError) -> JSONValue {
        let deadline = Deadline(milliseconds: Int64(poll.seconds) * 1000)
        let start = if let after = poll.after { after } else { try newestEvent() }
        var batch = try read(poll, after: start)
        if batch.events.isEmpty, poll.seconds > 0 {
            batch = try waiters.wait(for: poll.caller, from: request.peer) { () throws(OperationError) in
                try readOn(poll, after: batch, until: deadline, for: request.client)
            }
        } else if batch.hasMore {
            batch = try readOn(poll, after: batch, until: deadline, for: nil)
        }
        let events = if case .customer = poll.caller { batch.events.map(EventPoll.customers) } else { batch.events }
        return .object([.init("events", .array(events)), .init("next", .number("\(batch.position)"))])
    }

    /// Reads on until there is an event for the caller, the time is over, or the client has gone.
    private func readOn(
        _ poll: EventPoll, after batch: EventBatch, until deadline: Deadline, for client: (any HTTPClient)?
    ) throws(OperationError) -> EventBatch {
        var batch = batch
        // Events that are not for this caller are passed over, in so many steps that no request lasts for ever.
        var steps = 1
        while batch.events.isEmpty, steps < EventPoll.mostSteps {
            if !batch.hasMore {
                // Of a client the host is asked now and then.
                let left = deadline.millisecondsLeft ?? .max
                if left == 0 || client?.hasGone() ?? false { break }
                let outcome = store.events.wait(after: batch.position, milliseconds: client == nil ? left : min(left, EventPoll.betweenLooks))
                if outcome == .closed { break }
                if outcome == .timeout { continue }
            }
            batch = try read(poll, after: batch.position)
            steps += 1
        }
        return batch
    }

    private func newestEvent() throws(OperationError) -> Int64 {
        try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            try transaction.eventBounds().newest
        }
    }

    private func read(_ poll: EventPoll, after cursor: Int64) throws(OperationError) -> EventBatch {
        try EventBatch.read(from: store, after: cursor) { (transaction) throws(OperationError) in
            // Looked up each time: whoever leaves a topic meanwhile, or whose session is deleted, hears no more of it.
            if case .customer(let id) = poll.caller {
                _ = try transaction.session(of: poll.caller)
                return EventFilter(sessionID: id, kinds: poll.kinds.map(EventPoll.customersKinds.intersection) ?? EventPoll.customersKinds)
            }
            let own = Set(try transaction.memberships(ofAssociate: try associateID(of: poll.caller)).map(\.topicID))
            return EventFilter(topicIDs: poll.topicIDs.map(own.intersection) ?? own, kinds: poll.kinds)
        }
    }
}

/// What a request for events asks for.
private struct EventPoll {
    let caller: Caller
    /// nil for what is yet to come.
    var after: Int64?
    var seconds: Int32 = 0
    var topicIDs: Set<Int32>?
    var kinds: Set<Int32>?

    static let longestWait: Int32 = 60
    static let mostSteps = 5000
    /// Milliseconds between two questions for the client.
    static let betweenLooks: Int32 = 1000

    /// What customers hear of.
    static let customersKinds = Set([EventKind.sessionCreated, .sessionChanged, .sessionMessage].map(\.rawValue))

    /// An event without what it says of agents.
    static func customers(_ event: JSONValue) -> JSONValue {
        guard case .object(let members) = event else { return event }
        let shown: [EventField] = [.seq, .at, .event, .sessionID, .topicID, .oldStatus, .newStatus, .messageID]
        return .object(members.filter { member in shown.contains { $0.rawValue == member.name } })
    }

    init(_ target: RequestTarget, of caller: Caller) throws(OperationError) {
        self.caller = caller
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
