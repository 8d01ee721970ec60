/// One text in several languages: `NO:"Ja";US:"Yes"`.
///
/// Entries are two letters in any case, a colon and a quoted text, with `;` between them and perhaps after the last one.
/// Blanks may stand around an entry. Inside the quotes `""` and `\"` are a quote and `\\` is a backslash; any other
/// backslash is itself. A text that is not of this form from end to end is an ordinary text.
package enum MultiLanguageText {
    /// The text in the best of the languages; in English when none is there; else the first one.
    ///
    /// - Returns: nil for an ordinary text.
    package static func pick(from text: String, by preference: LanguagePreference) -> String? {
        let bytes = text.utf8Span.span
        guard mayBegin(bytes) else { return nil }
        var scanner = Scanner()
        var best: Entry?
        var bestRank = Int.max
        while true {
            guard let entry = scanner.entry(in: bytes) else { return nil }
            let rank = rank(of: entry.code, by: preference)
            if rank < bestRank {
                best = entry
                bestRank = rank
            }
            switch scanner.separator(in: bytes) {
            case .another: continue
            case .end: return best.map { unescaped($0, in: bytes) }
            case nil: return nil
            }
        }
    }

    /// Tells ordinary texts apart by their first bytes.
    @inline(__always)
    static func mayBegin(_ bytes: Span<UInt8>) -> Bool {
        // The shortest text that has this form is `NO:""`; a blank may come first.
        guard bytes.count >= 5 else { return false }
        let hasForm = bytes[2] == UInt8(ascii: ":") && bytes[3] == UInt8(ascii: "\"")
        return hasForm || bytes[0].isBlank
    }

    /// Smaller is better: the caller's order, then English, then whatever comes first.
    private static func rank(of code: LanguageCode, by preference: LanguagePreference) -> Int {
        if let index = preference.codes.firstIndex(of: code) { return index }
        return code == .english ? preference.codes.count : preference.codes.count + 1
    }

    private static func unescaped(_ entry: Entry, in bytes: Span<UInt8>) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(entry.text.count)
        var index = entry.text.lowerBound
        while index < entry.text.upperBound {
            // The scanner has seen that a quote inside is doubled, so what follows is inside as well.
            if bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "\\"), index + 1 < entry.text.upperBound {
                let next = bytes[index + 1]
                if next == UInt8(ascii: "\"") || next == UInt8(ascii: "\\") && bytes[index] == next { index += 1 }
            }
            result.append(bytes[index])
            index += 1
        }
        return String(decoding: result, as: UTF8.self)
    }

    private struct Entry {
        let code: LanguageCode
        /// The bytes between the quotes.
        let text: Range<Int>
    }

    private enum Separator {
        case another
        case end
    }

    /// Goes over the bytes once.
    private struct Scanner {
        var position = 0

        mutating func entry(in bytes: Span<UInt8>) -> Entry? {
            skipBlanks(in: bytes)
            guard bytes.count - position >= 5, let code = LanguageCode(bytes[position], bytes[position + 1]),
                bytes[position + 2] == UInt8(ascii: ":"), bytes[position + 3] == UInt8(ascii: "\"")
            else { return nil }
            let start = position + 4
            position = start
            while position < bytes.count {
                let byte = bytes[position]
                let next = position + 1 < bytes.count ? bytes[position + 1] : 0
                if byte == UInt8(ascii: "\"") && next != byte {
                    position += 1
                    return Entry(code: code, text: start..<position - 1)
                }
                let isPair =
                    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") && (next == UInt8(ascii: "\"") || next == byte)
                position += isPair ? 2 : 1
            }
            return nil
        }

        mutating func separator(in bytes: Span<UInt8>) -> Separator? {
            skipBlanks(in: bytes)
            if position == bytes.count { return .end }
            guard bytes[position] == UInt8(ascii: ";") else { return nil }
            position += 1
            skipBlanks(in: bytes)
            return position == bytes.count ? .end : .another
        }

        private mutating func skipBlanks(in bytes: Span<UInt8>) {
            while position < bytes.count, bytes[position].isBlank { position += 1 }
        }
    }
}

extension UInt8 {
    /// A space, a tab or a line end.
    fileprivate var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}
