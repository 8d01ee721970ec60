/// Short strings, made in registers.
///
/// A Swift string of at most 15 bytes holds its text in its own two words: the first byte lowest, and in the highest byte
/// the length beside a mark that also tells whether the text is ASCII. That is part of Swift's stable ABI on 64-bit
/// platforms; the tests compare it with strings that the standard library made, for every length.
extension Text {
    /// The most bytes that a string holds without a block of its own.
    @inlinable package static var smallLimit: Int { 15 }
    /// The bytes that `small` reads, however short the text is.
    @inlinable package static var smallWindow: Int { 16 }

    /// The `count` bytes at `first` as a string, and whether they are ASCII: at most `smallLimit` of them, which have to
    /// be valid UTF-8 for the string to be used. From `first` on, `smallWindow` bytes must be readable.
    @inlinable @inline(__always)
    package static func small(_ first: UnsafePointer<UInt8>, count: Int) -> (String, isASCII: Bool) {
        #if _pointerBitWidth(_64) && _endian(little)
            // What is kept of each word lies below the end of the text.
            let bits = count &<< 3
            let low = Words.load(first) & ~(UInt64.max << bits)
            let high = Words.load(first + 8) & ~(UInt64.max &<< Swift.max(bits &- 64, 0))
            let isASCII = Words.notASCII(low | high) == 0
            let mark = UInt64(truncatingIfNeeded: count) | (isASCII ? 0xE0 : 0xA0)
            return (unsafeBitCast((low, high | mark &<< 56), to: String.self), isASCII)
        #else
            let bytes = UnsafeBufferPointer(start: first, count: count)
            let isASCII = Text.isASCII(bytes)
            return (String(decoding: bytes, as: UTF8.self), isASCII)
        #endif
    }
}
