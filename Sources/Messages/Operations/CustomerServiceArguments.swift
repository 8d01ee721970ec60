package import Carriers

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

/// From where the caller of CustomerService comes.
package struct CreateSessionArguments: Carrier {
    package static var typeName: StaticString { "CreateSession" }
    package static let codec = Codec<CreateSessionArguments>.shared()

    package var remoteIP: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("RemoteIp", &remoteIP)
    }
}

/// The session of CustomerService that ends.
package struct RemoveSessionArguments: Carrier {
    package static var typeName: StaticString { "RemoveSession" }
    package static let codec = Codec<RemoveSessionArguments>.shared()

    package var loginID: Int32 = 0
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("LoginId", &loginID)
    }
}

/// The session of CustomerService that is asked for.
package struct SessionIsValidArguments: Carrier {
    package static var typeName: StaticString { "SessionIsValid" }
    package static let codec = Codec<SessionIsValidArguments>.shared()

    package var csSessionKey: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("CsSessionKey", &csSessionKey)
    }
}
