/// Addresses that a link in a message may lead to.
package enum HTMLAddress {
    private static let schemes = ["http://", "https://", "mailto:"]

    /// Whether a text is such an address as it stands.
    package static func isHarmless(_ text: String) -> Bool {
        harmless(Array(text.utf8)[...]) != nil
    }

    /// The address as text, when it names one of the schemes in full and hides nothing behind control characters; nil
    /// otherwise.
    static func harmless(_ value: ArraySlice<UInt8>) -> String? {
        let bytes = Array(value)
        var address = String.UnicodeScalarView()
        var position = 0
        while position < bytes.count {
            if let reference = HTMLReference(bytes, at: position) {
                address.append(reference.scalar)
                position = reference.next
            } else {
                let length = HTMLReference.scalarLength(bytes[position])
                let end = min(position + length, bytes.count)
                address.append(contentsOf: String(decoding: bytes[position..<end], as: UTF8.self).unicodeScalars)
                position = end
            }
        }
        guard !address.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else { return nil }
        let text = String(String.UnicodeScalarView(address.drop { $0 == " " }))
        let start = text.prefix(8).lowercased()
        return schemes.contains { start.hasPrefix($0) } ? text : nil
    }
}

/// A character reference such as `&amp;` or `&#8211;`.
struct HTMLReference {
    var scalar: Unicode.Scalar
    /// Where the text goes on.
    var next: Int

    private static let named: [(name: StaticString, scalar: Unicode.Scalar)] = [
        ("lt", "<"), ("gt", ">"), ("amp", "&"), ("quot", "\""), ("apos", "'"), ("nbsp", "\u{A0}"),
    ]
    private static let longestName = 8

    /// Reads the reference whose `&` stands at `start`; nil when it is none that is known, or stands for what no text may
    /// have.
    init?(_ bytes: [UInt8], at start: Int) {
        guard bytes[start] == 0x26 else { return nil }
        let name = bytes[(start + 1)...].prefix(HTMLReference.longestName + 1).prefix { $0 != 0x3B }
        guard !name.isEmpty, name.count <= HTMLReference.longestName, name.endIndex < bytes.count, bytes[name.endIndex] == 0x3B
        else { return nil }
        next = name.endIndex + 1
        if name.first == 0x23 {
            let digits = name.dropFirst()
            let isHex = digits.first.map { $0 | 0x20 == 0x78 } ?? false
            let text = String(decoding: isHex ? digits.dropFirst() : digits, as: UTF8.self)
            guard text.utf8.allSatisfy({ $0 != 0x2B && $0 != 0x2D }), let number = UInt32(text, radix: isHex ? 16 : 10),
                let scalar = Unicode.Scalar(number), HTMLReference.isText(scalar)
            else { return nil }
            self.scalar = scalar
        } else {
            let text = String(decoding: name, as: UTF8.self)
            guard let known = HTMLReference.named.first(where: { "\($0.name)" == text }) else { return nil }
            scalar = known.scalar
        }
    }

    /// Whether a character may stand in a text: no control characters but tab and line ends.
    static func isText(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: true
        case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: false
        default: true
        }
    }

    /// How many bytes the character has that begins with this byte; 1 for a byte that begins none.
    static func scalarLength(_ byte: UInt8) -> Int {
        switch byte {
        case 0xC0..<0xE0: 2
        case 0xE0..<0xF0: 3
        case 0xF0...: 4
        default: 1
        }
    }
}
