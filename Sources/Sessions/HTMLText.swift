/// The text between tags and in quotes, as bytes of UTF-8.
///
/// Bytes, for appending to a view of a String's characters copies the whole of it each time.
enum HTMLText {
    static let quote = Array("&quot;".utf8)
    static let ampersand = Array("&amp;".utf8)
    static let less = Array("&lt;".utf8)
    static let greater = Array("&gt;".utf8)

    /// Whether a character may stand in a text: no control characters but tab and line ends.
    static func allows(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: true
        case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: false
        default: true
        }
    }

    /// Whether a byte is part of a character that is written as it is. Of those that are not, some only may be.
    static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x22, 0x26, 0x3C, 0x3E, 0x7F, 0xC2, 0xEF: false
        case 0x09, 0x0A, 0x0D: true
        default: byte >= 0x20
        }
    }

    /// Where the character ends that begins at `position`. The bytes are well-formed UTF-8.
    static func end(ofCharacterAt position: Int, in bytes: [UInt8]) -> Int {
        let length =
            switch bytes[position] {
            case 0xC0..<0xE0: 2
            case 0xE0..<0xF0: 3
            case 0xF0...: 4
            default: 1
            }
        return min(position + length, bytes.count)
    }

    /// How many characters begin in the bytes.
    static func characters(in bytes: [UInt8]) -> Int {
        bytes.reduce(0) { count, byte in byte & 0xC0 == 0x80 ? count : count + 1 }
    }

    static func lowercased(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }

    /// Appends the text as it may stand in markup and in quotes.
    static func appendEscaped(_ text: [UInt8], to output: inout [UInt8]) {
        var position = 0
        while position < text.count {
            let start = position
            while position < text.count, isPlain(text[position]) { position += 1 }
            output += text[start..<position]
            guard position < text.count else { return }
            let end = end(ofCharacterAt: position, in: text)
            switch text[position] {
            case 0x22: output += quote
            case 0x26: output += ampersand
            case 0x3C: output += less
            case 0x3E: output += greater
            default:
                for scalar in String(decoding: text[position..<end], as: UTF8.self).unicodeScalars where allows(scalar) {
                    output += scalar.utf8
                }
            }
            position = end
        }
    }
}
