import Carriers
import Messages
import Sessions
import Storage
import Wire

// What a step writes beside the session itself.
extension SessionStep {
    static func topic<T: Reading<OperationError> & ~Copyable>(
        of session: SessionRow, _ transaction: borrowing T
    ) throws(OperationError) -> ChatTopicEntity {
        guard let row = try transaction.topic(id: session.topicID) else {
            throw OperationError(
                .store, "a stored session belongs to no topic; expected the number of one", path: "sessions[\(session.id)].topic_id")
        }
        return try ChatTopicEntity(row)
    }

    /// - Parameter details: what `details(of:)` says of the session.
    func event(
        _ kind: EventKind, of session: SessionRow, _ change: StatusChange? = nil, message: Int32 = 0, telling details: String?
    ) -> EventRow {
        var event = EventRow(at: now, kind: kind.rawValue)
        event.sessionID = session.id
        event.topicID = session.topicID
        event.messageID = message
        event.associateID = actor.associateID
        if kind == .sessionChanged { event.oldStatus = change?.old.rawValue }
        event.newStatus = change?.new.rawValue
        event.details = details
        return event
    }

    /// That somebody is to be told that a customer waits.
    func event(_ kind: EventKind, to recipients: [Int32], as audience: String, of session: SessionRow) -> EventRow {
        var event = event(kind, of: session, telling: nil)
        event.newStatus = session.status
        event.details = JSONValue.object([
            JSONValue.Member(EventField.audience.rawValue, .string(audience)),
            JSONValue.Member(EventField.recipients.rawValue, .array(recipients.map { .number("\($0)") })),
            JSONValue.Member(EventField.alertLevel.rawValue, .number("\(session.alertLevel)")),
        ] + members(of: session)).text
        return event
    }

    /// Who holds the session and who is asked to, and in what capacity somebody acted who is no associate.
    func details(of session: SessionRow) -> String? {
        let members = members(of: session)
        return members.isEmpty ? nil : JSONValue.object(members).text
    }

    private func members(of session: SessionRow) -> [JSONValue.Member] {
        var members: [JSONValue.Member] = []
        if session.userID != 0 { members.append(JSONValue.Member("UserId", .number("\(session.userID)"))) }
        if session.transferTo != 0 { members.append(JSONValue.Member("TransferTo", .number("\(session.transferTo)"))) }
        if let name = actor.name { members.append(JSONValue.Member("By", .string(name))) }
        return members
    }

    /// The statuses before and after, as the audit keeps them.
    static func details(from stored: SessionRow?, to row: SessionRow) -> String {
        func name(_ session: SessionRow) -> JSONValue { .string("\(SessionState(session).status.name)") }
        return JSONValue.object([
            JSONValue.Member("OldStatus", stored.map(name) ?? .null), JSONValue.Member("NewStatus", name(row)),
        ]).text
    }

    /// A message of the system's own, whose author is the associate whom it is about.
    static func row(
        _ message: SystemMessage, in sessionID: Int32, at now: Int64, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> MessageRow {
        var row = MessageRow(sessionID: sessionID)
        row.type = message.type.rawValue
        row.specialType = message.specialType.rawValue
        row.message = HTMLReduction.reduce(message.text)
        row.specialParam = message.specialParam
        row.author = message.authorID == 0 ? "" : try transaction.name(ofAssociate: message.authorID)
        row.whenPosted = now
        return row
    }

    /// Who acts, in words that the audit can keep.
    func who(_ transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) -> String {
        if let name = actor.name { return name }
        return try transaction.name(ofAssociate: actor.associateID)
    }
}

extension Actor {
    /// What to call somebody who is no associate.
    fileprivate var name: String? {
        switch self {
        case .associate: nil
        case .customer: "customer"
        case .bot: "bot"
        case .timer: "timer"
        }
    }
}

extension StatusChange {
    /// A session of which something other than its status has changed.
    init(_ session: SessionRow) {
        let status = SessionState(session).status
        self.init(old: status, new: status)
    }
}
