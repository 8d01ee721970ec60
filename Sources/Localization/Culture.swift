/// How numbers, dates, times and truth are written somewhere.
package struct Culture: Sendable, Hashable {
    let decimalSeparator: String
    let groupSeparator: String
    /// `d`, `M` and `yyyy`; doubled letters have two digits. Anything else stands for itself.
    let datePattern: String
    /// `H` (0 to 23) or `h` (1 to 12), `mm`, and `tt` for AM or PM.
    let timePattern: String
    let yes: String
    let no: String

    private init(_ decimal: String, _ group: String, _ date: String, _ time: String, _ yes: String, _ no: String) {
        decimalSeparator = decimal
        groupSeparator = group
        datePattern = date
        timePattern = time
        self.yes = yes
        self.no = no
    }

    /// For languages that have no line below: nothing in it can be misread.
    package static let neutral = Culture(".", "", "yyyy-MM-dd", "HH:mm", "1", "0")

    /// The culture of a language, and of its region where that differs.
    package static func named(_ tag: LanguageTag) -> Culture? {
        if let region = tag.region, let culture = regional["\(tag.language)-\(region)"] { return culture }
        return tag.code.flatMap { byCode[$0.description] }
    }

    /// The culture of `SO-Culture` when it is given and known, else that of the best language that has one.
    ///
    /// - Parameter soCulture: the header's value, a code of the protocol or a tag; ignored when no language is set.
    package static func chosen(soCulture: String?, by preference: LanguagePreference) -> Culture {
        guard !preference.isUnchanged else { return neutral }
        let header = soCulture.flatMap { text in LanguageTag(codeOrTag: Substring(text.utf8[...].trimmingBlanks())) }
        return header.flatMap { named($0) } ?? preference.languages.lazy.compactMap { named($0) }.first ?? neutral
    }

    private static let byCode: [String: Culture] = [
        "US": Culture(".", ",", "M/d/yyyy", "h:mm tt", "Yes", "No"),
        "GE": Culture(",", ".", "dd.MM.yyyy", "HH:mm", "Ja", "Nein"),
        "SW": Culture(",", "\u{A0}", "yyyy-MM-dd", "HH:mm", "Ja", "Nej"),
        "DA": Culture(",", ".", "dd-MM-yyyy", "HH:mm", "Ja", "Nej"),
        "SP": Culture(",", ".", "dd/MM/yyyy", "H:mm", "Sí", "No"),
        "NO": Culture(",", "\u{A0}", "dd.MM.yyyy", "HH:mm", "Ja", "Nei"),
        "CZ": Culture(",", "\u{A0}", "dd.MM.yyyy", "H:mm", "Ano", "Ne"),
        "CN": Culture(".", ",", "yyyy/M/d", "H:mm", "是", "否"),
        "JP": Culture(".", ",", "yyyy/MM/dd", "H:mm", "はい", "いいえ"),
        "FI": Culture(",", "\u{A0}", "d.M.yyyy", "H.mm", "Kyllä", "Ei"),
        "NL": Culture(",", ".", "d-M-yyyy", "HH:mm", "Ja", "Nee"),
        "RU": Culture(",", "\u{A0}", "dd.MM.yyyy", "H:mm", "Да", "Нет"),
        "FR": Culture(",", "\u{A0}", "dd/MM/yyyy", "HH:mm", "Oui", "Non"),
        "PL": Culture(",", "\u{A0}", "dd.MM.yyyy", "HH:mm", "Tak", "Nie"),
        "IT": Culture(",", ".", "dd/MM/yyyy", "HH:mm", "Sì", "No"),
    ]

    private static let regional: [String: Culture] = [
        "en-GB": Culture(".", ",", "dd/MM/yyyy", "HH:mm", "Yes", "No"),
        "de-CH": Culture(".", "’", "dd.MM.yyyy", "HH:mm", "Ja", "Nein"),
        "fr-CA": Culture(",", "\u{A0}", "yyyy-MM-dd", "HH:mm", "Oui", "Non"),
    ]
}
