/// The ticket that a SOAP request carries in its header.
package struct SoCredentials: Carrier {
    package static var typeName: StaticString { "SoCredentials" }
    package static let codec = Codec<SoCredentials>.shared()

    package var ticket: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Ticket", &ticket)
    }
}
