import Wire

/// One of a closed set of names, each with the number that the protocol gives it.
package protocol ProtocolEnum: Sendable, Hashable, RawRepresentable where RawValue == Int32 {
    /// The protocol's name of the type, such as `ChatSessionStatus`.
    static var typeName: StaticString { get }
    /// Every value, in the order of the service description.
    static var values: [Self] { get }
    /// The value that a missing field has: the one numbered zero.
    static var zero: Self { get }
    /// The value's name on the wire.
    var name: StaticString { get }
}

extension ProtocolEnum {
    /// The value of that name, or of that number in digits; nil when there is none.
    package init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return nil }
        for value in Self.values {
            let name = value.name
            guard name.utf8CodeUnitCount == bytes.count, Words.areEqual(name.utf8Start, start, bytes.count) else { continue }
            self = value
            return
        }
        guard let number = Int32(String(decoding: bytes.prefix(12), as: UTF8.self)) else { return nil }
        self.init(rawValue: number)
    }

    /// The error for text that names no value.
    package static func expectation() -> String {
        "one of " + values.map { "\($0.name)" }.joined(separator: ", ")
    }
}
