import Wire

@testable import Carriers

/// Random numbers that are the same in every run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

func decode<C: Carrier>(_ type: C.Type, _ json: [UInt8], limits: Limits = Limits()) throws(WireError) -> C {
    // A block of exactly its size, so that a sanitizer would see a decoder that goes past it.
    let block = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: json.count)
    defer { block.deallocate() }
    _ = block.initialize(from: json)
    return try JSONDecoder.read(UnsafeBufferPointer(block), limits: limits) { (decoder) throws(WireError) in
        var value = C()
        try value.read(from: &decoder)
        return value
    }
}

func decode<C: Carrier>(_ type: C.Type, _ json: String, limits: Limits = Limits()) throws(WireError) -> C {
    try decode(type, Array(json.utf8), limits: limits)
}

func encode<C: Carrier>(_ value: C) -> String {
    var value = value
    var encoder = JSONEncoder()
    value.write(to: &encoder)
    return encoder.finish().text()
}

/// A visitor that fills every field with something that the protocol could send.
struct RandomFiller: FieldVisitor, ~Copyable {
    typealias Failure = Never
    static var rightsComeFirst: Bool { false }

    var random: SeededNumbers
    private var depth = 0

    init(seed: UInt64) { random = SeededNumbers(seed: seed) }

    mutating func filled<C: Carrier>(_ type: C.Type) -> C {
        var value = C()
        depth += 1
        value.visit(&self)
        depth -= 1
        if below(8) == 0 { value.unknown.fields = [JSONValue.Member("New\"Field", .array([.number("1.50"), .null, .string(text())]))] }
        return value
    }

    private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

    private mutating func text() -> String {
        let pieces = ["a", "Straße", "見積もり", "😕", "\"", "\\", "\n", "\u{1}", "/", "0123456789abcdef", " ", "</x>"]
        return (0..<below(5)).map { _ in pieces[below(pieces.count)] }.joined()
    }

    mutating func field(_ name: StaticString, _ value: inout Int32) { value = Int32(truncatingIfNeeded: random.next() >> UInt64(32 + below(31))) }
    mutating func field(_ name: StaticString, _ value: inout Int16) { value = Int16(truncatingIfNeeded: random.next()) }
    mutating func field(_ name: StaticString, _ value: inout Bool) { value = below(2) == 0 }
    mutating func field(_ name: StaticString, _ value: inout Double) { value = Double(Int64(truncatingIfNeeded: random.next())) / 65_536 }
    mutating func field(_ name: StaticString, _ value: inout String?) { self.value(&value) }
    mutating func field(_ name: StaticString, _ value: inout DateTime) {
        let zones: [DateTime.Zone?] = [.unspecified, .utc, DateTime.Zone(minutesEast: -210)]
        value = DateTime(ticks: Int64.random(in: 0..<DateTime.end, using: &random), zone: zones[below(3)] ?? .utc)
    }
    mutating func field(_ name: StaticString, _ value: inout TimeSpan) { value = TimeSpan(ticks: Int64(below(1 << 40))) }
    mutating func field(_ name: StaticString, _ value: inout Base64Bytes?) {
        value = below(3) == 0 ? nil : Base64Bytes((0..<below(9)).map { _ in UInt8(below(256)) })
    }
    mutating func field<E: ProtocolEnum>(_ name: StaticString, _ value: inout E) { value = E.values.randomElement(using: &random) ?? E.zero }
    mutating func field<F: ProtocolFlags>(_ name: StaticString, _ value: inout F) {
        for known in F.names where below(3) == 0 { value.bits |= known.bits }
        if below(9) == 0 { value.unnamed.append("Later") }
    }
    mutating func field<C: Carrier>(_ name: StaticString, _ value: inout C?) { self.value(&value) }
    mutating func field<C: Carrier>(_ name: StaticString, _ value: inout Boxed<C>?) { if depth < 4, below(2) == 0 { value = Boxed(filled(C.self)) } }
    mutating func field<D: PairDictionary>(_ name: StaticString, _ value: inout D?) {
        guard depth < 5, below(2) == 0 else { return }
        var dictionary = D()
        for index in 0..<below(4) * below(10) {
            var element = D.noValue
            D.visit(&element, &self)
            dictionary.pairs.append(DictionaryPair(key: "key \(index) \(text())", value: element))
        }
        value = dictionary
    }
    mutating func list(_ name: StaticString, _ value: inout [Int32]?) { if below(3) > 0 { value = (0..<below(4)).map { Int32($0) * 1000 } } }
    mutating func list(_ name: StaticString, _ value: inout [String?]?) { if below(3) > 0 { value = (0..<below(4)).map { $0 == 2 ? nil : text() } } }
    mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [C]?) {
        if depth < 5, below(3) > 0 { value = (0..<below(4)).map { _ in filled(C.self) } }
    }
    mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [[C]]?) {
        if depth < 5, below(3) > 0 { value = (0..<below(3)).map { _ in (0..<below(3)).map { _ in filled(C.self) } } }
    }
    mutating func value(_ value: inout String?) { value = below(4) == 0 ? nil : text() }
    mutating func value<C: Carrier>(_ value: inout C?) { value = depth < 5 && below(3) > 0 ? filled(C.self) : nil }
    mutating func earlierField(_ name: StaticString, _ value: inout SharedText) {}
    mutating func skipField() {}
}
