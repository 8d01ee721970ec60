/// To whom a waiting session goes when a topic assigns by itself.
package enum Assignment: String, CaseIterable, Sendable {
    /// The agent who has had nothing to do for the longest time.
    case longestIdle
    /// The agent with the fewest ongoing chats.
    case fewestChats
}

extension Assignment {
    /// An agent as far as the choice goes.
    package struct Candidate: Hashable, Sendable {
        package var agent: TopicAgent
        /// How many ongoing chats the agent has, over all topics.
        package var chats: Int32
        /// How many the agent may have; 0 is none.
        package var capacity: Int32
        /// When the agent last got a session or ended one; none for somebody who has had none yet.
        package var idleSince: Moment

        package init(agent: TopicAgent, chats: Int32, capacity: Int32, idleSince: Moment) {
            self.agent = agent
            self.chats = chats
            self.capacity = capacity
            self.idleSince = idleSince
        }

        /// Present, able to respond, and with room for one more.
        var isFree: Bool { agent.canTakeOver && chats < capacity }
    }

    /// Who gets the next session; nil when nobody is free.
    ///
    /// Of two who are alike in what is asked first, the other measure decides, and then the lower number: the same situation always
    /// has the same answer.
    ///
    /// - Parameter passedOver: agents to whom this session was offered already and who did not answer.
    package func choose(from candidates: [Candidate], passingOver passedOver: Set<Int32> = []) -> Int32? {
        let free = candidates.filter { $0.isFree && !passedOver.contains($0.agent.associateID) }
        let best = free.min { left, right in
            switch self {
            case .longestIdle:
                (left.idleSince.ticks, Int64(left.chats), left.agent.associateID)
                    < (right.idleSince.ticks, Int64(right.chats), right.agent.associateID)
            case .fewestChats:
                (Int64(left.chats), left.idleSince.ticks, left.agent.associateID)
                    < (Int64(right.chats), right.idleSince.ticks, right.agent.associateID)
            }
        }
        return best?.agent.associateID
    }
}

extension Queue {
    /// A waiting session, where topics give some of them precedence.
    package struct Waiting: Hashable, Sendable {
        package var id: Int32
        package var requested: Moment
        /// Higher goes first; 0 where a topic has no priorities.
        package var priority: Int32

        package init(id: Int32, requested: Moment, priority: Int32 = 0) {
            self.id = id
            self.requested = requested
            self.priority = priority
        }
    }

    /// The order in which sessions are picked up.
    package static func ordered(_ waiting: [Waiting]) -> [Waiting] {
        waiting.sorted { left, right in
            if left.priority != right.priority { return left.priority > right.priority }
            return precedes((left.requested, left.id), (right.requested, right.id))
        }
    }
}
