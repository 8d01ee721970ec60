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
        /// How many ongoing chats the agent has, over all topics, and how many are offered to them.
        package var chats: Int32
        /// How many the agent may have; 0 is none.
        package var capacity: Int32
        /// When the agent last got or was offered a session, or ended one; none for somebody who has had none yet.
        package var idleSince: Moment

        package init(agent: TopicAgent, chats: Int32, capacity: Int32, idleSince: Moment) {
            self.agent = agent
            self.chats = chats
            self.capacity = capacity
            self.idleSince = idleSince
        }

        /// Present, able to respond, and with room for one more.
        package var isFree: Bool { agent.canTakeOver && chats < capacity }
    }

    /// Who gets a session.
    package enum Choice: Hashable, Sendable {
        case agent(Int32)
        /// Nobody before this moment: all who are free were asked and did not take it.
        case later(Moment)
        /// Nobody is free.
        case nobody
    }

    /// Who gets the next session. Those who were never asked go first, and then those who were asked so long ago that twice
    /// the time has gone by that they had for an answer: that of others, or the same time again.
    ///
    /// - Parameters:
    ///   - asked: when this session was last offered to whom.
    ///   - seconds: how long somebody has for an answer.
    package func choose(from candidates: [Candidate], asked: [Int32: Moment], answering seconds: Int32, at now: Moment) -> Choice {
        let free = candidates.filter(\.isFree)
        if free.isEmpty { return .nobody }
        if let agent = best(of: free.filter { asked[$0.agent.associateID] == nil }) { return .agent(agent) }
        let again = asked.mapValues { $0.adding(seconds: 2 * Int64(seconds)) }
        if let agent = best(of: free.filter { again[$0.agent.associateID].map { $0 <= now } ?? true }) { return .agent(agent) }
        return free.compactMap { again[$0.agent.associateID] }.min().map { .later($0) } ?? .nobody
    }

    /// Of two who are alike in what is asked first, the other measure decides, and then the lower number: the same situation
    /// always has the same answer.
    private func best(of candidates: [Candidate]) -> Int32? {
        candidates.min { measures(of: $0) < measures(of: $1) }?.agent.associateID
    }

    private func measures(of candidate: Candidate) -> (Int64, Int64, Int32) {
        let (idle, chats) = (candidate.idleSince.ticks, Int64(candidate.chats))
        return self == .longestIdle ? (idle, chats, candidate.agent.associateID) : (chats, idle, candidate.agent.associateID)
    }
}
