extension JSONReader {
    /// A whole number from `lowest` to `highest`.
    @inlinable @inline(__always)
    package mutating func integer(_ lowest: Int64, _ highest: Int64) throws(WireError) -> Int64 {
        try integer(from: peek(), lowest, highest)
    }

    /// The same, of which `peek` has just seen the first byte.
    @inlinable @inline(__always)
    package mutating func integer(from next: UInt8, _ lowest: Int64, _ highest: Int64) throws(WireError) -> Int64 {
        let negative = next == 0x2D
        let first = negative ? position + 1 : position
        let (value, cursor) = digits(from: first)
        let length = cursor - first
        let signed = negative ? 0 &- Int64(truncatingIfNeeded: value) : Int64(truncatingIfNeeded: value)
        // Eighteen digits cannot pass the range of Int64.
        guard length > 0, length <= 18, signed >= lowest, signed <= highest,
            first.pointee != 0x30 || length == 1,
            cursor == end || !JSONReader.continuesNumber(cursor.pointee)
        else { throw wrongInteger(lowest, highest) }
        position = cursor
        return signed
    }

    /// The number that the digits from `first` on make, and where they end. After nineteen digits it goes no further.
    @inlinable @inline(__always)
    mutating func digits(from first: UnsafePointer<UInt8>) -> (UInt64, UnsafePointer<UInt8>) {
        guard end - first >= 8 else { return digits(from: first, behind: first, 0) }
        let digits = Words.load(first) ^ Words.zeros
        let stop = Words.notDigits(digits)
        guard stop != 0 else { return self.digits(from: first, behind: first + 8, Words.number(digits)) }
        // Shifted up, so that zeros stand in front of the digits and what follows them is gone.
        let bits = stop.trailingZeroBitCount & ~7
        return (Words.number(digits << (64 - bits)), first + bits &>> 3)
    }

    /// The same one by one from `cursor` on, up to which the digits make `value`.
    @inline(never) @usableFromInline
    mutating func digits(
        from first: UnsafePointer<UInt8>, behind cursor: UnsafePointer<UInt8>, _ value: UInt64
    ) -> (UInt64, UnsafePointer<UInt8>) {
        var cursor = cursor
        var value = value
        while cursor < end, cursor.pointee &- 0x30 <= 9, cursor - first < 19 {
            value = value &* 10 &+ UInt64(cursor.pointee &- 0x30)
            cursor += 1
        }
        return (value, cursor)
    }

    @inlinable @inline(__always)
    static func continuesNumber(_ byte: UInt8) -> Bool {
        byte == 0x2E || byte | 0x20 == 0x65 || byte &- 0x30 <= 9
    }

    @inline(never) @usableFromInline
    mutating func wrongInteger(_ lowest: Int64, _ highest: Int64) -> WireError {
        let expected = "a whole number from \(lowest) to \(highest)"
        guard startsNumber() else { return unexpected(expected) }
        let token = numberBytes()
        if case .malformed = DoubleText.read(token) { return malformed("a number is not well-formed") }
        return invalid("expected \(expected), found \(token.quoted)")
    }

    /// A number of any size and fraction.
    package mutating func double() throws(WireError) -> Double {
        guard startsNumber() else { throw unexpected("a number") }
        let (reading, length) = DoubleText.read(at: position, readable: end - position)
        let behind = position + length
        if behind < end, JSONReader.continuesNumber(behind.pointee) { throw malformed("a number is not well-formed") }
        switch reading {
        case .number(let value):
            position = behind
            return value
        case .outOfRange: throw invalid("the number is out of range")
        case .malformed: throw malformed("a number is not well-formed")
        }
    }

    /// A number as it was written, of any size.
    package mutating func numberText() throws(WireError) -> String {
        guard startsNumber() else { throw unexpected("a number") }
        let token = numberBytes()
        if case .malformed = DoubleText.read(token) { throw malformed("a number is not well-formed") }
        position += token.count
        return String(decoding: token, as: UTF8.self)
    }

    private mutating func startsNumber() -> Bool {
        let byte = peek()
        return byte == 0x2D || byte &- 0x30 <= 9
    }

    /// The bytes from here on that could belong to a number.
    private mutating func numberBytes() -> UnsafeBufferPointer<UInt8> {
        var cursor = position
        while cursor < end {
            let byte = cursor.pointee
            guard byte &- 0x30 <= 9 || byte == 0x2D || byte == 0x2B || byte == 0x2E || byte | 0x20 == 0x65 else { break }
            cursor += 1
        }
        return UnsafeBufferPointer(start: position, count: cursor - position)
    }
}
