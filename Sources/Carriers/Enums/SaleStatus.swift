/// How a sale stands.
package enum SaleStatus: Int32, ProtocolEnum {
    case unknown = 0
    case open = 1
    case sold = 2
    case lost = 3
    case stalled = 4
    case saintAll = 1000

    package static var typeName: StaticString { "SaleStatus" }
    package static var zero: SaleStatus { .unknown }
    package static let values: [SaleStatus] = [
        .unknown, .open, .sold, .lost, .stalled, .saintAll,
    ]

    package var name: StaticString {
        switch self {
        case .unknown: "Unknown"
        case .open: "Open"
        case .sold: "Sold"
        case .lost: "Lost"
        case .stalled: "Stalled"
        case .saintAll: "SaintAll"
        }
    }
}
