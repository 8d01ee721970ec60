package import Carriers

/// Why an action is not done.
package enum SessionRefusal: Error, Hashable, Sendable {
    /// The caller is in none of the capacities that could do it.
    case right(SessionAction.Kind, needed: Role)
    /// The session's status does not allow it. `to` is what the caller asked for, or all that the action leads to.
    case status(SessionAction.Kind, from: ChatSessionStatus, to: [ChatSessionStatus])
    case condition(SessionAction.Kind, Condition)
}

extension SessionRefusal {
    /// One sentence: what was not done and what it would take.
    package var sentence: String {
        switch self {
        case .right(let action, let needed):
            return "\(action.rawValue) is for \(SessionRefusal.list(needed.names)) of the session's topic"
        case .status(let action, let from, let to):
            let targets = to.map { "\($0.name)" }
            guard !targets.isEmpty else { return "\(action.rawValue): a session that is \(from.name) does not allow it" }
            return "\(action.rawValue): a session that is \(from.name) cannot become \(SessionRefusal.list(targets))"
        case .condition(let action, let condition): return "\(action.rawValue) is possible only when \(condition.words)"
        }
    }

    private static func list(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "nobody" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }
}
