package import Carriers

/// What SoPrincipal answers to somebody who signs in.
package struct AuthenticateAnswer: OperationAnswer {
    package static var typeName: StaticString { "AuthenticateResponse" }
    package static let codec = Codec<AuthenticateAnswer>.shared()
    package static var valueName: String { "AuthenticateResponse" }

    /// Null when signing in failed.
    package var response: SoPrincipalCarrier?
    package var credentials: SoCredentials?
    package var authenticationSucceeded = false
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Response", &response)
        try visitor.field("Credentials", &credentials)
        try visitor.field("AuthenticationSucceeded", &authenticationSucceeded)
    }

    package mutating func visitValue<V: ValueVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitItself(&visitor)
    }
}

/// What the installation says of itself.
package struct SystemInfoAnswer: OperationAnswer {
    package static var typeName: StaticString { "GetSystemInfoResponse" }
    package static let codec = Codec<SystemInfoAnswer>.shared()
    package static var valueName: String { "\(SoSystemInfoCarrier.typeName)" }
    package var isNull: Bool { box == nil }

    package var systemInfo: SoSystemInfoCarrier? {
        get { box?.value }
        set { box = newValue.map { Boxed($0) } }
    }
    // Inline, so large a record would make the code that copies its holder weigh 60 KB.
    private var box: Boxed<SoSystemInfoCarrier>?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("SystemInfo", &box)
    }

    package mutating func visitValue<V: ValueVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        var value = systemInfo
        try visitor.value(&value)
        systemInfo = value
    }
}
