/// Turns texts into what one caller reads: one language out of several, names of texts resolved, values formatted.
///
/// It is made once for a request and asked for every text of the answer.
package struct TextLocalizer: Sendable {
    private let preference: LanguagePreference
    private let resources: ResourceNames
    private let culture: Culture

    package init(preference: LanguagePreference, resources: ResourceNames, culture: Culture) {
        self.preference = preference
        self.resources = resources
        self.culture = culture
    }

    /// For the headers of a request; a header that is missing is nil.
    package init(acceptLanguage: String?, soLanguage: String?, soCulture: String?, resources: ResourceNames) {
        let preference = LanguagePreference(acceptLanguage: acceptLanguage, soLanguage: soLanguage)
        self.init(
            preference: preference, resources: resources, culture: .chosen(soCulture: soCulture, by: preference))
    }

    /// Leaves every text as it is.
    package static let unchanged = TextLocalizer(preference: .unchanged, resources: .none, culture: .neutral)

    /// Whether no text will be changed, so that a caller need not ask.
    package var isUnchanged: Bool { preference.isUnchanged }

    /// What the caller reads; nil when that is the text itself.
    ///
    /// What a resource or a value was replaced with is not looked at again. Ordinary texts cost one look at their bytes.
    package func localize(_ text: String) -> String? {
        guard !preference.isUnchanged, !Self.isOrdinary(text) else { return nil }
        let picked = MultiLanguageText.pick(from: text, by: preference)
        let marked = MarkedText.replacingMarks(in: picked ?? text) { mark in
            resources.text(of: mark, by: preference) ?? CultureText.formatted(mark, in: culture)
        }
        return marked ?? picked
    }

    @inline(__always)
    private static func isOrdinary(_ text: String) -> Bool {
        let bytes = text.utf8Span.span
        return !MultiLanguageText.mayBegin(bytes) && MarkedText.indexOfBracket(in: bytes) == nil
    }
}
