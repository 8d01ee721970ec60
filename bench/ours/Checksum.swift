import Carriers
import Wire

/// FNV-1a over every field, in the form that bench/README.md defines; all contenders have to reach the same one.
struct Checksum: FieldVisitor, ~Copyable {
    typealias Failure = Never
    static var rightsComeFirst: Bool { false }

    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func bytes(_ bytes: UnsafeBufferPointer<UInt8>) {
        for byte in bytes { add(byte) }
    }

    private mutating func add(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
    }

    private mutating func integer(_ number: Int64) {
        for shift in stride(from: Int64(0), to: 64, by: 8) { add(UInt8(truncatingIfNeeded: number >> shift)) }
    }

    private mutating func isPresent<T>(_ value: T?) -> Bool {
        add(value == nil ? 0xFF : 0x01)
        return value != nil
    }

    private mutating func text(_ text: String) {
        var text = text
        integer(Int64(text.utf8.count))
        text.withUTF8 { bytes($0) }
    }

    mutating func field(_ name: StaticString, _ value: inout Int32) { integer(Int64(value)) }
    mutating func field(_ name: StaticString, _ value: inout Int16) { integer(Int64(value)) }
    mutating func field(_ name: StaticString, _ value: inout Bool) { add(value ? 1 : 0) }
    mutating func field(_ name: StaticString, _ value: inout Double) { integer(Int64(bitPattern: value.bitPattern)) }
    mutating func field(_ name: StaticString, _ value: inout TimeSpan) { integer(value.ticks) }
    mutating func field<E: ProtocolEnum>(_ name: StaticString, _ value: inout E) { integer(Int64(value.rawValue)) }
    mutating func field<F: ProtocolFlags>(_ name: StaticString, _ value: inout F) { integer(Int64(value.bits)) }
    mutating func earlierField(_ name: StaticString, _ value: inout SharedText) {}
    mutating func skipField() {}

    mutating func field(_ name: StaticString, _ value: inout DateTime) {
        integer(value.ticks)
        integer(Int64(value.zone == .utc ? 0x7FFE : value.zone.minutesEast ?? 0x7FFF))
    }

    mutating func field(_ name: StaticString, _ value: inout String?) { self.value(&value) }

    mutating func value(_ value: inout String?) {
        if isPresent(value), let value { text(value) }
    }

    mutating func field(_ name: StaticString, _ value: inout Base64Bytes?) {
        if isPresent(value), let value { text(value.text) }
    }

    mutating func field<C: Carrier>(_ name: StaticString, _ value: inout C?) { self.value(&value) }

    mutating func value<C: Carrier>(_ value: inout C?) {
        if isPresent(value) { value?.visit(&self) }
    }

    mutating func field<C: Carrier>(_ name: StaticString, _ value: inout Boxed<C>?) {
        if isPresent(value) { value?.value.visit(&self) }
    }

    mutating func field<D: PairDictionary>(_ name: StaticString, _ value: inout D?) {
        guard isPresent(value), var dictionary = value else { return }
        integer(Int64(dictionary.pairs.count))
        for index in dictionary.pairs.indices {
            text(dictionary.pairs[index].key ?? "")
            D.visit(&dictionary.pairs[index].value, &self)
        }
    }

    mutating func list(_ name: StaticString, _ value: inout [Int32]?) {
        guard isPresent(value), let value else { return }
        integer(Int64(value.count))
        for element in value { integer(Int64(element)) }
    }

    mutating func list(_ name: StaticString, _ value: inout [String?]?) {
        guard isPresent(value), let value else { return }
        integer(Int64(value.count))
        for var element in value { self.value(&element) }
    }

    mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [C]?) {
        if isPresent(value), var list = value { carriers(&list) }
    }

    mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [[C]]?) {
        guard isPresent(value), let value else { return }
        integer(Int64(value.count))
        for var list in value { carriers(&list) }
    }

    mutating func carriers<C: Carrier>(_ list: inout [C]) {
        integer(Int64(list.count))
        for index in list.indices { list[index].visit(&self) }
    }
}
