import Wire

/// One word of a filter, with the byte at which it begins.
struct FilterToken: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        case open
        case close
        case comma
        /// `=`, `<>` and the like.
        case symbol(String)
        /// A column, an operator or an enum's value: what it is follows from where it stands.
        case word(String)
        /// Without its quotes.
        case text(String)
        case number(String)
        /// A date that was written without quotes.
        case date(String)
        case end
    }

    let kind: Kind
    let offset: Int

    /// The token as an error message shows it.
    var shown: String {
        switch kind {
        case .open: "("
        case .close: ")"
        case .comma: ","
        case .symbol(let text), .word(let text), .number(let text), .date(let text): "\"\(text.quoted)\""
        case .text: "a text in quotes"
        case .end: "the end"
        }
    }
}
