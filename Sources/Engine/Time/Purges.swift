import Messages
import Storage
import Wire

/// Removes sessions for good, with their messages, some time after they were deleted.
struct PurgeDeletedSessions: DueJob {
    func next(
        _ engine: Engine, after now: Int64, _ transaction: borrowing ReadTransaction<OperationError>
    ) throws(OperationError) -> Int64? {
        try transaction.earliest(.deletion).map { $0 + engine.settings.deletedLife }
    }

    func perform(
        _ engine: Engine, at now: Int64, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> Bool {
        let ids = try transaction.due(.deletion, notAfter: now - engine.settings.deletedLife, limit: Int32(DueJobs.batch))
        try transaction.purge(ids, as: "Time.purge", at: now)
        return !ids.isEmpty
    }
}

/// Removes sessions for good, with their messages, when they have been over for as long as they are kept.
struct PurgeEndedSessions: DueJob {
    func next(
        _ engine: Engine, after now: Int64, _ transaction: borrowing ReadTransaction<OperationError>
    ) throws(OperationError) -> Int64? {
        guard let life = engine.settings.endedLife else { return nil }
        var earliest: Int64?
        for id in try transaction.topicIDs() {
            guard let moment = try transaction.earliest(.ending(topicID: id)) else { continue }
            earliest = min(earliest ?? .max, moment.addingClamped(life))
        }
        return earliest
    }

    func perform(
        _ engine: Engine, at now: Int64, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> Bool {
        guard let life = engine.settings.endedLife else { return false }
        var ids: [Int32] = []
        for id in try transaction.topicIDs() where ids.count < DueJobs.batch {
            let room = Int32(clamping: DueJobs.batch - ids.count)
            ids += try transaction.due(.ending(topicID: id), notAfter: now - life, limit: room)
        }
        try transaction.purge(ids, as: "Time.retention", at: now)
        return !ids.isEmpty
    }
}

extension WriteTransaction where Failure == OperationError {
    /// Removes sessions, of which the audit keeps the numbers. No event tells of it: it is no part of a session's life, and who
    /// has copies goes by the same time.
    fileprivate func purge(_ ids: [Int32], as operation: String, at now: Int64) throws(OperationError) {
        let topics = try topicIDs(ofSessions: ids)
        for id in ids {
            try deleteSession(id: id)
            var entry = AuditRow(at: now, who: "timer", operation: operation)
            entry.sessionID = id
            entry.topicID = topics[id] ?? 0
            try record(entry)
        }
    }
}

/// Removes the oldest events from the log. The newest one stays.
struct PruneEvents: DueJob {
    func next(
        _ engine: Engine, after now: Int64, _ transaction: borrowing ReadTransaction<OperationError>
    ) throws(OperationError) -> Int64? {
        let bounds = try transaction.eventBounds()
        guard bounds.oldest < bounds.newest else { return nil }
        let oldest = try transaction.events(after: bounds.oldest - 1, limit: 1).events.first
        return oldest.map { $0.at + engine.settings.eventLife }
    }

    func perform(
        _ engine: Engine, at now: Int64, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> Bool {
        try transaction.pruneEvents(before: now - engine.settings.eventLife + 1) > 0
    }
}

/// Removes the oldest entries of the audit.
struct PruneAudit: DueJob {
    func next(
        _ engine: Engine, after now: Int64, _ transaction: borrowing ReadTransaction<OperationError>
    ) throws(OperationError) -> Int64? {
        guard let life = engine.settings.auditLife else { return nil }
        return try transaction.earliestAudit().map { $0.addingClamped(life) }
    }

    func perform(
        _ engine: Engine, at now: Int64, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> Bool {
        guard let life = engine.settings.auditLife else { return false }
        return try transaction.pruneAudit(before: now - life + 1) > 0
    }
}

/// Removes tickets and tokens that are no longer valid. Nobody gets in with them, so there is no hurry.
struct PurgeTickets: DueJob {
    private static let patience = 3600 * DateTime.ticksPerSecond

    func next(
        _ engine: Engine, after now: Int64, _ transaction: borrowing ReadTransaction<OperationError>
    ) throws(OperationError) -> Int64? {
        try transaction.earliestTicketEnd().map { $0.addingClamped(PurgeTickets.patience) }
    }

    func perform(
        _ engine: Engine, at now: Int64, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> Bool {
        try transaction.deleteExpiredTickets(now: now, limit: DueJobs.batch) > 0
    }
}

/// Removes sessions of the customer service that have ended by not being used, in no more hurry.
struct PurgeServiceSessions: DueJob {
    private static let patience = 3600 * DateTime.ticksPerSecond

    func next(
        _ engine: Engine, after now: Int64, _ transaction: borrowing ReadTransaction<OperationError>
    ) throws(OperationError) -> Int64? {
        try transaction.earliestServiceSessionUse().map {
            $0.addingClamped(engine.settings.sessionLife).addingClamped(PurgeServiceSessions.patience)
        }
    }

    func perform(
        _ engine: Engine, at now: Int64, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> Bool {
        try transaction.deleteServiceSessions(unusedSince: now - engine.settings.sessionLife, limit: DueJobs.batch) > 0
    }
}
