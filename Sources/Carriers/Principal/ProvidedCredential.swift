/// One further way in which a user may sign in.
package struct ProvidedCredential: Carrier {
    package static var typeName: StaticString { "ProvidedCredential" }
    package static let codec = Codec<ProvidedCredential>.shared()
    package static var keyFields: [StaticString] { ["CredentialId"] }

    package var type: String?
    package var searchName: String?
    package var displayName: String?
    package var credentialID: Int32 = 0
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Type", &type)
        try visitor.field("SearchName", &searchName)
        try visitor.field("DisplayName", &displayName)
        try visitor.field("CredentialId", &credentialID)
    }
}
