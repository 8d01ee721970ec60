/// Binary data, as base64 on the wire (RFC 4648, section 4).
package struct Base64Bytes: Hashable, Sendable {
    package var bytes: [UInt8]

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static let values: [UInt8] = {
        var table = [UInt8](repeating: 0xFF, count: 256)
        for (value, letter) in alphabet.enumerated() { table[Int(letter)] = UInt8(value) }
        return table
    }()

    /// The padded text of the bytes.
    package var text: String {
        // Written where the string keeps it: data may be large.
        String(unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { letters in
            var length = 0
            for start in stride(from: 0, to: bytes.count, by: 3) {
                let count = Swift.min(bytes.count - start, 3)
                var word: UInt32 = 0
                for place in 0..<3 { word = word << 8 | (place < count ? UInt32(bytes[start + place]) : 0) }
                for place in 0..<4 {
                    letters[length] = place <= count ? Base64Bytes.alphabet[Int(word >> UInt32(18 - 6 * place) & 63)] : 0x3D
                    length += 1
                }
            }
            return length
        }
    }

    /// Reads padded base64, white space allowed between letters; nil for anything else.
    package init?(text: some Sequence<UInt8>) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.underestimatedCount / 4 * 3)
        var word: UInt32 = 0
        var letters = 0
        var padding = 0
        for letter in text {
            if letter == 0x20 || letter == 0x0A || letter == 0x0D || letter == 0x09 { continue }
            if letter == 0x3D {
                padding += 1
                continue
            }
            let value = Base64Bytes.values[Int(letter)]
            guard value != 0xFF, padding == 0 else { return nil }
            word = word << 6 | UInt32(value)
            letters += 1
            if letters % 4 == 0 {
                bytes.append(UInt8(truncatingIfNeeded: word >> 16))
                bytes.append(UInt8(truncatingIfNeeded: word >> 8))
                bytes.append(UInt8(truncatingIfNeeded: word))
            }
        }
        switch (letters % 4, padding) {
        case (0, 0): break
        case (2, 2): bytes.append(UInt8(truncatingIfNeeded: word >> 4))
        case (3, 1):
            bytes.append(UInt8(truncatingIfNeeded: word >> 10))
            bytes.append(UInt8(truncatingIfNeeded: word >> 2))
        default: return nil
        }
        self.bytes = bytes
    }
}
