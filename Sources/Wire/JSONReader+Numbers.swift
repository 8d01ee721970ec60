extension JSONReader {
    /// A whole number from `lowest` to `highest`.
    @inlinable @inline(__always)
    package mutating func integer(_ lowest: Int64, _ highest: Int64) throws(WireError) -> Int64 {
        let first = peek()
        let negative = first == 0x2D
        var cursor = negative ? position + 1 : position
        let digits = cursor
        var value: Int64 = 0
        // Eighteen digits cannot pass the range of Int64.
        while cursor < end, cursor.pointee &- 0x30 <= 9, cursor - digits < 19 {
            value = value &* 10 &+ Int64(cursor.pointee &- 0x30)
            cursor += 1
        }
        let length = cursor - digits
        if negative { value = 0 &- value }
        guard length > 0, length <= 18, value >= lowest, value <= highest,
            length == 1 || digits.pointee != 0x30,
            cursor == end || !JSONReader.continuesNumber(cursor.pointee)
        else { throw wrongInteger(lowest, highest) }
        position = cursor
        return value
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
        return invalid("expected \(expected), found \(String(decoding: token.prefix(40), as: UTF8.self))")
    }

    /// A number of any size and fraction.
    package mutating func double() throws(WireError) -> Double {
        guard startsNumber() else { throw unexpected("a number") }
        let token = numberBytes()
        switch DoubleText.read(token) {
        case .number(let value):
            position += token.count
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
    private func numberBytes() -> UnsafeBufferPointer<UInt8> {
        var cursor = position
        while cursor < end {
            let byte = cursor.pointee
            guard byte &- 0x30 <= 9 || byte == 0x2D || byte == 0x2B || byte == 0x2E || byte | 0x20 == 0x65 else { break }
            cursor += 1
        }
        return UnsafeBufferPointer(start: position, count: cursor - position)
    }
}
