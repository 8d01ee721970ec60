import Carriers
import Messages
import Sessions
import Storage
import Wire

/// What time does to the sessions of one topic.
struct TopicDeadlines {
    /// Something that time does so long after a moment of a session.
    struct Deadline {
        let action: SessionAction
        let timer: SessionTimer
        /// Ticks after the moment that the timer is about.
        let delay: Int64
        /// Who is told, when it is a warning.
        var recipients: [Int32] = []
    }

    let topic: ChatTopicEntity
    /// In the order in which they are done: what ends a session comes before what only tells of it.
    private(set) var deadlines: [Deadline] = []
    /// How many may wait before the others get the offline form; 0 for any number.
    let longestQueue: Int32

    init<T: Reading<OperationError> & ~Copyable>(
        _ row: TopicRow, _ settings: Settings, _ transaction: borrowing T
    ) throws(OperationError) {
        topic = try ChatTopicEntity(row)
        let (id, policy) = (row.id, TopicPolicy(topic, timeouts: settings.timeouts))
        longestQueue = policy.queueForm?.length ?? 0
        add(.deadTimeout, .lifeSign(topicID: id), after: policy.timeouts.dead)
        add(.idleTimeout, .silence(topicID: id), after: policy.timeouts.idle)
        add(.openOfflineForm, .request(topicID: id), after: policy.queueForm?.minutes ?? 0)
        let warnings: [(ChatSessionStatus, WarningTimes)] = [
            (.inQueue, policy.newChatWarnings), (.customerLast, policy.messageWarnings),
        ]
        guard warnings.contains(where: { $0.1.agents > 0 || $0.1.managers > 0 }) else { return }
        let agents = try transaction.topicAgents(ofTopic: id)
        for (status, times) in warnings { addWarnings(times, status, id, agents) }
    }

    /// A session that has had so many warnings gets the next one for which there is somebody. One that nobody would get is
    /// passed over: it is not waited for, and given when somebody has come in the meantime.
    private mutating func addWarnings(_ times: WarningTimes, _ status: ChatSessionStatus, _ id: Int32, _ agents: [TopicAgent]) {
        let warnings = times.inOrder
        for level in warnings.indices {
            for warning in warnings[level...] {
                let recipients = warning.audience.recipients(among: agents)
                if recipients.isEmpty { continue }
                add(
                    .warn(warning.audience), .wait(topicID: id, status: status.rawValue, alertLevel: Int32(clamping: level)),
                    after: warning.minutes, telling: recipients)
                break
            }
        }
    }

    private mutating func add(_ action: SessionAction, _ timer: SessionTimer, after minutes: Int32, telling recipients: [Int32] = []) {
        if minutes <= 0 { return }
        let delay = Int64(minutes) * 60 * DateTime.ticksPerSecond
        deadlines.append(Deadline(action: action, timer: timer, delay: delay, recipients: recipients))
    }
}

extension WarningTimes {
    /// Those that are given at all, in the order in which they are.
    fileprivate var inOrder: [(audience: Warning.Audience, minutes: Int32)] {
        let (first, second) = ((audience: Warning.Audience.agents, minutes: agents), (audience: Warning.Audience.managers, minutes: managers))
        return (managers < agents ? [second, first] : [first, second]).filter { $0.minutes > 0 }
    }
}

extension Reading where Self: ~Copyable, Failure == OperationError {
    /// The agents of a topic, and who of them is there.
    func topicAgents(ofTopic id: Int32) throws(OperationError) -> [TopicAgent] {
        let present = Set(try presentAgents(inTopic: id, withAnyOf: .max).map(\.associateID))
        return try agents(ofTopic: id).map {
            TopicAgent(
                associateID: $0.associateID, rights: TopicRights(rawValue: $0.rights), isPresent: present.contains($0.associateID))
        }
    }
}
