/// What kind of user an associate is.
package enum UserType: Int32, ProtocolEnum {
    case unknown = 0
    case internalAssociate = 1
    case resourceAssociate = 2
    case externalAssociate = 3
    case anonymousAssociate = 4
    case systemAssociate = 5

    package static var typeName: StaticString { "UserType" }
    package static var zero: UserType { .unknown }
    package static let values: [UserType] = [
        .unknown, .internalAssociate, .resourceAssociate, .externalAssociate, .anonymousAssociate,
        .systemAssociate,
    ]

    package var name: StaticString {
        switch self {
        case .unknown: "Unknown"
        case .internalAssociate: "InternalAssociate"
        case .resourceAssociate: "ResourceAssociate"
        case .externalAssociate: "ExternalAssociate"
        case .anonymousAssociate: "AnonymousAssociate"
        case .systemAssociate: "SystemAssociate"
        }
    }
}
