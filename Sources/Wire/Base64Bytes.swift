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
        var letters: [UInt8] = []
        letters.reserveCapacity((bytes.count + 2) / 3 * 4)
        var index = 0
        while index < bytes.count {
            let group = bytes[index..<Swift.min(index + 3, bytes.count)]
            var word: UInt32 = 0
            for byte in group { word = word << 8 | UInt32(byte) }
            word <<= UInt32(8 * (3 - group.count))
            for place in 0..<4 {
                letters.append(place <= group.count ? Base64Bytes.alphabet[Int(word >> UInt32(18 - 6 * place) & 63)] : 0x3D)
            }
            index += 3
        }
        return String(decoding: letters, as: UTF8.self)
    }

    /// Reads padded base64, white space allowed between letters; nil for anything else.
    package init?(text: some Sequence<UInt8>) {
        var bytes: [UInt8] = []
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
