extension JSONReader {
    /// A date and time; the next byte must be the opening quote of its string.
    @inline(__always)
    package mutating func dateTime() throws(WireError) -> DateTime {
        let expected = "a date and time such as 2026-11-21T09:30:00+01:00"
        guard peek() == 0x22 else { throw unexpected(expected) }
        let first = position + 1
        // A date that ends at a quote is the whole string; nothing in it can be an escape.
        if let (value, length) = DateTimeText.read(at: first, readable: end - first), end - first > length, first[length] == 0x22 {
            position = first + length + 1
            return value
        }
        return try unusualDateTime(expected)
    }

    /// The same for a string with escapes, and in error.
    @inline(never)
    private mutating func unusualDateTime(_ expected: String) throws(WireError) -> DateTime {
        let before = offset
        guard let value = DateTime(try string()) else { throw WireError(.value, "expected " + expected, offset: before) }
        return value
    }
}
