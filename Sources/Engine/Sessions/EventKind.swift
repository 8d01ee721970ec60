/// What the log of events tells of. The raw values are stored.
enum EventKind: Int32, Sendable, CaseIterable {
    case sessionCreated = 1
    case sessionChanged = 2
    case sessionMessage = 3

    var name: String {
        switch self {
        case .sessionCreated: "chatsession.created"
        case .sessionChanged: "chatsession.changed"
        case .sessionMessage: "chatsession.message"
        }
    }
}
