package import Carriers

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

extension TopicRights {
    package init(_ agent: ChatTopicAgent) {
        self = []
        if agent.canListen { insert(.listen) }
        if agent.canRespond { insert(.respond) }
        if agent.canManage { insert(.manage) }
        if agent.canNotify { insert(.notify) }
    }

    /// Writes the rights where the protocol has them.
    package func write(to agent: inout ChatTopicAgent) {
        agent.canListen = contains(.listen)
        agent.canRespond = contains(.respond)
        agent.canManage = contains(.manage)
        agent.canNotify = contains(.notify)
    }
}
