public import CVector

/// Owned strings from borrowed bytes.
@usableFromInline
package enum Text {
    /// The bytes as a string; nil when they are not valid UTF-8.
    @inlinable @inline(__always)
    package static func string(_ bytes: UnsafeBufferPointer<UInt8>, isASCII: Bool) -> String? {
        isASCII || firstInvalid(bytes) == bytes.count ? trusted(bytes, isASCII: isASCII) : nil
    }

    /// The bytes as a string; nil when they are not valid UTF-8.
    package static func string(_ bytes: [UInt8]) -> String? {
        bytes.withUnsafeBufferPointer { string($0, isASCII: false) }
    }

    /// The bytes as a string, not looked at again: the caller has found them to be valid UTF-8, and ASCII if it says so.
    @usableFromInline
    package static func trusted(_ bytes: UnsafeBufferPointer<UInt8>, isASCII: Bool) -> String {
        String(copying: UTF8Span(unchecked: bytes.span, isKnownASCII: isASCII))
    }

    /// Whether no byte has its high bit set.
    @usableFromInline
    package static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard var next = bytes.baseAddress else { return true }
        let end = next + bytes.count
        var high: UInt64 = 0
        while end - next >= 8 {
            high |= Words.notASCII(Words.load(next))
            next += 8
        }
        while next < end {
            high |= UInt64(next.pointee & 0x80)
            next += 1
        }
        return high == 0
    }

    /// Whether `count` bytes are valid UTF-8. Sixteen bytes behind them must be readable.
    @inlinable @inline(__always)
    static func isUTF8(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        chatcore_is_utf8(start, count, 1) != 0
    }

    /// The same for a document of XML, which cannot hold U+FFFE and U+FFFF.
    @inlinable @inline(__always)
    static func isUTF8InXML(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        chatcore_is_utf8(start, count, 0) != 0
    }

    /// Where the first byte stands that cannot be UTF-8; the count when all are.
    @usableFromInline
    package static func firstInvalid(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        guard let start = bytes.baseAddress else { return 0 }
        let end = start + bytes.count
        var check = UTF8Check()
        check.add(from: start, to: end)
        if check.isCommon { return bytes.count }
        var next = start
        while next < end {
            if next.pointee < 0x80 {
                next = afterASCII(next, end)
            } else {
                let length = sequenceLength(next, end)
                if length == 0 { return next - start }
                next += length
            }
        }
        return bytes.count
    }

    /// The first byte from `next` on that is not ASCII, or `end`.
    @inline(__always)
    private static func afterASCII(_ next: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
        var next = next
        while end - next >= 8 {
            let high = Words.notASCII(Words.load(next))
            if high != 0 { return next + high.trailingZeroBitCount &>> 3 }
            next += 8
        }
        while next < end, next.pointee < 0x80 { next += 1 }
        return next
    }

    /// The length of the well-formed sequence of more than one byte at `next` (RFC 3629), or 0.
    @inline(__always)
    private static func sequenceLength(_ next: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Int {
        // The first byte is the lowest; past the end there are zeros, which continue nothing.
        let word = end - next >= 4 ? Words.loadHalf(next) : Words.loadFew(next, end - next)
        if word & 0xC0E0 == 0x80C0 { return word & 0x1E != 0 ? 2 : 0 }
        if word & 0xC0_C0F0 == 0x80_80E0 {
            // The five bits that tell an overlong form (all clear) and a surrogate (as in 0xED 0xA0) from the rest.
            let sign = word & 0x200F
            return sign != 0 && sign != 0x200D ? 3 : 0
        }
        if word & 0xC0C0_C0F8 == 0x8080_80F0 {
            // The bits above the sixteenth of the scalar: 1 to 16 are in range.
            let plane = (word & 0x07) << 2 | (word >> 12) & 0x03
            return plane >= 1 && plane <= 16 ? 4 : 0
        }
        return 0
    }
}
