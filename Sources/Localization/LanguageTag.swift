/// A language and perhaps a region, such as `nb-NO`; scripts, variants and extensions are not looked at.
package struct LanguageTag: Sendable, Hashable {
    /// ISO 639, in small letters.
    package let language: String
    /// ISO 3166, in capitals.
    package let region: String?

    /// Reads a tag of RFC 5646 in any case; nil for what is not one.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count <= 35 else { return nil }
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard let first = parts.first, (2...8).contains(first.count), first.allSatisfy(\.isLetter),
            parts.dropFirst().allSatisfy({ part in
                (1...8).contains(part.count) && part.allSatisfy { $0.isLetter || $0.isDigit }
            })
        else { return nil }
        language = String(decoding: first, as: UTF8.self).lowercased()
        // A single letter begins an extension, in which two letters are no region.
        let region = parts.dropFirst().prefix { part in part.count > 1 }.first { part in
            part.count == 2 && part.allSatisfy(\.isLetter)
        }
        self.region = region.map { String(decoding: $0, as: UTF8.self).uppercased() }
    }

    private init(language: String) {
        self.language = language
        region = nil
    }

    /// Reads a tag as the vendor's own headers and tables carry it: the protocol's code (`GE`, `SW`) or one of RFC 5646.
    package init?(codeOrTag text: some StringProtocol) {
        var bytes = text.utf8.makeIterator()
        if text.utf8.count == 2, let first = bytes.next(), let second = bytes.next(),
            let code = LanguageCode(first, second), let language = LanguageCode.languages[code]
        {
            self.init(language: language)
        } else {
            self.init(text)
        }
    }

    /// The code that multi-language texts use for this language.
    ///
    /// Of other languages it is ISO's own in capitals, unless that means another language here: Swahili's `SW` is Swedish.
    package var code: LanguageCode? {
        if let code = LanguageCode.byLanguage[language] { return code }
        var bytes = language.utf8.makeIterator()
        guard language.utf8.count == 2, let first = bytes.next(), let second = bytes.next(),
            let code = LanguageCode(first, second), LanguageCode.languages[code] == nil
        else { return nil }
        return code
    }
}
