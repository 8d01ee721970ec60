package import Wire

/// The caller's rights to one field, with the reason when something is missing.
package struct FieldRight: Carrier {
    package static var typeName: StaticString { "FieldRight" }
    package static let codec = Codec<FieldRight>()

    package var mask = EFieldRight()
    @SharedText package var reason: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Mask", &mask)
        try visitor.field("Reason", &_reason)
    }
}
