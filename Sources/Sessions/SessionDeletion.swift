/// Who may delete sessions.
package enum SessionDeletion {
    package static func isAllowed(with rights: TopicRights) -> Bool {
        SessionRules.mayTry(.delete, with: rights)
    }
}
