/// Somebody is to be told that a customer waits.
package struct Warning: Hashable, Sendable {
    package enum Audience: String, CaseIterable, Sendable {
        /// Agents who are present and want to be notified.
        case agents
        /// Those who manage the topic, present or not.
        case managers
    }

    package var audience: Audience
    /// A customer in the queue; otherwise one whose message has no answer.
    package var isAboutNewChat: Bool
}

extension Warning.Audience {
    /// Whom to warn, out of a topic's agents, in their order. When it is nobody the warning is not given, and stays due until
    /// somebody is there or a later one has been given.
    package func recipients(among agents: [TopicAgent]) -> [Int32] {
        switch self {
        case .agents: return agents.filter { $0.isPresent && $0.rights.contains(.notify) }.map(\.associateID)
        case .managers:
            guard agents.contains(where: { $0.isPresent && $0.rights.isMember }) else { return [] }
            return agents.filter { $0.rights.contains(.manage) }.map(\.associateID)
        }
    }
}
