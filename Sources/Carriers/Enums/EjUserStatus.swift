/// The state of a user's customer-service account.
package enum EjUserStatus: Int32, ProtocolEnum {
    case statusNone = 0
    case statusNormal = 1
    case statusNotAvailable = 2
    case statusDeleted = 3
    case statusReadOnly = 4
    case statusSpm = 5
    case statusSystem = 127

    package static var typeName: StaticString { "EjUserStatus" }
    package static var zero: EjUserStatus { .statusNone }
    package static let values: [EjUserStatus] = [
        .statusNone, .statusNormal, .statusNotAvailable, .statusDeleted, .statusReadOnly, .statusSpm,
        .statusSystem,
    ]

    package var name: StaticString {
        switch self {
        case .statusNone: "StatusNone"
        case .statusNormal: "StatusNormal"
        case .statusNotAvailable: "StatusNotAvailable"
        case .statusDeleted: "StatusDeleted"
        case .statusReadOnly: "StatusReadOnly"
        case .statusSpm: "StatusSpm"
        case .statusSystem: "StatusSystem"
        }
    }
}
