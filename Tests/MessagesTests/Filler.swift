import Carriers
import Wire

/// Gives every field of a carrier a value that is not its default, always the same ones for one seed.
struct Filler: FieldVisitor {
    typealias Failure = Never
    static var rightsComeFirst: Bool { true }

    private var state: UInt64
    private var depth = 0
    /// Carriers hold carriers that hold the first ones again; below this many they stay empty.
    private let deepest = 3

    init(seed: UInt64) {
        state = seed
    }

    /// A carrier of that type with every field filled.
    static func fill<C: Carrier>(_ type: C.Type, seed: UInt64) -> C {
        var filler = Filler(seed: seed)
        var value = C()
        value.visit(&filler)
        return value
    }

    private mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 16
    }

    private mutating func pick<T>(_ values: [T]) -> T { values[Int(next() % UInt64(values.count))] }

    private mutating func text() -> String {
        pick(["a/b", "100 %", "x&y=<z>", "é + å?", "\"quoted\" 'twice'", "🙂#", "two\nlines", " spaces ", "..x", "back\\slash;", "]]>"])
            + "\(next() % 1000)"
    }

    private mutating func carrier<C: Carrier>() -> C? {
        guard depth < deepest else { return nil }
        depth += 1
        var value = C()
        value.visit(&self)
        depth -= 1
        return value
    }

    mutating func field(_ name: StaticString, _ value: inout Int32) { value = pick([.min, -1, 1, .max, 4711]) }
    mutating func field(_ name: StaticString, _ value: inout Int16) { value = pick([.min, -1, 1, .max]) }
    mutating func field(_ name: StaticString, _ value: inout Bool) { value = true }
    mutating func field(_ name: StaticString, _ value: inout Double) { value = pick([0.1, -2.5e-10, 1e300, 12345.678]) }
    mutating func field(_ name: StaticString, _ value: inout String?) { value = text() }
    // What an earlier release calls otherwise goes out in its place and not beside it.
    mutating func earlierField(_ name: StaticString, _ value: inout SharedText) {}

    mutating func field(_ name: StaticString, _ value: inout DateTime) {
        value = pick(["2026-11-21T09:00:00Z", "2018-07-20T18:28:48.2632862+02:00", "1999-12-31T23:59:59"]).flatMapDate
    }

    mutating func field(_ name: StaticString, _ value: inout TimeSpan) { value = TimeSpan(hours: 8, minutes: pick([0, 15, 30])) }
    mutating func field(_ name: StaticString, _ value: inout Base64Bytes?) { value = Base64Bytes([1, 2, UInt8(next() % 256)]) }
    mutating func field<E: ProtocolEnum>(_ name: StaticString, _ value: inout E) { value = pick(E.values) }
    mutating func field<F: ProtocolFlags>(_ name: StaticString, _ value: inout F) {
        // Those that every release has: others do not come back from an older one.
        value = F(bits: F.names.reduce(0) { $0 | $1.bits } & ~F.bitsOfNewestRelease)
    }

    mutating func field<C: Carrier>(_ name: StaticString, _ value: inout C?) { value = carrier() }
    mutating func field<C: Carrier>(_ name: StaticString, _ value: inout Boxed<C>?) { value = carrier().map { Boxed($0) } }

    mutating func field<D: PairDictionary>(_ name: StaticString, _ value: inout D?) {
        var dictionary = D()
        for key in ["first", "second"] {
            var inner = D.noValue
            D.visit(&inner, &self)
            dictionary.pairs.append(DictionaryPair(key: key, value: inner))
        }
        value = dictionary
    }

    mutating func list(_ name: StaticString, _ value: inout [Int32]?) { value = [3, -7, .max] }
    mutating func list(_ name: StaticString, _ value: inout [String?]?) { value = [text(), text()] }

    mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [C]?) {
        value = [carrier(), carrier()].compactMap { $0 }
    }

    mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [[C]]?) {
        var inner: [C]?
        list(name, &inner)
        value = [inner ?? [], inner ?? []]
    }

    mutating func value(_ value: inout String?) { value = text() }
    mutating func value<C: Carrier>(_ value: inout C?) { value = carrier() }
    mutating func skipField() {}
}

extension String {
    fileprivate var flatMapDate: DateTime { DateTime(self) ?? .empty }
}

extension Carrier {
    /// The carrier as JSON.
    var json: [UInt8] {
        var copy = self
        var encoder = JSONEncoder()
        copy.write(to: &encoder)
        return encoder.finish().bytes()
    }

    static func filled(seed: UInt64) -> Self { Filler.fill(Self.self, seed: seed) }
}

/// The value of a JSON text with the members of all objects by name.
func ordered(_ json: [UInt8]) throws -> JSONValue {
    func ordered(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let members):
            .object(members.map { JSONValue.Member($0.name, ordered($0.value)) }.sorted { $0.name < $1.name })
        case .array(let elements): .array(elements.map(ordered))
        default: value
        }
    }
    return ordered(try json.withUnsafeBufferPointer { (bytes) throws(WireError) in try JSONValue(bytes) })
}
