/// A session of the customer-service client.
package struct CsSessionKey: RightsCarrier {
    package static var typeName: StaticString { "CsSessionKey" }
    package static let codec = Codec<CsSessionKey>.shared()
    package static var keyFields: [StaticString] { ["LoginId"] }

    package var rights = CarrierRights()
    package var key: String?
    package var loginID: Int32 = 0
    package var userID: Int32 = 0
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visitFields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Key", &key)
        try visitor.field("LoginId", &loginID)
        try visitor.field("UserId", &userID)
    }
}
