import Wire

/// What a bearer holds: 256 random bits behind a mark that says of which kind they are. Only their hash is stored.
struct TicketSecret: Sendable {
    /// The raw values are stored.
    enum Kind: Int32, Sendable, CaseIterable {
        /// What signing in gives; it lives on while it is used.
        case ticket = 1
        /// What the host issues for a fixed time.
        case accessToken = 2

        var mark: String {
            switch self {
            case .ticket: "7T:"
            case .accessToken: "8A:"
            }
        }
    }

    let kind: Kind
    let text: String

    static func random(_ kind: Kind) -> TicketSecret {
        TicketSecret(kind: kind, text: kind.mark + Base64Bytes(Sodium.randomBytes(32)).text)
    }

    private init(kind: Kind, text: String) {
        self.kind = kind
        self.text = text
    }

    /// A secret as a caller presents it; nil when it cannot be one.
    init?(_ text: String) {
        guard text.utf8.count <= 256, let kind = Kind.allCases.first(where: { text.hasPrefix($0.mark) }) else { return nil }
        self.init(kind: kind, text: text)
    }

    /// What is stored and looked up. The secret is random through and through, so a plain hash keeps it.
    var hash: [UInt8] { Sodium.hash(Array(text.utf8)) }
}
