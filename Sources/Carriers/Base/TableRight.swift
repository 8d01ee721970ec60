package import Wire

/// The caller's rights to a whole record, with the reason when something is missing.
package struct TableRight: Carrier {
    package static var typeName: StaticString { "TableRight" }
    package static let codec = Codec<TableRight>()

    package var mask = ETableRight()
    @SharedText package var reason: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Mask", &mask)
        try visitor.field("Reason", &_reason)
    }
}
