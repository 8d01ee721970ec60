/// Who may read a support case.
package enum TicketSecurityLevel: Int32, ProtocolEnum {
    case unknown = 0
    case `internal` = 1
    case external = 2

    package static var typeName: StaticString { "TicketSecurityLevel" }
    package static var zero: TicketSecurityLevel { .unknown }
    package static let values: [TicketSecurityLevel] = [
        .unknown, .internal, .external,
    ]

    package var name: StaticString {
        switch self {
        case .unknown: "Unknown"
        case .internal: "Internal"
        case .external: "External"
        }
    }
}
