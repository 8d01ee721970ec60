extension JSONReader {
    /// A string; the next byte must be its opening quote.
    @inlinable @inline(__always)
    package mutating func string() throws(WireError) -> String {
        guard peek() == 0x22 else { throw unexpected("a string") }
        return try quotedString()
    }

    /// The string whose opening quote `peek` has just seen.
    @inlinable @inline(__always)
    package mutating func quotedString() throws(WireError) -> String {
        position += 1
        let first = position
        guard end - first >= TextWindow.size else { return try longString(from: first, first, behind: 0) }
        let window = TextWindow(first)
        if window.isPlain { return try longString(from: first, first + TextWindow.size, behind: window.low | window.high) }

        let count = window.plainCount
        position += count
        guard position.pointee == 0x22 else { return try escapedString(from: first) }
        let text = SmallText(window.low, window.high, count: count)
        if !text.isASCII, !text.isCommonUTF8 { try checkUTF8(UnsafeBufferPointer(start: first, count: count)) }
        position += 1
        return text.string
    }

    /// The rest of a string, from `cursor` on, behind text that needs no unescaping and has the bits `seen`.
    @inlinable @inline(__always)
    mutating func longString(
        from first: UnsafePointer<UInt8>, _ cursor: UnsafePointer<UInt8>, behind seen: UInt64
    ) throws(WireError) -> String {
        let isASCII = passPlainText(from: cursor, behind: seen)
        guard position < end, position.pointee == 0x22 else { return try escapedString(from: first) }
        let bytes = UnsafeBufferPointer(start: first, count: position - first)
        if !isASCII { try checkUTF8(bytes) }
        position += 1
        return Text.trusted(bytes, isASCII: isASCII)
    }

    /// Goes from `cursor` to the first quote, backslash or control character, or to the end; answers whether all before it
    /// is ASCII, what has the bits `seen` included.
    @inlinable @inline(__always)
    mutating func passPlainText(from cursor: UnsafePointer<UInt8>, behind seen: UInt64 = 0) -> Bool {
        var cursor = cursor
        var seen = seen
        while end - cursor >= TextWindow.size {
            let window = TextWindow(cursor)
            if !window.isPlain {
                position = cursor + window.plainCount
                return Words.notASCII(seen | window.plainBits) == 0
            }
            seen |= window.low | window.high
            cursor += TextWindow.size
        }
        while cursor < end {
            let byte = cursor.pointee
            if byte == 0x22 || byte == 0x5C || byte < 0x20 { break }
            seen |= UInt64(byte)
            cursor += 1
        }
        position = cursor
        return Words.notASCII(seen) == 0
    }

    /// The bytes of a string that is expected to be a token: a date, a name. Nil when the next value is not a string, or
    /// one with escapes or letters beyond ASCII; the position is then unchanged. The bytes are part of the input.
    @inlinable @inline(__always)
    package mutating func plainString() -> UnsafeBufferPointer<UInt8>? {
        guard peek() == 0x22, position < end else { return nil }
        let before = position
        let isASCII = passPlainText(from: position + 1)
        guard isASCII, position < end, position.pointee == 0x22 else {
            position = before
            return nil
        }
        let bytes = UnsafeBufferPointer(start: before + 1, count: position - before - 1)
        position += 1
        return bytes
    }

    /// - Throws: `malformed` with the place of the first byte that cannot be UTF-8.
    @inline(never) @usableFromInline
    mutating func checkUTF8(_ bytes: UnsafeBufferPointer<UInt8>) throws(WireError) {
        let valid = Text.firstInvalid(bytes)
        guard valid < bytes.count, let first = bytes.baseAddress else { return }
        throw WireError(.malformed, "the string is not valid UTF-8", offset: first - start + valid)
    }
}

// MARK: Escapes

extension JSONReader {
    /// The rest of a string that has escapes, or that never ends, collected piece by piece.
    @inline(never) @usableFromInline
    mutating func escapedString(from first: UnsafePointer<UInt8>) throws(WireError) -> String {
        var collected = ByteWriter(capacity: (position - first) * 2 + 256)
        collected.put(UnsafeBufferPointer(start: first, count: position - first))
        while true {
            guard position < end else { throw malformed("the text ends inside a string") }
            let byte = position.pointee
            if byte == 0x22 { break }
            if byte < 0x20 { throw malformed("a control character in a string must be escaped") }
            position += 1
            try escape(into: &collected)
            copyPlainText(into: &collected)
        }
        // An escape makes whole characters and is itself ASCII: the text is valid where the bytes that spell it are.
        let spelled = UnsafeBufferPointer(start: first, count: position - first)
        let isASCII = Text.isASCII(spelled)
        if !isASCII { try checkUTF8(spelled) }
        position += 1
        return collected.withBytes { Text.trusted($0, isASCII: isASCII && Text.isASCII($0)) }
    }

    /// Copies up to the first quote, backslash or control character, or to the end.
    @inline(__always)
    private mutating func copyPlainText(into collected: inout ByteWriter) {
        while end - position >= 8 {
            let word = Words.load(position)
            let stop = Words.endsPlainText(word)
            // The whole word, of which only what is plain is counted.
            collected.reserve(8)
            UnsafeMutableRawPointer(collected.tail).storeBytes(of: word.littleEndian, as: UInt64.self)
            let plain = stop == 0 ? 8 : stop.trailingZeroBitCount &>> 3
            collected.uncheckedAdvance(plain)
            position += plain
            if stop != 0 { return }
        }
        let rest = position
        _ = passPlainText(from: position)
        collected.put(UnsafeBufferPointer(start: rest, count: position - rest))
    }

    /// One escape; `position` is behind the backslash.
    @inline(__always)
    private mutating func escape(into collected: inout ByteWriter) throws(WireError) {
        collected.reserve(4)
        collected.uncheckedAdvance(try escape(to: collected.tail))
    }

    /// Writes what one escape stands for, at most four bytes, and answers how many; `position` is behind the backslash.
    mutating func escape(to target: UnsafeMutablePointer<UInt8>) throws(WireError) -> Int {
        guard position < end else { throw malformed("the text ends inside a string") }
        let letter = position.pointee
        position += 1
        switch letter {
        case 0x22, 0x5C, 0x2F: target.pointee = letter
        case 0x62: target.pointee = 0x08
        case 0x66: target.pointee = 0x0C
        case 0x6E: target.pointee = 0x0A
        case 0x72: target.pointee = 0x0D
        case 0x74: target.pointee = 0x09
        case 0x75:
            var count = 0
            for byte in UTF8.encode(try escapedScalar()) ?? UTF8.encodedReplacementCharacter {
                target[count] = byte
                count += 1
            }
            return count
        default:
            position -= 1
            throw malformed("a backslash must be followed by one of \" \\ / b f n r t u")
        }
        return 1
    }

    /// The character of one `\uXXXX`, or of the two that make a surrogate pair.
    private mutating func escapedScalar() throws(WireError) -> Unicode.Scalar {
        let first = try hexDigits()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, end - position >= 2, position[0] == 0x5C, position[1] == 0x75 else {
            throw malformed("a surrogate stands alone; it must be one of a pair")
        }
        position += 2
        let second = try hexDigits()
        guard second >= 0xDC00, second <= 0xDFFF,
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw malformed("a surrogate stands alone; it must be one of a pair") }
        return scalar
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
