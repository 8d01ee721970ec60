/// Whole numbers as decimal digits.
@usableFromInline
package enum IntegerText {
    /// The longest that `write` makes: a sign and the nineteen digits of the smallest `Int64`.
    package static let longest = 20

    @usableFromInline static var pairs: StaticString { """
        0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
        5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899
        """
    }

    /// Writes two digits of a number below 100 at `target`.
    @inlinable @inline(__always)
    package static func writePair(_ value: Int, at target: UnsafeMutablePointer<UInt8>) {
        let pair = pairs.utf8Start + value &* 2
        target[0] = pair[0]
        target[1] = pair[1]
    }

    /// Writes a number into a writer that has room for `longest` bytes.
    @inlinable @inline(__always)
    package static func uncheckedWrite(_ value: Int64, to writer: inout ByteWriter) {
        if value >= 0, value < 10 {
            writer.uncheckedPut(UInt8(truncatingIfNeeded: value) &+ 0x30)
        } else {
            writeLong(value, to: &writer)
        }
    }

    @usableFromInline
    static func writeLong(_ value: Int64, to writer: inout ByteWriter) {
        var rest = value.magnitude
        if value < 0 { writer.uncheckedPut(0x2D) }
        let digits = digitCount(rest)
        let target = writer.tail
        var position = digits
        while rest >= 100 {
            let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 100)
            position &-= 2
            writePair(Int(truncatingIfNeeded: remainder), at: target + position)
            rest = quotient
        }
        if rest >= 10 {
            writePair(Int(truncatingIfNeeded: rest), at: target)
        } else {
            target[0] = UInt8(truncatingIfNeeded: rest) &+ 0x30
        }
        writer.uncheckedAdvance(digits)
    }

    @inline(__always)
    private static func digitCount(_ value: UInt64) -> Int {
        // 1233 / 4096 is the logarithm of two to the base of ten, near enough for 64 bits to be at most one short.
        let atLeastOne = value | 1
        let fewest = ((64 &- atLeastOne.leadingZeroBitCount) &* 1233) &>> 12
        return atLeastOne >= powersOfTen[fewest] ? fewest &+ 1 : fewest
    }

    /// All powers of ten that 64 bits hold.
    static let powersOfTen: [UInt64] = [
        1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ]
}
