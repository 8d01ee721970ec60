/// A dictionary of the protocol: pairs in the order in which they were written, a JSON object on REST and a list of
/// `Key` and `Value` elements in SOAP.
package protocol PairDictionary: Sendable {
    associatedtype Value: Sendable

    /// The protocol's name of the type, such as `FieldPropertyDictionary`.
    static var typeName: StaticString { get }
    /// The element that SOAP puts around each pair.
    static var pairName: StaticString { get }
    /// Whether the service description says that the keys are dates, not texts. Keys are kept as they were written.
    static var hasDateKeys: Bool { get }

    init()
    var pairs: [DictionaryPair<Self>] { get set }

    static var noValue: Value { get }
    static func visit<V: FieldVisitor & ~Copyable>(_ value: inout Value, _ visitor: inout V) throws(V.Failure)
    static func visit<V: FieldVisitor & ~Copyable>(
        _ value: inout Value, named name: StaticString, _ visitor: inout V
    ) throws(V.Failure)
}

extension PairDictionary {
    package static var hasDateKeys: Bool { false }
}

/// A dictionary whose values are texts.
package protocol TextDictionary: PairDictionary where Value == String? {}

extension TextDictionary {
    package static var noValue: String? { nil }

    package static func visit<V: FieldVisitor & ~Copyable>(_ value: inout String?, _ visitor: inout V) throws(V.Failure) {
        try visitor.value(&value)
    }

    package static func visit<V: FieldVisitor & ~Copyable>(
        _ value: inout String?, named name: StaticString, _ visitor: inout V
    ) throws(V.Failure) {
        try visitor.field(name, &value)
    }
}

/// A dictionary whose values are carriers.
package protocol CarrierDictionary: PairDictionary where Value == Element? {
    associatedtype Element: Carrier
}

extension CarrierDictionary {
    package static var noValue: Element? { nil }

    package static func visit<V: FieldVisitor & ~Copyable>(_ value: inout Element?, _ visitor: inout V) throws(V.Failure) {
        try visitor.value(&value)
    }

    package static func visit<V: FieldVisitor & ~Copyable>(
        _ value: inout Element?, named name: StaticString, _ visitor: inout V
    ) throws(V.Failure) {
        try visitor.field(name, &value)
    }
}

/// One pair of a dictionary, in the form that SOAP gives it.
package struct DictionaryPair<Dictionary: PairDictionary>: Carrier {
    package static var typeName: StaticString { Dictionary.pairName }
    package static var codec: Codec<DictionaryPair<Dictionary>> { Codec() }

    package var key: String?
    package var value: Dictionary.Value
    package var unknown = UnknownFields()

    package init() {
        value = Dictionary.noValue
    }

    package init(key: String, value: Dictionary.Value) {
        self.key = key
        self.value = value
    }

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.key(&key, isDate: Dictionary.hasDateKeys)
        try Dictionary.visit(&value, named: "Value", &visitor)
    }
}
