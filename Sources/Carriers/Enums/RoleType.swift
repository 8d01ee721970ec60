/// What kind of user a role is for.
package enum RoleType: Int32, ProtocolEnum {
    case employee = 0
    case externalUser = 1
    case anonymous = 2
    case system = 3

    package static var typeName: StaticString { "RoleType" }
    package static var zero: RoleType { .employee }
    package static let values: [RoleType] = [
        .employee, .externalUser, .anonymous, .system,
    ]

    package var name: StaticString {
        switch self {
        case .employee: "Employee"
        case .externalUser: "ExternalUser"
        case .anonymous: "Anonymous"
        case .system: "System"
        }
    }
}
