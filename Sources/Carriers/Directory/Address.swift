package import Wire

/// Where a contact is found: coordinates, street, post, and the same in the country's own layout.
package struct Address: RightsCarrier {
    package static var typeName: StaticString { "Address" }
    package static let codec = Codec<Address>()

    package var rights = CarrierRights()
    package var wgs84Latitude = 0.0
    package var wgs84Longitude = 0.0
    package var localizedAddress: [[LocalizedField]]?
    package var street: StructuredAddress?
    package var postal: StructuredAddress?
    @SharedText package var formatted: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visitFields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Wgs84Latitude", &wgs84Latitude)
        try visitor.field("Wgs84Longitude", &wgs84Longitude)
        try visitor.list("LocalizedAddress", &localizedAddress)
        try visitor.field("Street", &street)
        try visitor.field("Postal", &postal)
        try visitor.field("Formatted", &_formatted)
    }
}
