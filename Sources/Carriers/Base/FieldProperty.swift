package import Wire

/// What the caller may do with one field of a record, and what the field holds.
package struct FieldProperty: Carrier {
    package static var typeName: StaticString { "FieldProperty" }
    package static let codec = Codec<FieldProperty>()

    package var fieldRight: FieldRight?
    @SharedText package var fieldType: String?
    package var fieldLength: Int32 = 0
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("FieldRight", &fieldRight)
        try visitor.field("FieldType", &_fieldType)
        try visitor.field("FieldLength", &fieldLength)
    }
}
