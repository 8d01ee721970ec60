import Carriers
import Messages
import Storage
import Wire

extension Engine {
    /// What goes on, all of it seen at one moment.
    func metrics() throws(OperationError) -> Metrics {
        try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            var metrics = try Metrics(at: now, transaction)
            metrics.add(lockout, at: now)
            return metrics
        }
    }

    /// The same as Prometheus reads it.
    func metricsText() throws(OperationError) -> String {
        try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            var metrics = try Metrics(at: now, transaction)
            metrics.add(lockout, at: now)
            return try PrometheusText.write(metrics, events: transaction.eventBounds().newest)
        }
    }
}

extension Metrics {
    init<T: Reading<OperationError> & ~Copyable>(at now: Int64, _ transaction: borrowing T) throws(OperationError) {
        self.init()
        let loads = try transaction.topicLoads(now: now)
        let topics = try transaction.topics()
        var list: [TopicMetrics] = []
        var sum: Int64 = 0
        // Both are of one moment and in the order of the topics.
        for (load, row) in zip(loads, topics) {
            let topic = try ChatTopicEntity(row)
            var entry = TopicMetrics()
            entry.chatTopicID = load.topicID
            entry.name = topic.name
            entry.waiting = load.waiting
            entry.longestWaitSeconds = load.waitingSince == 0 ? 0 : Metrics.seconds(now &- load.waitingSince)
            entry.averageWaitSeconds = Metrics.seconds(load.averageWait)
            entry.pickUpSeconds = topic.secondsPrAccept
            entry.presentAgents = load.presentAgents
            entry.active = load.active
            list.append(entry)
            waiting = Int32(clamping: Int64(waiting) + Int64(load.waiting))
            active = Int32(clamping: Int64(active) + Int64(load.active))
            longestWaitSeconds = max(longestWaitSeconds, entry.longestWaitSeconds)
            // Two numbers of 32 bits; what clamps is a store of more sessions than there can be.
            sum = sum.addingClamped(Int64(entry.averageWaitSeconds) * Int64(load.waiting))
        }
        if waiting > 0 { averageWaitSeconds = Int32(clamping: sum / Int64(waiting)) }
        // Whoever belongs to two topics is there once.
        presentAgents = try transaction.countPresentAgents()
        self.topics = list
    }

    /// Sign-ins and locks are of this process.
    mutating func add(_ lockout: Lockout, at now: Int64) {
        let refusals = lockout.refusals
        wrongPasswords = Int32(clamping: refusals.wrongPasswords)
        refusedByPairLock = Int32(clamping: refusals.locked[.pair] ?? 0)
        refusedByNameLock = Int32(clamping: refusals.locked[.name] ?? 0)
        refusedByAddressLock = Int32(clamping: refusals.locked[.address] ?? 0)
        for (kind, _) in lockout.locks(now: now) {
            switch kind {
            case .pair: pairLocks += 1
            case .name: nameLocks += 1
            case .address: addressLocks += 1
            }
        }
    }

    /// A session that is requested for later does not wait yet.
    private static func seconds(_ ticks: Int64) -> Int32 {
        Int32(clamping: max(0, ticks) / DateTime.ticksPerSecond)
    }
}
