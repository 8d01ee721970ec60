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

    private static func digitCount(_ value: UInt64) -> Int {
        var count = 1
        var bound: UInt64 = 10
        while value >= bound {
            count &+= 1
            let (next, overflow) = bound.multipliedReportingOverflow(by: 10)
            if overflow { break }
            bound = next
        }
        return count
    }
}
