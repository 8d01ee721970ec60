import Glibc

/// Binary64 numbers as decimal text: the shortest that reads back as the same number.
package enum DoubleText {
    package enum Reading {
        case number(Double)
        /// A number, but one that no finite binary64 stands for.
        case outOfRange
        case malformed
    }

    /// Reads a number as JSON writes it (RFC 8259, section 6).
    package static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Reading {
        guard let start = bytes.baseAddress else { return .malformed }
        let (reading, length) = read(at: start, readable: bytes.count)
        return length == bytes.count ? reading : .malformed
    }

    /// Reads the number that begins at `start`, from where on `readable` bytes are there, and answers how many it took.
    static func read(at start: UnsafePointer<UInt8>, readable: Int) -> (Reading, length: Int) {
        var mantissa: UInt64 = 0
        var exponent = 0
        var position = 0
        let negative = readable > 0 && start[0] == 0x2D
        if negative { position = 1 }

        let whole = position
        mantissa = passDigits(start, &position, readable, behind: 0)
        var digits = position &- whole
        if digits == 0 || digits > 1 && start[whole] == 0x30 { return (.malformed, position) }
        if position < readable, start[position] == 0x2E {
            position &+= 1
            let fraction = position
            mantissa = passDigits(start, &position, readable, behind: mantissa)
            if position == fraction { return (.malformed, position) }
            digits &+= position &- fraction
            exponent = fraction &- position
        }
        if position < readable, start[position] | 0x20 == 0x65 {
            position &+= 1
            guard let written = passExponent(start, &position, readable) else { return (.malformed, position) }
            exponent &+= written
        }

        // Both numbers are exact below these bounds, and IEEE 754 rounds one operation correctly.
        if digits <= 19, mantissa <= 1 << 53, exponent >= -22, exponent <= 22 {
            let value = exponent < 0 ? Double(mantissa) / powers[-exponent] : Double(mantissa) * powers[exponent]
            return (.number(negative ? -value : value), position)
        }
        if digits <= 19, mantissa > 0, exponent < 0, exponent >= -19 {
            let value = quotient(mantissa, IntegerText.powersOfTen[-exponent])
            return (.number(negative ? -value : value), position)
        }
        return (readExactly(UnsafeBufferPointer(start: start, count: position)), position)
    }

    /// Passes digits and answers the number that they make behind the digits of `value`; past nineteen it means nothing.
    @inline(__always)
    private static func passDigits(_ start: UnsafePointer<UInt8>, _ position: inout Int, _ readable: Int, behind value: UInt64) -> UInt64 {
        var value = value
        while readable &- position >= 8 {
            let digits = Words.load(start + position) ^ Words.zeros
            guard Words.notDigits(digits) == 0 else { break }
            value = value &* 100_000_000 &+ Words.number(digits)
            position &+= 8
        }
        while position < readable, start[position] &- 0x30 <= 9 {
            value = value &* 10 &+ UInt64(start[position] &- 0x30)
            position &+= 1
        }
        return value
    }

    private static func passExponent(_ start: UnsafePointer<UInt8>, _ position: inout Int, _ readable: Int) -> Int? {
        var sign = 1
        if position < readable, start[position] == 0x2B || start[position] == 0x2D {
            sign = start[position] == 0x2D ? -1 : 1
            position += 1
        }
        let first = position
        var value = 0
        while position < readable, start[position] &- 0x30 <= 9 {
            // Past this, every number is zero or out of range; the exact reader decides which.
            if value < 100_000 { value = value * 10 + Int(start[position] &- 0x30) }
            position += 1
        }
        return position > first ? sign * value : nil
    }

    /// A whole number divided by another, neither of them zero, rounded once to the nearest number, or to the even one
    /// of two that are as near.
    private static func quotient(_ dividend: UInt64, _ divisor: UInt64) -> Double {
        // Both with their highest bit set, and the dividend halved: it is then less than the divisor, as the division of
        // two words by one needs, and the quotient has 63 or 64 bits, more than the 53 that are kept.
        let up = dividend.leadingZeroBitCount
        let down = divisor.leadingZeroBitCount
        let high = dividend &<< up
        let (quotient, remainder) = (divisor &<< down).dividingFullWidth((high &>> 1, high &<< 63))
        // A bit below the kept ones stands for all that the division left, so that no tie is seen where there is none.
        let rounded = Double(quotient | (remainder == 0 ? 0 : 1))
        let exponent = down - up - 63
        return rounded * Double(sign: .plus, exponentBitPattern: UInt(1023 + exponent), significandBitPattern: 0)
    }

    /// The standard library's own correctly rounding reader, for the numbers that one operation cannot settle.
    private static func readExactly(_ bytes: UnsafeBufferPointer<UInt8>) -> Reading {
        guard let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite else { return .outOfRange }
        return .number(value)
    }

    private static let powers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
        1e21, 1e22,
    ]

    /// Writes the shortest text that reads back as `value`, always with a fraction or an exponent; a number that is not
    /// finite has no text in JSON and becomes 0.0.
    package static func write(_ value: Double, to writer: inout ByteWriter) {
        if value != 0, value.magnitude < 1e15, let whole = Int64(exactly: value) {
            writer.reserve(IntegerText.longest + 2)
            IntegerText.uncheckedWrite(whole, to: &writer)
            return writer.uncheckedPut(".0")
        }
        var text = (value.isFinite ? value : 0).description
        text.withUTF8 { writer.put($0) }
    }
}
