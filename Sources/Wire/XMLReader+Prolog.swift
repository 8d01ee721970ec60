import Glibc

extension XMLReader {
    /// Reads what stands before the root element, and the root's start tag.
    /// - Parameter wasUTF16: whether the bytes were UTF-16 before somebody made them UTF-8.
    package mutating func root(wasUTF16: Bool = false) throws(WireError) -> XMLTag {
        if looksAt("<?xml"), end - position > 5, XMLCharacters.isSpace(position[5]) { try declaration(wasUTF16: wasUTF16) }
        try skipMiscellany()
        if position == end { throw malformed("there is no root element") }
        guard position.pointee == 0x3C else { throw malformed("expected an element, found text") }
        position += 1
        return try openTag()
    }

    /// Passes over white space, comments and processing instructions outside of the root element.
    mutating func skipMiscellany() throws(WireError) {
        while true {
            skipSpace()
            guard end - position > 1, position.pointee == 0x3C, position[1] == 0x21 || position[1] == 0x3F else { return }
            try skipMisc()
        }
    }

    /// Passes over one comment or processing instruction; the position is at its `<`.
    mutating func skipMisc() throws(WireError) {
        if looksAt("<!--") {
            try skipComment()
        } else if looksAt("<?") {
            try skipInstruction()
        } else if looksAt("<!DOCTYPE") {
            throw malformed("a document type declaration is not accepted")
        } else {
            throw malformed("expected an element, a comment or a processing instruction")
        }
    }

    private mutating func skipComment() throws(WireError) {
        let first = position
        position += 4
        let text = position
        while true {
            guard let dash = find(0x2D), end - dash > 2 else {
                position = first
                throw malformed("a comment does not end")
            }
            position = dash + 1
            if dash[1] != 0x2D { continue }
            if dash[2] != 0x3E {
                position = dash
                throw malformed("a comment may not hold --")
            }
            try check(UnsafeBufferPointer(start: text, count: dash - text))
            position = dash + 3
            return
        }
    }

    private mutating func skipInstruction() throws(WireError) {
        let first = position
        position += 2
        let target = try name()
        if target.count == 3, target.elementsEqual("xml".utf8, by: { $0 | 0x20 == $1 }) {
            position = first
            throw malformed("an XML declaration may stand only at the very beginning")
        }
        let data = position
        while true {
            guard let mark = find(0x3F), end - mark > 1 else {
                position = first
                throw malformed("a processing instruction does not end")
            }
            position = mark + 1
            if mark[1] != 0x3E { continue }
            guard mark == data || XMLCharacters.isSpace(data.pointee) else {
                position = data
                throw malformed("expected white space behind the name of a processing instruction")
            }
            try check(UnsafeBufferPointer(start: data, count: mark - data))
            position = mark + 2
            return
        }
    }

    /// Where `byte` stands next.
    func find(_ byte: UInt8) -> UnsafePointer<UInt8>? {
        guard let place = memchr(position, Int32(byte), end - position) else { return nil }
        return UnsafePointer(place.assumingMemoryBound(to: UInt8.self))
    }

    // MARK: The XML declaration

    private mutating func declaration(wasUTF16: Bool) throws(WireError) {
        position += 5
        guard let version = try pseudoAttribute("version") else { throw malformed("an XML declaration begins with its version") }
        guard version.hasPrefix("1."), version.count > 2, version.dropFirst(2).utf8.allSatisfy({ $0 &- 0x30 < 10 }) else {
            throw malformed("XML \(version.quoted) is not accepted, only 1.0")
        }
        let before = offset
        var isASCII = false
        if let encoding = try pseudoAttribute("encoding") {
            isASCII = encoding.lowercased() == "us-ascii"
            let accepted = wasUTF16 ? ["utf-16"] : ["utf-8", "us-ascii"]
            guard accepted.contains(encoding.lowercased()) else {
                let found = wasUTF16 ? "the text is UTF-16" : "UTF-8 and UTF-16 with a byte order mark are"
                throw WireError(.malformed, "the encoding \(encoding.quoted) is not accepted; \(found)", offset: before)
            }
        }
        if let standalone = try pseudoAttribute("standalone"), standalone != "yes", standalone != "no" {
            throw malformed("standalone is either yes or no")
        }
        skipSpace()
        guard looksAt("?>") else { throw malformed("expected the end of the XML declaration") }
        position += 2
        if isASCII { try promiseASCII() }
    }

    /// - Throws: at the first byte from here on that is not ASCII.
    private func promiseASCII() throws(WireError) {
        let rest = UnsafeBufferPointer(start: position, count: end - position)
        guard let place = rest.firstIndex(where: { $0 >= 0x80 }) else { return }
        throw WireError(.malformed, "the encoding is us-ascii, and this byte is not", offset: offset + place)
    }

    /// The value of a part of the declaration when it is next.
    private mutating func pseudoAttribute(_ name: StaticString) throws(WireError) -> String? {
        let before = position
        skipSpace()
        guard position > before, looksAt(name) else {
            position = before
            return nil
        }
        position += name.utf8CodeUnitCount
        try equals()
        guard position < end, position.pointee == 0x22 || position.pointee == 0x27 else { throw malformed("expected a quoted value") }
        let quote = position.pointee
        position += 1
        guard let last = find(quote), last - position <= 40 else { throw malformed("a quoted value does not end") }
        let value = UnsafeBufferPointer(start: position, count: last - position)
        guard value.allSatisfy({ XMLCharacters.continuesName($0) }) else { throw malformed("expected letters and digits in the XML declaration") }
        position = last + 1
        return String(decoding: value, as: UTF8.self)
    }

    /// Consumes an equals sign with white space around it.
    mutating func equals() throws(WireError) {
        skipSpace()
        guard position < end, position.pointee == 0x3D else { throw malformed("expected = behind the name of an attribute") }
        position += 1
        skipSpace()
    }

    // MARK: Bytes

    mutating func skipSpace() {
        while position < end, XMLCharacters.isSpace(position.pointee) { position += 1 }
    }

    func looksAt(_ text: StaticString) -> Bool {
        end - position >= text.utf8CodeUnitCount && memcmp(position, text.utf8Start, text.utf8CodeUnitCount) == 0
    }

    /// - Throws: `malformed` at the first character that no document may hold.
    func check(_ bytes: UnsafeBufferPointer<UInt8>) throws(WireError) {
        guard let first = bytes.baseAddress else { return }
        var isASCII = true
        for (index, byte) in bytes.enumerated() {
            if byte < 0x20, !XMLCharacters.isSpace(byte) { throw controlCharacter(at: first + index) }
            if byte >= 0x80 { isASCII = false }
        }
        if !isASCII { try checkUTF8(bytes) }
    }

    func checkUTF8(_ bytes: UnsafeBufferPointer<UInt8>) throws(WireError) {
        guard let first = bytes.baseAddress, let bad = XMLCharacters.firstForbidden(bytes) else { return }
        let message = bytes[bad] == 0xEF && bytes.count > bad + 2 && bytes[bad + 1] == 0xBF
            ? "the characters U+FFFE and U+FFFF may not stand in XML" : "the text is not valid UTF-8"
        throw WireError(.malformed, message, offset: first - start + bad)
    }

    func controlCharacter(at place: UnsafePointer<UInt8>) -> WireError {
        WireError(.malformed, "the control character \(place.pointee) may not stand in XML", offset: place - start)
    }
}
