extension JSONReader {
    /// A string; the next byte must be its opening quote.
    @inlinable @inline(__always)
    package mutating func string() throws(WireError) -> String {
        guard take(0x22) else { throw unexpected("a string") }
        let first = position
        var high: UInt64 = 0
        // Eight bytes at a time up to the first quote, backslash or control character.
        while end - position >= 8 {
            let word = Words.load(position)
            let stop = Words.equal(word, 0x22) | Words.equal(word, 0x5C) | Words.below(word, 0x20)
            if stop != 0 {
                let length = stop.trailingZeroBitCount &>> 3
                high |= Words.notASCII(word) & (stop &- 1)
                position += length
                return try finishString(from: first, isASCII: high == 0)
            }
            high |= Words.notASCII(word)
            position += 8
        }
        while position < end {
            let byte = position.pointee
            if byte == 0x22 || byte == 0x5C || byte < 0x20 { break }
            high |= UInt64(byte & 0x80)
            position += 1
        }
        return try finishString(from: first, isASCII: high == 0)
    }

    /// `position` is at the byte that stopped the scan; what lies between `first` and it needs no unescaping.
    @inlinable @inline(__always)
    mutating func finishString(from first: UnsafePointer<UInt8>, isASCII: Bool) throws(WireError) -> String {
        if position < end, position.pointee == 0x22 {
            let bytes = UnsafeBufferPointer(start: first, count: position - first)
            position += 1
            if let text = Text.string(bytes, isASCII: isASCII) { return text }
            throw WireError(.malformed, "the string is not valid UTF-8", offset: first - start + Text.firstInvalid(bytes))
        }
        return try escapedString(from: first)
    }

    /// The rest of a string that has escapes, collected piece by piece.
    @usableFromInline
    mutating func escapedString(from first: UnsafePointer<UInt8>) throws(WireError) -> String {
        var collected = ByteWriter(capacity: (position - first) * 2 + 64)
        collected.put(UnsafeBufferPointer(start: first, count: position - first))
        while true {
            guard position < end else { throw malformed("the text ends inside a string") }
            let byte = position.pointee
            if byte == 0x22 { break }
            if byte < 0x20 { throw malformed("a control character in a string must be escaped") }
            if byte == 0x5C {
                position += 1
                try escape(into: &collected)
            } else {
                collected.put(byte)
                position += 1
            }
        }
        let offset = first - start
        position += 1
        let text = collected.withBytes { Text.string($0, isASCII: false) }
        if let text { return text }
        throw WireError(.malformed, "the string is not valid UTF-8", offset: offset)
    }

    /// One escape; `position` is behind the backslash.
    private mutating func escape(into collected: inout ByteWriter) throws(WireError) {
        guard position < end else { throw malformed("the text ends inside a string") }
        let letter = position.pointee
        position += 1
        switch letter {
        case 0x22, 0x5C, 0x2F: collected.put(letter)
        case 0x62: collected.put(0x08)
        case 0x66: collected.put(0x0C)
        case 0x6E: collected.put(0x0A)
        case 0x72: collected.put(0x0D)
        case 0x74: collected.put(0x09)
        case 0x75: collected.put(try escapedScalar())
        default:
            position -= 1
            throw malformed("a backslash must be followed by one of \" \\ / b f n r t u")
        }
    }

    /// The character of one `\uXXXX`, or of the two that make a surrogate pair.
    private mutating func escapedScalar() throws(WireError) -> String {
        let first = try hexDigits()
        if let scalar = Unicode.Scalar(first) { return String(Character(scalar)) }
        guard first < 0xDC00, end - position >= 2, position[0] == 0x5C, position[1] == 0x75 else {
            throw malformed("a surrogate stands alone; it must be one of a pair")
        }
        position += 2
        let second = try hexDigits()
        guard second >= 0xDC00, second <= 0xDFFF,
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw malformed("a surrogate stands alone; it must be one of a pair") }
        return String(Character(scalar))
    }

    private mutating func hexDigits() throws(WireError) -> UInt32 {
        guard end - position >= 4 else { throw malformed("the text ends inside \\uXXXX") }
        var value: UInt32 = 0
        for _ in 0..<4 {
            let byte = position.pointee
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte - 0x30
            case 0x41...0x46: digit = byte - 0x37
            case 0x61...0x66: digit = byte - 0x57
            default: throw malformed("expected four hexadecimal digits after \\u")
            }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }
}

extension JSONReader {
    /// The bytes of a string that is expected to be a token without escapes: a date, a name. Nil when the next value is
    /// not a string, or one with escapes; the position is then unchanged. The bytes are part of the input.
    @inlinable @inline(__always)
    package mutating func plainString() throws(WireError) -> UnsafeBufferPointer<UInt8>? {
        guard peek() == 0x22, position < end else { return nil }
        var cursor = position + 1
        while cursor < end {
            let byte = cursor.pointee
            if byte == 0x22 {
                let bytes = UnsafeBufferPointer(start: position + 1, count: cursor - position - 1)
                position = cursor + 1
                return bytes
            }
            if byte == 0x5C || byte < 0x20 { break }
            cursor += 1
        }
        return nil
    }
}
