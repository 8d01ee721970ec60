/// An address by its parts.
package struct StructuredAddress: Carrier {
    package static var typeName: StaticString { "StructuredAddress" }
    package static let codec = Codec<StructuredAddress>()

    package var addressTypeIndex = AddressType.zero
    package var address1: String?
    package var address2: String?
    package var address3: String?
    package var city: String?
    package var county: String?
    package var state: String?
    package var zipcode: String?
    package var formatted: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("AtypeIdx", &addressTypeIndex)
        try visitor.field("Address1", &address1)
        try visitor.field("Address2", &address2)
        try visitor.field("Address3", &address3)
        try visitor.field("City", &city)
        try visitor.field("County", &county)
        try visitor.field("State", &state)
        try visitor.field("Zipcode", &zipcode)
        try visitor.field("Formatted", &formatted)
    }
}
