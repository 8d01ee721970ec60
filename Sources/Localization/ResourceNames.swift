package import Wire

/// The host's table of texts that messages name as `[SR_…]`.
package struct ResourceNames: Sendable, Hashable {
    private let texts: [LanguageCode: [String: String]]

    package static let none = ResourceNames(texts: [:])

    private init(texts: [LanguageCode: [String: String]]) {
        self.texts = texts
    }

    /// - Parameter tables: texts by name (`SR_…`, without brackets), by language: the protocol's code or ISO 639.
    /// - Throws: `value` with the language, or the language and the name, as its path.
    package init(_ tables: [String: [String: String]]) throws(WireError) {
        var texts: [LanguageCode: [String: String]] = [:]
        // In a fixed order, so that a faulty table has one error and two names of a language one result.
        for (language, table) in tables.sorted(by: { $0.key < $1.key }) {
            guard let code = LanguageTag(codeOrTag: language)?.code else {
                throw WireError(
                    .value, "Expected a language such as NO or nb as the key of a table of texts", path: language, offset: 0)
            }
            for name in table.keys.sorted() where !Self.isName(name) {
                throw WireError(
                    .value,
                    "Expected 'SR_' and letters, digits or '_' as the name of a text, at most \(MarkedText.markLimit) in all",
                    path: "\(language).\(name)", offset: 0)
            }
            texts[code, default: [:]].merge(table) { first, _ in first }
        }
        self.init(texts: texts)
    }

    /// The text in the best of the languages that have it, or in English.
    ///
    /// - Parameter name: what stands between the brackets.
    package func text(of name: String, by preference: LanguagePreference) -> String? {
        guard name.utf8.starts(with: "SR_".utf8) else { return nil }
        for code in preference.codes {
            if let text = texts[code]?[name] { return text }
        }
        return texts[.english]?[name]
    }

    private static func isName(_ name: String) -> Bool {
        name.utf8.starts(with: "SR_".utf8) && (4...MarkedText.markLimit).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_") }
    }
}
