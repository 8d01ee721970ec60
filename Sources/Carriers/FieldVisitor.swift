package import Wire

/// What a carrier shows its fields to. There is one method for each kind of field that the protocol has.
///
/// A visitor that only reads leaves the values alone; they are handed over in place so that nothing is copied.
package protocol FieldVisitor: ~Copyable {
    /// What a visit can fail with: `WireError` for readers, `Never` for writers.
    associatedtype Failure: Error

    /// Whether `TableRight` and `FieldProperties` come before a carrier's own fields.
    static var rightsComeFirst: Bool { get }

    mutating func field(_ name: StaticString, _ value: inout Int32) throws(Failure)
    mutating func field(_ name: StaticString, _ value: inout Int16) throws(Failure)
    mutating func field(_ name: StaticString, _ value: inout Bool) throws(Failure)
    mutating func field(_ name: StaticString, _ value: inout Double) throws(Failure)
    mutating func field(_ name: StaticString, _ value: inout String?) throws(Failure)
    mutating func field(_ name: StaticString, _ value: inout SharedText) throws(Failure)
    mutating func field(_ name: StaticString, _ value: inout DateTime) throws(Failure)
    mutating func field(_ name: StaticString, _ value: inout TimeSpan) throws(Failure)
    mutating func field(_ name: StaticString, _ value: inout Base64Bytes?) throws(Failure)
    mutating func field<E: ProtocolEnum>(_ name: StaticString, _ value: inout E) throws(Failure)
    mutating func field<F: ProtocolFlags>(_ name: StaticString, _ value: inout F) throws(Failure)
    mutating func field<C: Carrier>(_ name: StaticString, _ value: inout C?) throws(Failure)
    mutating func field<C: Carrier>(_ name: StaticString, _ value: inout Boxed<C>?) throws(Failure)
    mutating func field<D: PairDictionary>(_ name: StaticString, _ value: inout D?) throws(Failure)
    mutating func list(_ name: StaticString, _ value: inout [Int32]?) throws(Failure)
    mutating func list(_ name: StaticString, _ value: inout [String?]?) throws(Failure)
    mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [C]?) throws(Failure)
    mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [[C]]?) throws(Failure)

    /// A text without a name of its own: the value of a dictionary's pair.
    mutating func value(_ value: inout String?) throws(Failure)
    /// A carrier without a name of its own: an element of a list, the value of a dictionary's pair.
    mutating func value<C: Carrier>(_ value: inout C?) throws(Failure)

    /// The key of a dictionary's pair, whose type the service description may call a date.
    mutating func key(_ value: inout String?, isDate: Bool) throws(Failure)

    /// A text that only an earlier release of the protocol has: read when it is there, written only when it is not null.
    mutating func earlierField(_ name: StaticString, _ value: inout SharedText) throws(Failure)

    /// A place in the list that this value does not use, so that the places behind it keep their numbers.
    mutating func skipField()
}

extension FieldVisitor where Self: ~Copyable {
    /// As a string, for visitors that have no use for the text's bytes.
    package mutating func field(_ name: StaticString, _ value: inout SharedText) throws(Failure) {
        var text = value.wrappedValue
        try field(name, &text)
        value.wrappedValue = text
    }

    package mutating func key(_ value: inout String?, isDate: Bool) throws(Failure) {
        try field("Key", &value)
    }

    package mutating func earlierField(_ name: StaticString, _ value: inout SharedText) throws(Failure) {
        try field(name, &value)
    }
}
