import Carriers
import Messages
import Storage
import Wire

/// What an event can tell.
enum EventField: String, CaseIterable {
    case seq = "Seq"
    case at = "At"
    case event = "Event"
    case sessionID = "ChatSessionId"
    case topicID = "TopicId"
    case oldStatus = "OldStatus"
    case newStatus = "NewStatus"
    case messageID = "ChatMessageId"
    case associateID = "AssociateId"
    case userID = "UserId"
    case transferTo = "TransferTo"
    case by = "By"
    case audience = "Audience"
    case recipients = "Recipients"
    case alertLevel = "AlertLevel"

    /// Its type in JSON.
    var type: String {
        switch self {
        case .seq, .sessionID, .topicID, .messageID, .associateID, .userID, .transferTo, .alertLevel: "integer"
        case .at, .event, .oldStatus, .newStatus, .by, .audience: "string"
        case .recipients: "array"
        }
    }

    /// Whether every event of its kinds has it.
    var isRequired: Bool {
        switch self {
        case .seq, .at, .event, .sessionID, .topicID, .newStatus, .oldStatus, .audience, .recipients, .alertLevel: true
        case .messageID, .associateID, .userID, .transferTo, .by: false
        }
    }

    /// What it says, in words.
    var meaning: String {
        switch self {
        case .seq: "Its number: the order of the log, without gaps."
        case .at: "When it happened, in UTC."
        case .event: "Its kind."
        case .sessionID: "The session that it is about."
        case .topicID: "The topic of that session."
        case .oldStatus: "The session's status before."
        case .newStatus: "The session's status after."
        case .messageID: "The message that it is about."
        case .associateID: "The associate who brought it about."
        case .userID: "The agent who has the session."
        case .transferTo: "The agent to whom the session is offered."
        case .by: "Who brought it about who is no associate, such as customer, bot or timer."
        case .audience: "Who is warned: agents or managers; serviceLevel when the topic promises not to let anybody wait for so long."
        case .recipients: "The numbers of the associates who are warned."
        case .alertLevel: "How many of the warnings of this wait are over."
        }
    }
}

extension EventRow {
    /// The event as consumers get it. What else the log has on it comes last.
    func json() throws(OperationError) -> JSONValue {
        let kind = EventKind(rawValue: kind)
        var members: [JSONValue.Member] = []
        var details = try details.map { text throws(OperationError) in
            try StoredPlace("events", seq, "details").members(of: text, "event")
        } ?? []
        for field in kind?.fields ?? [.seq, .at, .event, .sessionID, .topicID] {
            if let value = value(of: field, kind) {
                members.append(JSONValue.Member(field.rawValue, value))
            } else if let place = details.firstIndex(where: { $0.name == field.rawValue }) {
                members.append(details.remove(at: place))
            }
        }
        return .object(members + details)
    }

    /// What a column holds; nil when it holds nothing, or when there is no column for it.
    private func value(of field: EventField, _ kind: EventKind?) -> JSONValue? {
        switch field {
        case .seq: .number("\(seq)")
        case .at: .string(DateTime(stored: at).description)
        case .event: .string(kind?.name ?? "unknown")
        case .sessionID: .number("\(sessionID)")
        case .topicID: .number("\(topicID)")
        case .oldStatus: oldStatus.map(EventRow.status)
        case .newStatus: newStatus.map(EventRow.status)
        case .messageID: EventRow.reference(messageID)
        case .associateID: EventRow.reference(associateID)
        case .userID, .transferTo, .by, .audience, .recipients, .alertLevel: nil
        }
    }

    private static func status(_ number: Int32) -> JSONValue {
        .string("\((ChatSessionStatus(rawValue: number) ?? .invalid).name)")
    }

    private static func reference(_ id: Int32) -> JSONValue? { id == 0 ? nil : .number("\(id)") }
}
