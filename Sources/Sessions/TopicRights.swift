/// What an agent may do in one topic. Holding any of them makes the agent a member.
package struct TopicRights: OptionSet, Sendable, Hashable {
    package let rawValue: Int32

    package init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    package static let listen = TopicRights(rawValue: 1)
    package static let respond = TopicRights(rawValue: 2)
    package static let manage = TopicRights(rawValue: 4)
    package static let notify = TopicRights(rawValue: 8)
}

extension TopicRights {
    /// A member of a topic sees its sessions.
    package var isMember: Bool { !isEmpty }
}
