/// The protocol's base fields: what the caller may do with the record and with each of its fields.
package struct CarrierRights: Sendable {
    package var tableRight: TableRight?
    package var fieldProperties: FieldPropertyDictionary?

    package init() {}

    @inline(__always)
    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("TableRight", &tableRight)
        try visitor.field("FieldProperties", &fieldProperties)
    }
}
