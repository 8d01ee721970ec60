/// A character reference such as `&amp;` or `&#8211;`.
struct HTMLReference {
    var scalar: Unicode.Scalar
    /// Where the text goes on.
    var next: Int

    private static let longestName = 8
    /// The most bytes that a reference has, with its `&` and `;`.
    static let longest = longestName + 2

    /// Reads the reference whose `&` stands at `start`; nil when it is none that is known, or stands for what no text may
    /// have.
    init?(_ bytes: ArraySlice<UInt8>, at start: Int) {
        guard bytes[start] == 0x26 else { return nil }
        let name = bytes[(start + 1)...].prefix(HTMLReference.longestName + 1).prefix { $0 != 0x3B }
        guard !name.isEmpty, name.count <= HTMLReference.longestName, name.endIndex < bytes.endIndex, bytes[name.endIndex] == 0x3B,
            let scalar = name.first == 0x23 ? HTMLReference.numbered(name.dropFirst()) : HTMLReference.named(name)
        else { return nil }
        self.scalar = scalar
        next = name.endIndex + 1
    }

    private static func named(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
        switch String(decoding: name, as: UTF8.self) {
        case "lt": "<"
        case "gt": ">"
        case "amp": "&"
        case "quot": "\""
        case "apos": "'"
        case "nbsp": "\u{A0}"
        default: nil
        }
    }

    private static func numbered(_ digits: ArraySlice<UInt8>) -> Unicode.Scalar? {
        let isHex = digits.first.map { $0 | 0x20 == 0x78 } ?? false
        let text = String(decoding: isHex ? digits.dropFirst() : digits, as: UTF8.self)
        guard text.utf8.allSatisfy({ $0 != 0x2B && $0 != 0x2D }), let number = UInt32(text, radix: isHex ? 16 : 10),
            let scalar = Unicode.Scalar(number), HTMLText.allows(scalar)
        else { return nil }
        return scalar
    }
}
