/// Who has read a support case.
package enum TicketReadStatus: Int32, ProtocolEnum {
    case unknown = 0
    case green = 1
    case yellow = 2
    case red = 3

    package static var typeName: StaticString { "TicketReadStatus" }
    package static var zero: TicketReadStatus { .unknown }
    package static let values: [TicketReadStatus] = [
        .unknown, .green, .yellow, .red,
    ]

    package var name: StaticString {
        switch self {
        case .unknown: "Unknown"
        case .green: "Green"
        case .yellow: "Yellow"
        case .red: "Red"
        }
    }
}
