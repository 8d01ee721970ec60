/// Whom a message is for.
package enum ChatMessageType: Int32, ProtocolEnum {
    case invalid = 0
    case toCustomer = 1
    case toUser = 2
    case special = 3

    package static var typeName: StaticString { "ChatMessageType" }
    package static var zero: ChatMessageType { .invalid }
    package static let values: [ChatMessageType] = [
        .invalid, .toCustomer, .toUser, .special,
    ]

    package var name: StaticString {
        switch self {
        case .invalid: "Invalid"
        case .toCustomer: "ToCustomer"
        case .toUser: "ToUser"
        case .special: "Special"
        }
    }
}
