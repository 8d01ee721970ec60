extension XMLReader {
    /// The text of the open element up to its end tag, which is consumed too.
    package mutating func text() throws(WireError) -> String {
        collected.removeAll()
        if try characters(keeping: true) { throw invalid("an element stands where text is expected") }
        try close()
        return collectedText()
    }

    /// The same as a carrier's text.
    package mutating func sharedText() throws(WireError) -> SharedText {
        if let text = textWithReferences() {
            try close()
            return text
        }
        collected.removeAll()
        let rest = end - position
        if try characters(keeping: true) { throw invalid("an element stands where text is expected") }
        try close()
        return collected.withBytes { blocks.copy($0, isASCII: false, of: rest) }
    }

    /// What was collected; each part of it was found to be valid when it was read.
    private func collectedText() -> String {
        collected.withBytes { Text.trusted($0, isASCII: Text.isASCII($0)) }
    }

    /// Passes over text, comments and processing instructions up to the next tag; true when that is a start tag. The
    /// position is at its `<`.
    package mutating func skipText() throws(WireError) -> Bool {
        try characters(keeping: false)
    }

    /// Content up to the next tag, as text: up to a child's start tag (true) or the end tag of the open element (false).
    package mutating func mixedText() throws(WireError) -> (text: String, isChild: Bool) {
        collected.removeAll()
        let isChild = try characters(keeping: true)
        return (collectedText(), isChild)
    }

    private mutating func characters(keeping: Bool) throws(WireError) -> Bool {
        while true {
            let run = try plainRun()
            if keeping { collected.put(run) }
            guard position < end else { throw cutOff() }
            switch position.pointee {
            case 0x3C:
                guard end - position > 1 else { throw cutOff() }
                switch position[1] {
                case 0x2F: return false
                case 0x21 where looksAt("<![CDATA["): try section(keeping: keeping)
                case 0x21, 0x3F: try skipMisc()
                default: return true
                }
            case 0x26:
                let scalar = try reference()
                if keeping { put(scalar) }
            case 0x0D:
                takeLineEnd(keeping: keeping)
            case 0x3E: throw malformed("]]> may not stand in text")
            default: throw controlCharacter(at: position)
            }
        }
    }

    /// Goes to the first byte that cannot be taken as it stands, and answers what lies before it.
    private mutating func plainRun() throws(WireError) -> UnsafeBufferPointer<UInt8> {
        let first = position
        var high: UInt64 = 0
        while position < end {
            if end - position >= 8 {
                let word = Words.load(position)
                let stop = XMLReader.stops(word)
                if stop == 0 {
                    high |= Words.notASCII(word)
                    position += 8
                    continue
                }
                high |= Words.notASCII(word) & (stop &- 1)
                position += stop.trailingZeroBitCount &>> 3
            }
            let byte = position.pointee
            if byte == 0x3C || byte == 0x26 || byte < 0x20 && byte != 0x09 && byte != 0x0A { break }
            if byte == 0x3E, position - first >= 2, position[-1] == 0x5D, position[-2] == 0x5D { break }
            high |= UInt64(byte & 0x80)
            position += 1
        }
        let run = UnsafeBufferPointer(start: first, count: position - first)
        if high != 0 { try checkUTF8(run) }
        return run
    }

    /// Marks bytes that text may have to stop at: `<` and `>`, which differ in one bit, `&`, and control characters.
    @inline(__always)
    static func stops(_ word: UInt64) -> UInt64 {
        Words.equal(word | 0x0202_0202_0202_0202, 0x3E) | Words.equal(word, 0x26) | Words.below(word, 0x20)
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        if scalar.isASCII {
            collected.put(UInt8(truncatingIfNeeded: scalar.value))
        } else {
            collected.put(String(Character(scalar)))
        }
    }

    /// A carriage return, alone or with the line feed behind it, is one line feed.
    private mutating func takeLineEnd(keeping: Bool) {
        position += 1
        if position < end, position.pointee == 0x0A { position += 1 }
        if keeping { collected.put(0x0A) }
    }

    /// A CDATA section; the position is at its `<`.
    private mutating func section(keeping: Bool) throws(WireError) {
        let first = position
        position += 9
        var run = position
        while true {
            guard end - position >= 3 else {
                position = first
                throw malformed("a CDATA section does not end")
            }
            let byte = position.pointee
            if byte == 0x5D, position[1] == 0x5D, position[2] == 0x3E { break }
            if byte == 0x0D {
                try take(from: run, keeping: keeping)
                takeLineEnd(keeping: keeping)
                run = position
                continue
            }
            if byte < 0x20, !XMLCharacters.isSpace(byte) { throw controlCharacter(at: position) }
            position += 1
        }
        try take(from: run, keeping: keeping)
        position += 3
    }

    private mutating func take(from run: UnsafePointer<UInt8>, keeping: Bool) throws(WireError) {
        let bytes = UnsafeBufferPointer(start: run, count: position - run)
        try checkUTF8(bytes)
        if keeping { collected.put(bytes) }
    }

    // MARK: References

    /// The character of a reference; the position is at its `&`.
    mutating func reference() throws(WireError) -> Unicode.Scalar {
        let first = position
        position += 1
        if looksAt("#") { return try characterReference(from: first) }
        for (known, scalar) in XMLReader.entities where looksAt(known) {
            position += known.utf8CodeUnitCount
            return scalar
        }
        guard let name = try? name(), position < end, position.pointee == 0x3B else {
            position = first
            throw malformed("an & must begin a reference such as &amp;")
        }
        position = first
        throw malformed("the entity \(name.quoted) is not defined; only lt, gt, amp, apos and quot are")
    }

    private static let entities: [(StaticString, Unicode.Scalar)] = [
        ("amp;", "&"), ("lt;", "<"), ("gt;", ">"), ("quot;", "\""), ("apos;", "'"),
    ]

    private mutating func characterReference(from first: UnsafePointer<UInt8>) throws(WireError) -> Unicode.Scalar {
        position += 1
        let isHexadecimal = looksAt("x")
        if isHexadecimal { position += 1 }
        let base: UInt32 = isHexadecimal ? 16 : 10
        var code: UInt32 = 0
        let digits = position
        while position < end, let digit = hexDigit(position.pointee), digit < base {
            // Past the last character the number only has to stay there.
            if code < 0x11_0000 { code = code * base + digit }
            position += 1
        }
        guard position > digits, position < end, position.pointee == 0x3B else {
            position = first
            throw malformed("a character reference is written as &#169; or &#xA9;")
        }
        position += 1
        guard let scalar = XMLCharacters.scalar(code) else {
            position = first
            throw malformed("a character reference names a character that may not stand in XML")
        }
        return scalar
    }

    private func hexDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte - 0x30)
        case 0x41...0x46: UInt32(byte - 0x37)
        case 0x61...0x66: UInt32(byte - 0x57)
        default: nil
        }
    }
}
