/// A language that customers may be answered in.
package struct CustomerLanguage: RightsCarrier {
    package static var typeName: StaticString { "CustomerLanguage" }
    package static let codec = Codec<CustomerLanguage>.shared()
    package static var keyFields: [StaticString] { ["Id"] }

    package var rights = CarrierRights()
    package var iD: Int32 = 0
    package var value: String?
    package var tooltip: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visitFields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Id", &iD)
        try visitor.field("Value", &value)
        try visitor.field("Tooltip", &tooltip)
    }
}
