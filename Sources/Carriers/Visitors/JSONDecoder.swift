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
    var object: ObjectState
    /// A key that was written with escapes, in plain letters and with its closing quote.
    var plainKey = ByteWriter(capacity: 64)

    /// The object being read.
    struct ObjectState {
        /// Behind the opening quote of the key that stands next, or of the field that is being read.
        var key: UnsafePointer<UInt8>
        /// The bytes from `key` on that are part of the same text, or of `plainKey`; none when the object has ended.
        var room = 0
        var hasEnded = true
        /// Where the key stands in the text, and where the text goes on behind it, when `key` is part of `plainKey`.
        var written: (key: UnsafePointer<UInt8>, behind: UnsafePointer<UInt8>)?
        /// The place of the field being shown, -1 before the first, and a bit for each place whose field was read.
        var place = -1
        var seen: (UInt64, UInt64) = (0, 0)

        @inline(__always)
        init(_ reader: borrowing JSONReader) {
            key = reader.position
        }
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
        object = ObjectState(reader)
    }

    /// Reads one whole JSON text with `body`; errors name the field that they were met in.
    package static func read<R>(
        _ bytes: UnsafeBufferPointer<UInt8>, limits: Limits = Limits(), unknownFields: UnknownFieldRule = .kept,
        _ body: (inout JSONDecoder) throws(WireError) -> R
    ) throws(WireError) -> R {
        var decoder = try JSONDecoder(bytes, limits: limits, unknownFields: unknownFields)
        let result = try body(&decoder)
        try decoder.reader.finish()
        return result
    }

    // MARK: Keys

    /// Where the text goes on behind the key that stands next, when that key is `name`; nil when it is another.
    ///
    /// Part of each carrier's list of fields, where the name is a constant: comparing it then takes a few instructions.
    @inline(__always)
    mutating func behind(_ name: StaticString) -> UnsafePointer<UInt8>? {
        object.place &+= 1
        let length = name.utf8CodeUnitCount
        guard object.room > length, memcmp(object.key, name.utf8Start, length) == 0, object.key[length] == 0x22 else { return nil }
        return object.key + length + 1
    }

    /// Notes the field and goes to its value.
    @inline(__always)
    mutating func begin(_ behindKey: UnsafePointer<UInt8>) throws(WireError) {
        let bit = UInt64(1) &<< UInt64(truncatingIfNeeded: object.place)
        let repeated: UInt64
        if object.place < 64 {
            repeated = object.seen.0 & bit
            object.seen.0 |= bit
        } else {
            repeated = object.seen.1 & bit
            object.seen.1 |= bit
        }
        if repeated == 0, object.written == nil, behindKey < reader.end, behindKey.pointee == 0x3A {
            reader.position = behindKey + 1
        } else {
            try beginSlowly(behindKey, isRepeated: repeated != 0)
        }
    }

    /// The same where white space stands before the colon, where the key was written with escapes, and in error.
    @inline(never)
    private mutating func beginSlowly(_ behindKey: UnsafePointer<UInt8>, isRepeated: Bool) throws(WireError) {
        reader.position = behindKey
        leavePlainKey()
        if isRepeated { throw reader.malformed("the name stands twice in one object") }
        guard reader.take(0x3A) else { throw reader.malformed("expected a colon") }
    }

    /// Goes from behind a value to the next key, or to the end of the object.
    @inline(__always)
    mutating func nextKey() throws(WireError) {
        if reader.end - reader.position >= 2, reader.position[0] == 0x2C, reader.position[1] == 0x22 {
            reader.position += 2
            stand(at: reader.position)
        } else {
            try nextKeySlowly()
        }
    }

    /// The same where white space stands around the comma, at the end of the object, and in error.
    @inline(never)
    private mutating func nextKeySlowly() throws(WireError) {
        if reader.take(0x2C) {
            guard reader.take(0x22) else { throw reader.malformed("expected a name in quotes") }
            stand(at: reader.position)
        } else if reader.take(0x7D) {
            object.hasEnded = true
            object.room = 0
        } else {
            throw reader.malformed("expected a comma or the end of the object")
        }
    }

    @inline(__always)
    private mutating func stand(at key: UnsafePointer<UInt8>) {
        object.key = key
        object.room = reader.end - key
    }

    // MARK: Objects

    /// Reads an object into a carrier.
    mutating func object<C: Carrier>(_ value: inout C) throws(WireError) {
        guard reader.take(0x7B) else { throw reader.unexpected("an object") }
        try reader.descend()
        let outer = object
        object = ObjectState(reader)
        do { try members(of: &value) } catch {
            // Errors gather their path on the way out, so that reading well-formed text costs nothing for it.
            let placed = place(error)
            object = outer
            throw placed
        }
        object = outer
        reader.ascend()
    }

    @inline(__always)
    private mutating func members<C: Carrier>(of value: inout C) throws(WireError) {
        if reader.take(0x22) {
            object.hasEnded = false
            stand(at: reader.position)
        } else if !reader.take(0x7D) {
            throw reader.malformed("expected a name in quotes or the end of the object")
        }
        while !object.hasEnded {
            let key = object.key
            object.place = -1
            try value.visit(&self)
            if object.key == key, !object.hasEnded {
                object.place = -1
                try unknownField(&value.unknown)
            }
        }
    }

    /// The error with the name of the field that it was met in, if it was met in one: the key that was taken last.
    @inline(never)
    private mutating func place(_ error: WireError) -> WireError {
        guard object.place >= 0, !object.hasEnded else { return error }
        reader.position = object.key - 1
        guard let name = try? reader.string() else { return error }
        return error.within(name)
    }

    /// No field of the carrier has the key that stands next: either it was written with escapes, or it is not known.
    private mutating func unknownField(_ unknown: inout UnknownFields) throws(WireError) {
        if leavePlainKey() {
            try keep(plainKey.withBytes { String(decoding: $0.dropLast(), as: UTF8.self) }, in: &unknown)
            return
        }
        let key = object.key
        reader.position = key - 1
        let name = try reader.string()
        // A quote can only end the name of a field; one inside the name would pass for its end.
        if reader.position - key == name.utf8.count + 1 || name.utf8.contains(0x22) {
            try keep(name, in: &unknown)
        } else {
            plainKey.removeAll()
            plainKey.put(name)
            plainKey.put(0x22)
            offerPlainKey(writtenAt: key)
        }
    }

    /// Makes `plainKey` the key that stands next, instead of the one with escapes that the reader has just passed.
    private mutating func offerPlainKey(writtenAt key: UnsafePointer<UInt8>) {
        // The block of `plainKey` stays in place until the next key is put into it, which is after this one was taken.
        let range = plainKey.withBytes { (start: $0.baseAddress, count: $0.count) }
        guard let start = range.start else { return }
        object.key = start
        object.room = range.count
        object.written = (key, reader.position)
    }

    /// Goes on in the text, behind the key that `plainKey` stood for; false when it stood for none.
    @discardableResult
    private mutating func leavePlainKey() -> Bool {
        guard let written = object.written else { return false }
        object.written = nil
        stand(at: written.key)
        reader.position = written.behind
        return true
    }

    private mutating func keep(_ name: String, in unknown: inout UnknownFields) throws(WireError) {
        if unknownFields == .refused {
            throw WireError(.value, "there is no field of this name", path: name, offset: reader.offset)
        }
        guard unknown[name] == nil else { throw reader.malformed("the name \"\(name.quoted)\" stands twice in one object") }
        guard unknown.fields.count < reader.limits.unknownFields else {
            throw WireError(.limit, "the object has more than \(reader.limits.unknownFields) fields that are not known", offset: reader.offset)
        }
        guard reader.take(0x3A) else { throw reader.malformed("expected a colon") }
        unknown.fields.append(JSONValue.Member(name, try reader.value()))
        try nextKey()
    }
}
