package import Carriers

/// The arguments of an operation that takes none.
package struct NoArguments: Carrier {
    package static var typeName: StaticString { "NoArguments" }
    package static let codec = Codec<NoArguments>.shared()

    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {}
}

/// Whoever signs in with a name and a password.
package struct UsernamePasswordArguments: Carrier {
    package static var typeName: StaticString { "AuthenticateUsernamePassword" }
    package static let codec = Codec<UsernamePasswordArguments>.shared()

    package var userName: String?
    package var password: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("UserName", &userName)
        try visitor.field("Password", &password)
    }
}

/// The sessions to delete.
package struct DeleteChatSessionsArguments: Carrier {
    package static var typeName: StaticString { "DeleteChatSessions" }
    package static let codec = Codec<DeleteChatSessionsArguments>.shared()

    package var ids: [Int32]?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.list("Ids", &ids)
    }
}
