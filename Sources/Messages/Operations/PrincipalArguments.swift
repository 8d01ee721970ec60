package import Carriers

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

/// Whoever signs in with what the data names, such as a user and a password.
package struct AuthenticateGenericArguments: Carrier {
    package static var typeName: StaticString { "AuthenticateGeneric" }
    package static let codec = Codec<AuthenticateGenericArguments>.shared()

    package var authenticationData: AuthenticationGenericData?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("AuthenticationData", &authenticationData)
    }
}

/// Whoever signs in with a token that they were given.
package struct AuthenticateWithAccessTokenArguments: Carrier {
    package static var typeName: StaticString { "AuthenticateWithAccessToken" }
    package static let codec = Codec<AuthenticateWithAccessTokenArguments>.shared()

    package var accessToken: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("AccessToken", &accessToken)
    }
}
