/// One line of an address, in the country's own layout.
package struct LocalizedField: RightsCarrier {
    package static var typeName: StaticString { "LocalizedField" }
    package static let codec = Codec<LocalizedField>()

    package var rights = CarrierRights()
    package var name: String?
    package var value: String?
    package var tooltip: String?
    package var label: String?
    package var valueLength: Int32 = 0
    package var addressType: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visitFields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Name", &name)
        try visitor.field("Value", &value)
        try visitor.field("Tooltip", &tooltip)
        try visitor.field("Label", &label)
        try visitor.field("ValueLength", &valueLength)
        try visitor.field("AddressType", &addressType)
    }
}
