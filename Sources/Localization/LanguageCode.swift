/// The two letters that name a language inside multi-language texts, such as `NO` or `US`.
package struct LanguageCode: Sendable, Hashable {
    /// Two ASCII capitals, the first in the high byte.
    private let letters: UInt16

    /// Letters in any case; nil for other bytes.
    package init?(_ first: UInt8, _ second: UInt8) {
        guard first.isLetter, second.isLetter else { return nil }
        letters = UInt16(first.uppercased) << 8 | UInt16(second.uppercased)
    }

    private init(_ first: Unicode.Scalar, _ second: Unicode.Scalar) {
        letters = UInt16(UInt8(ascii: first)) << 8 | UInt16(UInt8(ascii: second))
    }

    /// The language of those whose own is missing.
    package static let english = LanguageCode("U", "S")

    /// The protocol's own codes by language of ISO 639; they are older than the habit of using ISO's.
    static let byLanguage: [String: LanguageCode] = [
        "en": english, "de": LanguageCode("G", "E"), "sv": LanguageCode("S", "W"), "da": LanguageCode("D", "A"),
        "es": LanguageCode("S", "P"), "no": LanguageCode("N", "O"), "nb": LanguageCode("N", "O"), "nn": LanguageCode("N", "O"),
        "cs": LanguageCode("C", "Z"), "zh": LanguageCode("C", "N"), "ja": LanguageCode("J", "P"), "fi": LanguageCode("F", "I"),
        "nl": LanguageCode("N", "L"), "ru": LanguageCode("R", "U"), "fr": LanguageCode("F", "R"), "pl": LanguageCode("P", "L"),
        "it": LanguageCode("I", "T"),
    ]

    /// The way back. Norwegian is Bokmål, as it is in the protocol's cultures.
    static let languages: [LanguageCode: String] = Dictionary(
        byLanguage.map { language, code in (code, language) },
        uniquingKeysWith: { first, second in first == "nb" || second == "nb" ? "nb" : first })
}

extension LanguageCode: CustomStringConvertible {
    package var description: String {
        String(decoding: [UInt8(truncatingIfNeeded: letters >> 8), UInt8(truncatingIfNeeded: letters)], as: UTF8.self)
    }
}
