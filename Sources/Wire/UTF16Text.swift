/// UTF-16 with a byte order mark, which XML may come in, as UTF-8.
package enum UTF16Text {
    /// Whether the bytes begin with the byte order mark of UTF-16.
    package static func isMarked(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count >= 2 else { return false }
        return bytes[0] == 0xFE && bytes[1] == 0xFF || bytes[0] == 0xFF && bytes[1] == 0xFE
    }

    /// The text behind the mark as UTF-8.
    /// - Throws: `malformed` at a surrogate that stands alone and at half a unit.
    package static func utf8(_ bytes: UnsafeBufferPointer<UInt8>) throws(WireError) -> [UInt8] {
        let bigEndian = bytes.first == 0xFE
        if bytes.count % 2 != 0 {
            throw WireError(.malformed, "the UTF-16 text ends in the middle of a unit", offset: bytes.count - 1)
        }
        func unit(_ position: Int) -> UInt32 {
            let first = UInt32(bytes[position])
            let second = UInt32(bytes[position + 1])
            return bigEndian ? first << 8 | second : second << 8 | first
        }

        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var position = 2
        while position < bytes.count {
            var code = unit(position)
            if code & 0xF800 == 0xD800 {
                guard code < 0xDC00, position + 2 < bytes.count, unit(position + 2) & 0xFC00 == 0xDC00 else {
                    throw WireError(.malformed, "a surrogate stands alone; it must be one of a pair", offset: position)
                }
                code = 0x10000 + (code - 0xD800) << 10 + (unit(position + 2) - 0xDC00)
                position += 2
            }
            position += 2
            append(code, to: &result)
        }
        return result
    }

    private static func append(_ code: UInt32, to result: inout [UInt8]) {
        func tail(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(truncatingIfNeeded: code >> shift & 0x3F) }
        switch code {
        case 0..<0x80: result.append(UInt8(truncatingIfNeeded: code))
        case 0x80..<0x800: result += [0xC0 | UInt8(truncatingIfNeeded: code >> 6), tail(0)]
        case 0x800..<0x10000: result += [0xE0 | UInt8(truncatingIfNeeded: code >> 12), tail(6), tail(0)]
        default: result += [0xF0 | UInt8(truncatingIfNeeded: code >> 18), tail(12), tail(6), tail(0)]
        }
    }

    /// Where in the marked UTF-16 text the character stands that is at `offset` of the UTF-8 made from it.
    package static func offset(ofUTF8 offset: Int, in text: [UInt8]) -> Int {
        var units = 1
        for byte in text.prefix(offset) where byte & 0xC0 != 0x80 { units += byte >= 0xF0 ? 2 : 1 }
        return units * 2
    }
}
