/// What the log of events tells of. The raw values are stored and stay.
enum EventKind: Int32, Sendable, CaseIterable {
    case sessionCreated = 1
    case sessionChanged = 2
    case sessionMessage = 3
    case sessionAssigned = 4
    case sessionTransfer = 5
    case sessionWarning = 6
    case requestPosted = 7
    case transcript = 8
    case rated = 9

    /// What the event is called.
    var name: String {
        switch self {
        case .sessionCreated: "chatsession.created"
        case .sessionChanged: "chatsession.changed"
        case .sessionMessage: "chatsession.message"
        case .sessionAssigned: "chatsession.assigned"
        case .sessionTransfer: "chatsession.transfer"
        case .sessionWarning: "chatsession.warning"
        case .requestPosted: "chatsession.requestposted"
        case .transcript: "chatsession.transcript"
        case .rated: "chatsession.rated"
        }
    }

    /// The kind that is called so.
    init?(name: String) {
        guard let kind = EventKind.allCases.first(where: { $0.name == name }) else { return nil }
        self = kind
    }

    /// When it happens, in words.
    var meaning: String {
        switch self {
        case .sessionCreated: "A session begins."
        case .sessionChanged: "Something of a session changes; the statuses are equal when something other than the status does."
        case .sessionMessage: "A message is added to a session, whoever wrote it."
        case .sessionAssigned: "A session is given, or offered, to an agent automatically."
        case .sessionTransfer: "A session is offered to another agent, or the offer ends."
        case .sessionWarning: "A session has waited for as long as its topic warns of."
        case .requestPosted: "A customer leaves a request instead of chatting."
        case .transcript: "A customer asks for the transcript."
        case .rated: "A customer rates a session."
        }
    }

    /// What it tells, in the order in which it is written; some may be missing.
    var fields: [EventField] {
        let common: [EventField] = [.seq, .at, .event, .sessionID, .topicID]
        let about: [EventField] = [.associateID, .userID, .transferTo, .by]
        return switch self {
        case .sessionCreated: common + [.newStatus] + about
        case .sessionChanged: common + [.oldStatus, .newStatus] + about
        case .sessionMessage: common + [.messageID] + about
        case .requestPosted, .transcript: common + [.messageID] + about
        case .sessionWarning: common + [.newStatus, .audience, .recipients, .alertLevel, .userID, .transferTo, .by]
        case .sessionAssigned, .sessionTransfer, .rated: common + about
        }
    }
}
