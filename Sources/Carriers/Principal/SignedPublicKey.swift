package import Wire

/// The key that signs licences, itself signed.
package struct SignedPublicKey: Carrier {
    package static var typeName: StaticString { "SignedPublicKey" }
    package static let codec = Codec<SignedPublicKey>.shared()

    package var ownerName: String?
    package var signDate = DateTime.empty
    package var expiryDate = DateTime.empty
    package var key: DSAParameters?
    package var signature: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("OwnerName", &ownerName)
        try visitor.field("SignDate", &signDate)
        try visitor.field("ExpiryDate", &expiryDate)
        try visitor.field("Key", &key)
        try visitor.field("Signature", &signature)
    }
}
