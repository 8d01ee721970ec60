import Glibc
package import Wire

/// Fills carriers from JSON.
///
/// A carrier shows its fields in wire order; the decoder holds the key that stands next in the text and takes the value
/// when the two are the same. Text in wire order is read in one visit; any other order takes more visits, and what no
/// visit takes is a field that the carrier does not know.
package struct JSONDecoder: FieldVisitor, ~Copyable {
    package static var rightsComeFirst: Bool { false }

    var reader: JSONReader
    var object = ObjectState()
    var path = FieldPath()
    /// A key that was written with escapes, in plain letters and with its closing quote.
    var plainKey = ByteWriter(capacity: 64)

    /// The object being read.
    struct ObjectState {
        /// Behind the opening quote of the key that stands next; a range of no bytes when the object has ended.
        var key: UnsafePointer<UInt8>?
        var keyEnd: UnsafePointer<UInt8>?
        /// Where the text goes on when `key` does not point into it.
        var afterKey: UnsafePointer<UInt8>?
        /// The place of the field being shown, and a bit for each place whose field was read.
        var place = 0
        var seen: (UInt64, UInt64) = (0, 0)
        var field: StaticString = ""

        @inline(__always)
        var hasEnded: Bool { key == nil }
    }

    /// What happens to a field that a carrier does not know.
    package enum UnknownFieldRule: Sendable {
        /// It is kept, to be written back.
        case kept
        /// It is an error that names it: for what people write by hand.
        case refused
    }
    private let unknownFields: UnknownFieldRule

    private init(_ bytes: UnsafeBufferPointer<UInt8>, limits: Limits, unknownFields: UnknownFieldRule) throws(WireError) {
        self.unknownFields = unknownFields
        reader = try JSONReader(bytes, limits: limits)
    }

    /// Reads one whole JSON text with `body`; errors name the field that they were met in.
    package static func read<R>(
        _ bytes: UnsafeBufferPointer<UInt8>, limits: Limits = Limits(), unknownFields: UnknownFieldRule = .kept,
        _ body: (inout JSONDecoder) throws(WireError) -> R
    ) throws(WireError) -> R {
        var decoder = try JSONDecoder(bytes, limits: limits, unknownFields: unknownFields)
        do {
            let result = try body(&decoder)
            try decoder.reader.finish()
            return result
        } catch {
            let place = decoder.path.text(endingIn: decoder.object.field)
            throw place.isEmpty ? error : error.within(place)
        }
    }

    // MARK: Keys

    /// Whether the key that stands next is `name`; the value is then next to be read.
    @inline(__always)
    mutating func takes(_ name: StaticString) throws(WireError) -> Bool {
        object.place &+= 1
        let length = name.utf8CodeUnitCount
        // Without a key there is no end either, and the distance is zero.
        guard let key = object.key, let keyEnd = object.keyEnd, keyEnd - key > length,
            memcmp(key, name.utf8Start, length) == 0, key[length] == 0x22
        else { return false }
        try begin(name, key + length + 1)
        return true
    }

    /// Notes the field and goes to its value.
    @inline(__always)
    private mutating func begin(_ name: StaticString, _ behindKey: UnsafePointer<UInt8>) throws(WireError) {
        let bit = UInt64(1) &<< UInt64(truncatingIfNeeded: object.place & 63)
        object.field = name
        reader.position = object.afterKey ?? behindKey
        let low = object.place < 64
        guard (low ? object.seen.0 : object.seen.1) & bit == 0 else { throw reader.malformed("the name stands twice in one object") }
        if low { object.seen.0 |= bit } else { object.seen.1 |= bit }
        guard reader.take(0x3A) else { throw reader.malformed("expected a colon") }
    }

    /// Goes from behind a value to the next key, or to the end of the object.
    @inline(__always)
    mutating func nextKey() throws(WireError) {
        object.afterKey = nil
        if reader.take(0x2C) {
            guard reader.take(0x22) else { throw reader.malformed("expected a name in quotes") }
            object.key = reader.position
            object.keyEnd = reader.end
        } else if reader.take(0x7D) {
            object.key = nil
        } else {
            throw reader.malformed("expected a comma or the end of the object")
        }
    }

    // MARK: Objects

    /// Reads an object into a carrier.
    mutating func object<C: Carrier>(_ value: inout C) throws(WireError) {
        guard reader.take(0x7B) else { throw reader.unexpected("an object") }
        try reader.descend()
        let outer = object
        object = ObjectState()
        if reader.take(0x22) {
            object.key = reader.position
            object.keyEnd = reader.end
        } else if !reader.take(0x7D) {
            throw reader.malformed("expected a name in quotes or the end of the object")
        }
        while let key = object.key {
            object.place = -1
            try value.visit(&self)
            if object.key == key { try unknownField(&value.unknown) }
        }
        object = outer
        reader.ascend()
    }

    /// No field of the carrier has the key that stands next: either it was written with escapes, or it is not known.
    private mutating func unknownField(_ unknown: inout UnknownFields) throws(WireError) {
        if let afterKey = object.afterKey {
            reader.position = afterKey
            try keep(plainKey.withBytes { String(decoding: $0.dropLast(), as: UTF8.self) }, in: &unknown)
            return
        }
        guard let key = object.key else { return }
        reader.position = key - 1
        object.field = ""
        let name = try reader.string()
        if reader.position - key == name.utf8.count + 1 {
            try keep(name, in: &unknown)
        } else {
            plainKey.removeAll()
            plainKey.put(name)
            plainKey.put(0x22)
            offer(plainKey: reader.position)
        }
    }

    /// Makes `plainKey` the key that stands next, with its value behind `afterKey`.
    mutating func offer(plainKey afterKey: UnsafePointer<UInt8>) {
        // The block of `plainKey` stays in place until the next key is put into it, which is after this one was taken.
        let range = plainKey.withBytes { (start: $0.baseAddress, count: $0.count) }
        object.key = range.start
        object.keyEnd = range.start.map { $0 + range.count }
        object.afterKey = afterKey
    }

    private mutating func keep(_ name: String, in unknown: inout UnknownFields) throws(WireError) {
        if unknownFields == .refused {
            throw WireError(.value, "there is no field of this name", path: name, offset: reader.offset)
        }
        guard unknown[name] == nil else { throw reader.malformed("the name \"\(name)\" stands twice in one object") }
        guard unknown.fields.count < reader.limits.unknownFields else {
            throw WireError(.limit, "the object has more than \(reader.limits.unknownFields) fields that are not known", offset: reader.offset)
        }
        guard reader.take(0x3A) else { throw reader.malformed("expected a colon") }
        unknown.fields.append(JSONValue.Member(name, try reader.value()))
        try nextKey()
    }
}
