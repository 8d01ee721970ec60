package import Wire

/// An address by its parts.
package struct StructuredAddress: Carrier {
    package static var typeName: StaticString { "StructuredAddress" }
    package static let codec = Codec<StructuredAddress>()

    package var addressTypeIndex = AddressType.zero
    @SharedText package var address1: String?
    @SharedText package var address2: String?
    @SharedText package var address3: String?
    @SharedText package var city: String?
    @SharedText package var county: String?
    @SharedText package var state: String?
    @SharedText package var zipcode: String?
    @SharedText package var formatted: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("AtypeIdx", &addressTypeIndex)
        try visitor.field("Address1", &_address1)
        try visitor.field("Address2", &_address2)
        try visitor.field("Address3", &_address3)
        try visitor.field("City", &_city)
        try visitor.field("County", &_county)
        try visitor.field("State", &_state)
        try visitor.field("Zipcode", &_zipcode)
        try visitor.field("Formatted", &_formatted)
    }
}
