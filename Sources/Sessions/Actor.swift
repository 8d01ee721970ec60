/// Who does something to a session.
package enum Actor: Hashable, Sendable {
    case customer
    /// An associate, with the rights in the session's topic.
    case associate(id: Int32, rights: TopicRights)
    /// The topic's bot.
    case bot
    /// Time: what falls due without anybody's doing.
    case timer
}

/// In what capacity somebody may do something.
package struct Role: OptionSet, Sendable, Hashable {
    package let rawValue: Int

    package init(rawValue: Int) {
        self.rawValue = rawValue
    }

    package static let customer = Role(rawValue: 1)
    /// An associate, whatever the rights.
    package static let associate = Role(rawValue: 2)
    /// An associate with any right in the topic.
    package static let member = Role(rawValue: 4)
    /// An associate who can respond.
    package static let responder = Role(rawValue: 8)
    /// An associate who can manage the topic.
    package static let manager = Role(rawValue: 16)
    package static let bot = Role(rawValue: 32)
    package static let timer = Role(rawValue: 64)

    /// Those who may write to the sessions of a topic.
    package static let writers: Role = [.responder, .manager]

    private static let names: [(role: Role, name: String)] = [
        (.customer, "customer"), (.associate, "associate"), (.member, "member"), (.responder, "responder"),
        (.manager, "manager"), (.bot, "bot"), (.timer, "timer"),
    ]

    package var names: [String] { Role.names.filter { contains($0.role) }.map(\.name) }
}

extension Actor {
    package var roles: Role {
        switch self {
        case .customer: return .customer
        case .bot: return .bot
        case .timer: return .timer
        case .associate(_, let rights):
            var roles: Role = .associate
            if rights.isMember { roles.insert(.member) }
            if rights.contains(.respond) { roles.insert(.responder) }
            if rights.contains(.manage) { roles.insert(.manager) }
            return roles
        }
    }

    /// The associate's number; 0 for everybody else.
    package var associateID: Int32 {
        if case .associate(let id, _) = self { return id }
        return 0
    }

    /// An associate's rights; none for everybody else.
    package var rights: TopicRights {
        if case .associate(_, let rights) = self { return rights }
        return []
    }
}
