package import Wire

/// One line of an address, in the country's own layout.
package struct LocalizedField: RightsCarrier {
    package static var typeName: StaticString { "LocalizedField" }
    package static let codec = Codec<LocalizedField>()

    package var rights = CarrierRights()
    @SharedText package var name: String?
    @SharedText package var value: String?
    @SharedText package var tooltip: String?
    @SharedText package var label: String?
    package var valueLength: Int32 = 0
    @SharedText package var addressType: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visitFields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Name", &_name)
        try visitor.field("Value", &_value)
        try visitor.field("Tooltip", &_tooltip)
        try visitor.field("Label", &_label)
        try visitor.field("ValueLength", &valueLength)
        try visitor.field("AddressType", &_addressType)
    }
}
