import Glibc

/// Which characters XML 1.0 (fifth edition) allows, and where.
package enum XMLCharacters {
    /// The character of a number, when a document may hold it at all.
    static func scalar(_ code: UInt32) -> Unicode.Scalar? {
        switch code {
        case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: Unicode.Scalar(code)
        default: nil
        }
    }

    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    /// Whether a name may begin with the ASCII character; a colon may not, since it parts a prefix from a name.
    @inline(__always)
    static func beginsName(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte == 0x5F
    }

    /// Whether the ASCII character may stand in a name; a colon may not.
    @inline(__always)
    static func continuesName(_ byte: UInt8) -> Bool {
        beginsName(byte) || byte &- 0x30 < 10 || byte == 0x2D || byte == 0x2E
    }

    /// Whether the byte may stand behind the name in a start tag.
    package static func endsName(_ byte: UInt8) -> Bool {
        byte == 0x3E || byte == 0x2F || isSpace(byte)
    }

    package static func beginsName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x41...0x5A, 0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D,
            0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF:
            true
        default: false
        }
    }

    package static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2D, 0x2E, 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
        default: beginsName(scalar)
        }
    }

    /// Whether the text is a name without a colon.
    package static func isName(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, beginsName(first) else { return false }
        return text.unicodeScalars.allSatisfy { continuesName($0) }
    }

    /// Where the first byte stands that no document may hold: invalid UTF-8, U+FFFE or U+FFFF. ASCII is not looked at.
    static func firstForbidden(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        let invalid = Text.firstInvalid(bytes)
        return firstNoncharacter(UnsafeBufferPointer(rebasing: bytes[..<invalid])) ?? (invalid < bytes.count ? invalid : nil)
    }

    /// Where U+FFFE or U+FFFF stands first in valid UTF-8.
    static func firstNoncharacter(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let start = bytes.baseAddress else { return nil }
        var position = 0
        while position < bytes.count, let found = memchr(start + position, 0xEF, bytes.count - position) {
            position = UnsafeRawPointer(found) - UnsafeRawPointer(start)
            // The two begin with EF BF as some others do, and are the only ones of those that end in BE or BF.
            if position + 2 < bytes.count, start[position + 1] == 0xBF, start[position + 2] >= 0xBE { return position }
            position += 1
        }
        return nil
    }
}
