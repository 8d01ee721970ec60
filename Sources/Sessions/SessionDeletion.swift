/// Who may delete sessions, and what deleting does.
package enum SessionDeletion {
    /// Rights in the session's topic of which one suffices.
    package static let rights: TopicRights = [.manage, .respond]

    package static func isAllowed(with rights: TopicRights) -> Bool {
        !rights.isDisjoint(with: Self.rights)
    }
}
