/// A quick look at text, eight bytes at a time: nearly all that is valid UTF-8 passes, and nothing else.
///
/// Bytes that continue a sequence have to stand where the first bytes before them say, and nowhere else. What else there
/// is to check of a sequence begins with a byte whose low bits are 0000, 0001 or, of three bytes, 1101, or has four bytes:
/// text with one of these is left for a closer look.
@usableFromInline
struct UTF8Check {
    /// Where the next word has to continue a sequence.
    @usableFromInline var expected: UInt64 = 0
    @usableFromInline var doubt: UInt64 = 0

    @inlinable @inline(__always)
    init() {}

    /// The next eight bytes. Zeros behind the end of the text pass.
    @inlinable @inline(__always)
    mutating func add(_ word: UInt64) {
        // Shifted so that the second, third and fourth bit of each byte stand where `notASCII` looks.
        let high = Words.notASCII(word)
        let first = high & (word &<< 1)
        let firstOfThree = first & (word &<< 2)
        let continuing = high & ~(word &<< 1)
        doubt |= continuing ^ (expected | first &<< 8 | firstOfThree &<< 16)
        doubt |= firstOfThree & (word &<< 3)
        doubt |= first & Words.isZero(word & 0x1E1E_1E1E_1E1E_1E1E)
        doubt |= firstOfThree & Words.isZero((word & 0x0F0F_0F0F_0F0F_0F0F) ^ 0x0D0D_0D0D_0D0D_0D0D)
        expected = first &>> 56 | firstOfThree &>> 48
    }

    /// Whether all that was added is valid UTF-8; false when it is not, when it may not be, and when it ends too early.
    @inlinable @inline(__always)
    var isCommon: Bool { doubt | expected == 0 }

    @inline(__always)
    mutating func add(from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>) {
        guard end - start >= 8 else { return add(start == end ? 0 : Words.loadSome(start, end - start)) }
        var next = start
        while end - next >= 8 {
            add(Words.load(next))
            next += 8
        }
        // The last word again, without the bytes of it that were looked at.
        let rest = end - next
        add(rest == 0 ? 0 : Words.load(end - 8) &>> UInt64(truncatingIfNeeded: (8 &- rest) &<< 3))
    }
}
