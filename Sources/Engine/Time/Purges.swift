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
        for id in ids { try transaction.deleteSession(id: id) }
        return !ids.isEmpty
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
