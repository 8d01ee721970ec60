/// A text field of a carrier: a string to all who use it. Inside, a short text stands in place, and a longer one is part
/// of a block that it shares with the other texts of its message.
///
/// The string is made when it is asked for; whoever writes a message takes the bytes as they are.
@usableFromInline @propertyWrapper
package struct SharedText: Sendable {
    @usableFromInline
    enum Form: @unchecked Sendable {
        case null
        /// The bytes, the first of them lowest, and in the last part their count.
        case short(UInt64, UInt32, UInt16, UInt8)
        case long(Place, TextBlock)
    }

    /// Where in a block a text stands: how many bytes it has, the mark whether they are ASCII, and its offset.
    @usableFromInline
    struct Place: Sendable {
        @usableFromInline let word: UInt64

        @inlinable @inline(__always)
        init(offset: Int, count: Int, isASCII: Bool) {
            word = UInt64(truncatingIfNeeded: offset) &<< 40 | (isASCII ? 1 &<< 39 : 0) | UInt64(truncatingIfNeeded: count)
        }

        @inlinable var offset: Int { Int(truncatingIfNeeded: word &>> 40) }
        @inlinable var count: Int { Int(truncatingIfNeeded: word & (1 &<< 39 &- 1)) }
        @inlinable var isASCII: Bool { word & 1 &<< 39 != 0 }
    }

    @usableFromInline var form: Form

    /// The most bytes that stand in place.
    @inlinable package static var longestInPlace: Int { 14 }

    /// No text: null.
    @inlinable @inline(__always)
    package init() {
        form = .null
    }

    /// The first `count` bytes of two words, at most `longestInPlace`; the others do not matter.
    @inlinable @inline(__always)
    init(_ low: UInt64, _ high: UInt64, count: Int) {
        let bits = UInt64(truncatingIfNeeded: count) &<< 3
        let first = low & (bits >= 64 ? .max : ~(.max &<< bits))
        let second = bits <= 64 ? 0 : high & ~(.max &<< (bits &- 64))
        form = .short(
            first, UInt32(truncatingIfNeeded: second), UInt16(truncatingIfNeeded: second &>> 32), UInt8(truncatingIfNeeded: count))
    }

    /// At most `longestInPlace` bytes.
    @usableFromInline
    init(short bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress, bytes.count > 0 else {
            self.init(0, 0, count: 0)
            return
        }
        if bytes.count < 8 {
            self.init(Words.loadSome(start, bytes.count), 0, count: bytes.count)
        } else {
            let rest = bytes.count &- 8
            self.init(Words.load(start), rest == 0 ? 0 : Words.loadSome(start + 8, rest), count: bytes.count)
        }
    }

    @inlinable @inline(__always)
    init(_ block: TextBlock, offset: Int, count: Int, isASCII: Bool) {
        form = .long(Place(offset: offset, count: count, isASCII: isASCII), block)
    }

    package init(wrappedValue: String?) {
        form = .null
        self.wrappedValue = wrappedValue
    }

    package var wrappedValue: String? {
        get {
            if case .long(let place, let block) = form {
                return Text.trusted(
                    UnsafeBufferPointer(start: UnsafePointer(block.bytes + place.offset), count: place.count), isASCII: place.isASCII)
            }
            return withBytes { $0.map { String(decoding: $0, as: UTF8.self) } }
        }
        set {
            guard var text = newValue else {
                form = .null
                return
            }
            self = text.withUTF8 { bytes in
                var blocks = TextBlocks()
                return blocks.copy(bytes, isASCII: false, of: bytes.count)
            }
        }
    }

    /// A copy of bytes that somebody else keeps; what is not UTF-8 in them is replaced.
    package init(repairing bytes: UnsafeBufferPointer<UInt8>) {
        let isASCII = Text.isASCII(bytes)
        if isASCII || Text.firstInvalid(bytes) == bytes.count {
            var blocks = TextBlocks()
            self = blocks.copy(bytes, isASCII: isASCII, of: bytes.count)
        } else {
            self.init(wrappedValue: String(decoding: bytes, as: UTF8.self))
        }
    }

    /// The text as it is held, to be handed on without making a string of it.
    package var projectedValue: SharedText {
        get { self }
        set { self = newValue }
    }

    @inlinable
    package var isNull: Bool {
        if case .null = form { true } else { false }
    }

    /// Lends the text's bytes, which are valid UTF-8; nil for null. From each of them on, sixteen are readable.
    @inlinable @inline(__always)
    package func withBytes<R>(_ body: (UnsafeBufferPointer<UInt8>?) -> R) -> R {
        switch form {
        case .null: body(nil)
        case .short(let low, let middle, let high, let count):
            withUnsafeBytes(of: (low.littleEndian, (UInt64(middle) | UInt64(high) &<< 32).littleEndian, UInt64(0), UInt64(0))) { bytes in
                body(UnsafeBufferPointer(start: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), count: Int(count)))
            }
        case .long(let place, let block):
            // The block lives as long as this text, which is lent for the length of the call.
            body(UnsafeBufferPointer(start: UnsafePointer(block.bytes + place.offset), count: place.count))
        }
    }
}

extension SharedText: Hashable {
    @usableFromInline
    package static func == (one: SharedText, other: SharedText) -> Bool {
        switch (one.form, other.form) {
        case (.null, .null): return true
        case (.null, _), (_, .null): return false
        case (.long(let place, let block), .long(let otherPlace, let otherBlock))
        where place.word == otherPlace.word && block === otherBlock: return true
        default:
            return one.withBytes { one in
                other.withBytes { other in
                    guard let one, let other, one.count == other.count else { return false }
                    return one.elementsEqual(other)
                }
            }
        }
    }

    @usableFromInline
    package func hash(into hasher: inout Hasher) {
        withBytes { bytes in
            hasher.combine(bytes == nil)
            if let bytes { hasher.combine(bytes: UnsafeRawBufferPointer(bytes)) }
        }
    }
}
