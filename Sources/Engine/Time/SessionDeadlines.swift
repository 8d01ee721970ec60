import Messages
import Sessions
import Storage

/// Closes sessions for silence, opens the offline form to those who have waited too long, and warns of those who wait.
struct SessionDeadlines: DueJob {
    func next(
        _ engine: Engine, after now: Int64, _ transaction: borrowing ReadTransaction<OperationError>
    ) throws(OperationError) -> Int64? {
        var earliest = Int64.max
        for row in try transaction.topics() {
            let topic = try TopicDeadlines(row, engine.settings, transaction)
            for deadline in topic.deadlines {
                if let moment = try transaction.earliest(deadline.timer) {
                    earliest = min(earliest, moment.addingClamped(deadline.delay))
                }
            }
            if topic.longestQueue > 0,
                let first = try transaction.waiting(inTopic: row.id, skipping: topic.longestQueue, limit: 1).first
            {
                earliest = min(earliest, first.whenRequested)
            }
        }
        return earliest == .max ? nil : earliest
    }

    func perform(
        _ engine: Engine, at now: Int64, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> Bool {
        var room = Int32(DueJobs.batch)
        var isDone = false
        for row in try transaction.topics() where room > 0 {
            let topic = try TopicDeadlines(row, engine.settings, transaction)
            for deadline in topic.deadlines where room > 0 {
                let ids = try transaction.due(deadline.timer, notAfter: now - deadline.delay, limit: room)
                room -= Int32(clamping: ids.count)
                for id in ids {
                    if try perform(deadline.action, on: id, in: topic, telling: deadline.recipients, engine, at: now, transaction) {
                        isDone = true
                    }
                }
            }
            if topic.longestQueue > 0, room > 0 {
                let late = try transaction.waiting(inTopic: row.id, skipping: topic.longestQueue, limit: room)
                room -= Int32(clamping: late.count)
                for session in late
                where try perform(.openOfflineForm, on: session.id, in: topic, telling: [], engine, at: now, transaction) {
                    isDone = true
                }
            }
        }
        return isDone
    }

    /// Does one thing to one session, unless something that came before has made it superfluous. Whether it was done.
    private func perform(
        _ action: SessionAction, on id: Int32, in topic: TopicDeadlines, telling recipients: [Int32], _ engine: Engine, at now: Int64,
        _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> Bool {
        guard let session = try transaction.session(id: id) else { return false }
        var step = SessionStep(action, by: .timer, at: now, path: "ChatSessionId")
        step.recipients = recipients
        if case .warn = action {} else { step.operation = "Time.\(action.kind.rawValue)" }
        return try step.perform(on: session, storedAs: session, in: topic.topic, engine, transaction).change != nil
    }
}
