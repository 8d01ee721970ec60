import Messages
import Sessions
import Storage

/// Goes through those who wait in topics that assign by themselves, and says who is next and whose they are to be.
///
/// Topics of a higher priority go first, then whoever asked first. What it says is to be done before it is asked again.
struct AssignmentRound {
    private let topics: TopicTable
    private let now: Int64
    private var waiting: ArraySlice<QueuedSession> = []
    /// Topics in which nobody is free.
    private var full: Set<Int32> = []
    /// When somebody may be asked again who did not take a session before.
    private(set) var later: Int64?

    /// - Parameter ids: the topics to look at.
    init<T: Reading<OperationError> & ~Copyable>(
        _ ids: [Int32], _ topics: TopicTable, at now: Int64, _ transaction: borrowing T
    ) throws(OperationError) {
        (self.topics, self.now) = (topics, now)
        var queue: [QueuedSession] = []
        for id in ids {
            let topic = topics[id]
            guard topic.assignment != nil, try AssignmentRound.candidates(inTopic: id, topic, transaction).contains(where: \.isFree)
            else { continue }
            queue += try transaction.unoffered(inTopic: id, limit: Int32(DueJobs.batch)).map { $0.raised(by: topic.priority) }
        }
        queue.sort { $0.comesBefore($1) }
        waiting = queue[...]
    }

    /// Who is next and whose they are to be; nil when nobody can be helped.
    mutating func next<T: Reading<OperationError> & ~Copyable>(
        _ transaction: borrowing T
    ) throws(OperationError) -> (session: Int32, agent: Int32)? {
        while let session = waiting.popFirst() {
            if full.contains(session.topicID) { continue }
            switch try AssignmentRound.choose(for: session.id, topics[session.topicID], inTopic: session.topicID, at: now, transaction) {
            case .agent(let agent): return (session.id, agent)
            case .later(let moment): later = min(later ?? moment.ticks, moment.ticks)
            case .nobody: full.insert(session.topicID)
            }
        }
        return nil
    }

    /// Whose a session is to be.
    static func choose<T: Reading<OperationError> & ~Copyable>(
        for session: Int32, _ topic: TopicSettings, inTopic id: Int32, at now: Int64, _ transaction: borrowing T
    ) throws(OperationError) -> Assignment.Choice {
        guard let rule = topic.assignment else { return .nobody }
        let asked = topic.answerSeconds == 0 ? [:] : try transaction.offers(ofSession: session)
        return rule.choose(
            from: try candidates(inTopic: id, topic, transaction), asked: asked.mapValues { Moment(ticks: $0) },
            answering: topic.answerSeconds, at: Moment(ticks: now))
    }

    private static func candidates<T: Reading<OperationError> & ~Copyable>(
        inTopic id: Int32, _ topic: TopicSettings, _ transaction: borrowing T
    ) throws(OperationError) -> [Assignment.Candidate] {
        let offered = try transaction.offeredSessions()
        return try transaction.presentAgents(inTopic: id, withAnyOf: TopicRights.respond.rawValue).map { agent in
            Assignment.Candidate(
                agent: TopicAgent(associateID: agent.associateID, rights: TopicRights(rawValue: agent.rights), isPresent: true),
                chats: agent.ongoingSessions &+ (offered[agent.associateID] ?? 0), capacity: topic.capacity,
                idleSince: Moment(ticks: agent.assigned))
        }
    }
}
