/// A structure of the protocol: it names its fields once, in wire order, and everything else follows from that.
///
/// Encoders, decoders, the selector and the schema writer are visitors of that one list.
package protocol Carrier: Sendable {
    /// The protocol's name of the type, such as `ChatSessionEntity`.
    static var typeName: StaticString { get }

    /// The fields that name the record; a selection never takes them away.
    static var keyFields: [StaticString] { get }

    /// Whether the service description lets a field of this type be null. Readers accept null all the same.
    static var isNillable: Bool { get }

    /// The namespace that the fields have in SOAP, where that is not the service's.
    static var fieldsNamespace: StaticString? { get }

    /// Every field at the protocol's default: zero, false, null, the empty date.
    init()

    /// Shows every field to the visitor, in wire order, the two of `CarrierRights` included.
    mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure)

    /// Fields that came in and that this release does not know; they are written back.
    var unknown: UnknownFields { get set }

    /// The carrier's own compiled readers and writers; `Codec<Self>()` in every carrier.
    static var codec: Codec<Self> { get }
}

/// A carrier that begins with the protocol's base fields, `TableRight` and `FieldProperties`.
package protocol RightsCarrier: Carrier {
    var rights: CarrierRights { get set }

    /// Shows the carrier's own fields, without the base ones.
    mutating func visitFields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure)
}

extension Carrier {
    package static var keyFields: [StaticString] { [] }
    package static var isNillable: Bool { true }
    package static var fieldsNamespace: StaticString? { nil }
}

extension RightsCarrier {
    /// SOAP writes the base fields first, JSON last; the list of the carrier's own fields does not repeat that.
    @inline(__always)
    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        if V.rightsComeFirst { try rights.visit(&visitor) }
        try visitFields(&visitor)
        if !V.rightsComeFirst { try rights.visit(&visitor) }
    }
}
