/// Where a session stands in its life.
package enum ChatSessionStatus: Int32, ProtocolEnum {
    case invalid = 0
    case preChatForm = 1
    case faq = 2
    case offlineForm = 3
    case inQueue = 4
    case customerLast = 5
    case userLast = 6
    case finished = 7
    case deleted = 8
    case closed = 9
    case requestPosted = 10
    case closedFromQueue = 11

    package static var typeName: StaticString { "ChatSessionStatus" }
    package static var zero: ChatSessionStatus { .invalid }
    package static let values: [ChatSessionStatus] = [
        .invalid, .preChatForm, .faq, .offlineForm, .inQueue, .customerLast, .userLast, .finished, .deleted,
        .closed, .requestPosted, .closedFromQueue,
    ]

    package var name: StaticString {
        switch self {
        case .invalid: "Invalid"
        case .preChatForm: "PreChatForm"
        case .faq: "Faq"
        case .offlineForm: "OfflineForm"
        case .inQueue: "InQueue"
        case .customerLast: "CustomerLast"
        case .userLast: "UserLast"
        case .finished: "Finished"
        case .deleted: "Deleted"
        case .closed: "Closed"
        case .requestPosted: "RequestPosted"
        case .closedFromQueue: "ClosedFromQueue"
        }
    }
}
