/// What a special message stands for.
package enum ChatMessageSpecialType: Int32, ProtocolEnum {
    case none = 0
    case welcome = 1
    case url = 2
    case block = 3
    case newSession = 5
    case transferedSession = 6
    case error = 7
    case sessionDeleted = 8
    case faqSuccessQuestion = 9
    case closedByUser = 10
    case closedByCustomer = 11
    case closedByIdle = 12
    case transferRejected = 13
    case reopenedByCustomer = 14
    case clickedOption = 15
    case botMessage = 16
    case options = 17
    case illegalFileType = 18

    package static var typeName: StaticString { "ChatMessageSpecialType" }
    package static var zero: ChatMessageSpecialType { .none }
    package static let values: [ChatMessageSpecialType] = [
        .none, .welcome, .url, .block, .newSession, .transferedSession, .error, .sessionDeleted,
        .faqSuccessQuestion, .closedByUser, .closedByCustomer, .closedByIdle, .transferRejected,
        .reopenedByCustomer, .clickedOption, .botMessage, .options, .illegalFileType,
    ]

    package var name: StaticString {
        switch self {
        case .none: "None"
        case .welcome: "Welcome"
        case .url: "Url"
        case .block: "Block"
        case .newSession: "NewSession"
        case .transferedSession: "TransferedSession"
        case .error: "Error"
        case .sessionDeleted: "SessionDeleted"
        case .faqSuccessQuestion: "FaqSuccessQuestion"
        case .closedByUser: "ClosedByUser"
        case .closedByCustomer: "ClosedByCustomer"
        case .closedByIdle: "ClosedByIdle"
        case .transferRejected: "TransferRejected"
        case .reopenedByCustomer: "ReopenedByCustomer"
        case .clickedOption: "ClickedOption"
        case .botMessage: "BotMessage"
        case .options: "Options"
        case .illegalFileType: "IllegalFileType"
        }
    }
}
