/// An agent of a topic, as far as transfers, warnings and assignment go.
package struct TopicAgent: Hashable, Sendable {
    package var associateID: Int32
    package var rights: TopicRights
    package var isPresent: Bool

    package init(associateID: Int32, rights: TopicRights, isPresent: Bool) {
        self.associateID = associateID
        self.rights = rights
        self.isPresent = isPresent
    }

    /// Whether a session may be transferred to the agent.
    package var canTakeOver: Bool { associateID > 0 && isPresent && rights.contains(.respond) }
}
