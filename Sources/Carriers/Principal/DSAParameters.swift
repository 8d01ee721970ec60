package import Wire

/// The numbers of a DSA key. The vendor did not make up this type, and took over its namespace.
package struct DSAParameters: Carrier {
    package static var typeName: StaticString { "DSAParameters" }
    package static var isNillable: Bool { false }
    package static var fieldsNamespace: StaticString? { "http://schemas.datacontract.org/2004/07/System.Security.Cryptography" }
    package static let codec = Codec<DSAParameters>.shared()

    package var counter: Int32 = 0
    package var g: Base64Bytes?
    package var j: Base64Bytes?
    package var p: Base64Bytes?
    package var q: Base64Bytes?
    package var seed: Base64Bytes?
    package var y: Base64Bytes?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Counter", &counter)
        try visitor.field("G", &g)
        try visitor.field("J", &j)
        try visitor.field("P", &p)
        try visitor.field("Q", &q)
        try visitor.field("Seed", &seed)
        try visitor.field("Y", &y)
    }
}
