/// The languages that a caller reads, the best first; none when texts are to pass unchanged.
package struct LanguagePreference: Sendable, Hashable {
    package let languages: [LanguageTag]
    /// The codes of those languages that have one, each once.
    package let codes: [LanguageCode]

    package init(_ languages: [LanguageTag]) {
        self.languages = languages
        var codes: [LanguageCode] = []
        for case let code? in languages.map(\.code) where !codes.contains(code) { codes.append(code) }
        self.codes = codes
    }

    package static let unchanged = LanguagePreference([])

    package var isUnchanged: Bool { languages.isEmpty }

    /// Reads the two headers. `SO-Language` overrides `Accept-Language` unless it is blank; `*` or `x` asks for no translation.
    package init(acceptLanguage: String?, soLanguage: String?) {
        if let soLanguage, soLanguage.utf8.contains(where: { byte in byte != 0x20 && byte != 0x09 }) {
            self.init(Self.ranked(soLanguage) { LanguageTag(codeOrTag: $0) })
        } else {
            self.init(Self.ranked(acceptLanguage ?? "") { LanguageTag($0) })
        }
    }

    /// A header's first bytes and languages are read and the rest is left alone.
    private static let byteLimit = 4096
    private static let languageLimit = 32

    /// The languages of RFC 9110, 12.5.4, by falling weight and then in order of appearance.
    ///
    /// Parts that are not well-formed are ignored, and so is a parameter other than the weight. From `*` on, any language
    /// is as good as the text itself.
    private static func ranked(_ header: String, tag: (Substring) -> LanguageTag?) -> [LanguageTag] {
        var ranked: [(weight: Int, order: Int, tag: LanguageTag?)] = []
        for part in header.utf8.prefix(byteLimit).split(separator: UInt8(ascii: ",")) {
            guard ranked.count < languageLimit else { break }
            let fields = part.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { $0.trimmingBlanks() }
            guard let name = fields.first, let weight = weight(fields.dropFirst()), weight > 0 else { continue }
            let text = Substring(name)
            if text == "*" || text == "x" || text == "X" {
                ranked.append((weight, ranked.count, nil))
            } else if let tag = tag(text) {
                ranked.append((weight, ranked.count, tag))
            }
        }
        ranked.sort { left, right in (right.weight, left.order) < (left.weight, right.order) }
        return ranked.prefix { $0.tag != nil }.compactMap(\.tag)
    }

    /// The weight in thousandths: `q=0.8`, at most three digits after the point; 1000 without one.
    private static func weight(_ parameters: ArraySlice<Substring.UTF8View>) -> Int? {
        for parameter in parameters where parameter.first == UInt8(ascii: "q") || parameter.first == UInt8(ascii: "Q") {
            let assignment = parameter.dropFirst().trimmingBlanks()
            guard assignment.first == UInt8(ascii: "=") else { continue }
            let value = assignment.dropFirst().trimmingBlanks()
            guard let whole = value.first, whole == UInt8(ascii: "0") || whole == UInt8(ascii: "1") else { return nil }
            let fraction = value.dropFirst(2)
            guard value.count == 1 || value.dropFirst().first == UInt8(ascii: "."), fraction.count <= 3,
                fraction.allSatisfy(\.isDigit)
            else { return nil }
            var weight = whole == UInt8(ascii: "1") ? 1000 : 0
            var unit = 100
            for digit in fraction {
                weight += Int(digit - UInt8(ascii: "0")) * unit
                unit /= 10
            }
            return weight <= 1000 ? weight : nil
        }
        return 1000
    }
}
