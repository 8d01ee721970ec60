/// A short string, made in registers.
///
/// A Swift string of at most 15 bytes holds its text in its own two words: the first byte lowest, and in the highest byte
/// the length beside a mark that also tells whether the text is ASCII. That is part of Swift's stable ABI on 64-bit
/// platforms; the tests compare it with strings that the standard library made, for every length.
@usableFromInline
package struct SmallText {
    /// The most bytes that a string holds without a block of its own.
    @inlinable package static var limit: Int { 15 }

    @usableFromInline let low: UInt64
    @usableFromInline let high: UInt64
    @usableFromInline let count: Int

    /// The first `count` bytes of two words, at most `limit` of them.
    @inlinable @inline(__always)
    package init(_ low: UInt64, _ high: UInt64, count: Int) {
        // What is kept of each word lies below the end of the text.
        let bits = count &<< 3
        self.low = low & ~(UInt64.max << bits)
        self.high = high & ~(UInt64.max &<< Swift.max(bits &- 64, 0))
        self.count = count
    }

    @inlinable @inline(__always)
    package var isASCII: Bool { Words.notASCII(low | high) == 0 }

    /// True when the text is valid UTF-8; false when it is not or needs a closer look.
    @inlinable @inline(__always)
    package var isCommonUTF8: Bool {
        var check = UTF8Check()
        check.add(low)
        check.add(high)
        return check.isCommon
    }

    /// The text as a string; it must be valid UTF-8.
    @inlinable @inline(__always)
    package var string: String {
        #if _pointerBitWidth(_64) && _endian(little)
            let mark = UInt64(truncatingIfNeeded: count) | (isASCII ? 0xE0 : 0xA0)
            return unsafeBitCast((low, high | mark &<< 56), to: String.self)
        #else
            return withUnsafeBytes(of: (low.littleEndian, high.littleEndian)) { String(decoding: $0.prefix(count), as: UTF8.self) }
        #endif
    }
}

extension Text {
    /// The bytes that `small` reads, however short the text is.
    @inlinable package static var smallWindow: Int { 16 }

    /// The `count` bytes at `first` as a string, and whether they are ASCII: at most `SmallText.limit` of them, which have
    /// to be valid UTF-8 for the string to be used. From `first` on, `smallWindow` bytes must be readable.
    @inlinable @inline(__always)
    package static func small(_ first: UnsafePointer<UInt8>, count: Int) -> (String, isASCII: Bool) {
        let text = SmallText(Words.load(first), Words.load(first + 8), count: count)
        return (text.string, text.isASCII)
    }
}
