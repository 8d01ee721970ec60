package import Carriers
package import Wire

/// Somebody who may sign in.
package struct UserRecord: Carrier {
    package static var typeName: StaticString { "UserRecord" }
    package static let codec = Codec<UserRecord>.shared()

    package var userName: String?
    package var associateID: Int32 = 0
    /// In clear text, on its way in only; it is stored hashed. One of this and `passwordHash` is given.
    package var password: String?
    /// An Argon2id hash as libsodium writes it, for those who bring their users along.
    package var passwordHash: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("UserName", &userName)
        try visitor.field("AssociateId", &associateID)
        try visitor.field("Password", &password)
        try visitor.field("PasswordHash", &passwordHash)
    }
}

/// A user by name.
package struct UserNameArguments: Carrier {
    package static var typeName: StaticString { "UserName" }
    package static let codec = Codec<UserNameArguments>.shared()

    package var userName: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("UserName", &userName)
    }
}

/// A ticket or access token that ends.
package struct EndTicketArguments: Carrier {
    package static var typeName: StaticString { "EndTicket" }
    package static let codec = Codec<EndTicketArguments>.shared()

    package var ticket: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Ticket", &ticket)
    }
}

/// The locks that are lifted: those of a user name, of an address, or of the one at the other.
package struct LiftLockArguments: Carrier {
    package static var typeName: StaticString { "LiftLock" }
    package static let codec = Codec<LiftLockArguments>.shared()

    package var userName: String?
    package var address: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("UserName", &userName)
        try visitor.field("Address", &address)
    }
}

/// Who is present; of each only `UserId` and `Present` count.
package struct PresenceArguments: Carrier {
    package static var typeName: StaticString { "SavePresence" }
    package static let codec = Codec<PresenceArguments>.shared()

    package var presence: [ChatPresence]?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.list("Presence", &presence)
    }
}

/// For whom a token is issued, and for how long.
package struct AccessTokenArguments: Carrier {
    package static var typeName: StaticString { "IssueAccessToken" }
    package static let codec = Codec<AccessTokenArguments>.shared()

    package var userName: String?
    /// 1 to 31,536,000; zero stands for one hour.
    package var expiresInSeconds: Int32 = 0
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("UserName", &userName)
        try visitor.field("ExpiresInSeconds", &expiresInSeconds)
    }
}

/// A token that its bearer presents as `Authorization: Bearer`.
package struct AccessTokenAnswer: OperationAnswer {
    package static var typeName: StaticString { "AccessToken" }
    package static let codec = Codec<AccessTokenAnswer>.shared()
    package static var valueName: String { "AccessToken" }

    package var accessToken: String?
    package var expires = DateTime.empty
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("AccessToken", &accessToken)
        try visitor.field("Expires", &expires)
    }

    package mutating func visitValue<V: ValueVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitItself(&visitor)
    }
}

/// What a browser needs to call without an `Authorization` header.
package struct BrowserSessionAnswer: OperationAnswer {
    package static var typeName: StaticString { "BrowserSession" }
    package static let codec = Codec<BrowserSessionAnswer>.shared()
    package static var valueName: String { "BrowserSession" }

    package var ticket: String?
    /// The value that each request repeats in `X-XSRF-TOKEN`.
    package var xsrfToken: String?
    /// Values for `Set-Cookie`.
    package var cookies: [String?]?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Ticket", &ticket)
        try visitor.field("XsrfToken", &xsrfToken)
        try visitor.list("Cookies", &cookies)
    }

    package mutating func visitValue<V: ValueVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitItself(&visitor)
    }
}
