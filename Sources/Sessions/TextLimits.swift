package import Carriers

/// How long the texts of a session may be, in characters. A longer text is an error and never cut.
package enum TextLimits {
    package static let customerName = 255
    package static let companyName = 255
    package static let email = 255
    package static let host = 255
    package static let alias = 64
    package static let phone = 32
    package static let messageCopy = 1024
    package static let specialParam = 255
    package static let author = 255

    /// The first field of the session that is too long, with its bound; nil when all fit.
    package static func violation(in session: ChatSessionEntity) -> (field: String, limit: Int)? {
        let bounds: [(String, String?, Int)] = [
            ("CustomerAlias", session.customerAlias, alias),
            ("CustomerHost", session.customerHost, host),
            ("CustomerName", session.customerName, customerName),
            ("CustomerEmail", session.customerEmail, email),
            ("CustomerPhone", session.customerPhone, phone),
            ("CustomerCompanyName", session.customerCompanyName, companyName),
            ("FirstMessage", session.firstMessage, messageCopy),
            ("LastMessage", session.lastMessage, messageCopy),
        ]
        return violation(of: bounds)
    }

    /// The first field of the message that is too long, with its bound; nil when all fit.
    package static func violation(in message: ChatMessage) -> (field: String, limit: Int)? {
        let bounds: [(String, String?, Int)] = [
            ("Author", message.author, author), ("SpecialParam", message.specialParam, specialParam),
        ]
        return violation(of: bounds)
    }

    /// What FirstMessage and LastMessage show of a message that was reduced to harmless tags: its beginning, with no tag cut
    /// in two and none left open.
    package static func messageCopy(of text: String) -> String {
        text.utf8.count <= messageCopy ? text : HTMLReduction.reduce(text, limit: messageCopy)
    }

    // A text with few bytes has few characters; only a long one needs counting.
    private static func violation(of bounds: [(String, String?, Int)]) -> (field: String, limit: Int)? {
        for (field, text, limit) in bounds {
            if let text, text.utf8.count > limit, text.unicodeScalars.count > limit { return (field, limit) }
        }
        return nil
    }
}
