import Messages
import Storage

/// Something that time brings about.
///
/// Each step is a transaction of its own that looks again at what is due, so whatever is done is done once, however many
/// threads and processes are at it.
protocol DueJob: Sendable {
    /// The moment, in ticks, from which on there is something to do; nil for never. It may have passed.
    func next(
        _ engine: Engine, after now: Int64, _ transaction: borrowing ReadTransaction<OperationError>
    ) throws(OperationError) -> Int64?

    /// Does a bounded part of what is due at `now`. Whether there was anything.
    func perform(
        _ engine: Engine, at now: Int64, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> Bool
}

/// All of them, in the order in which they are done.
enum DueJobs {
    static let all: [any DueJob] = [
        SessionDeadlines(), AutomaticAssignments(), ServiceLevels(), PurgeDeletedSessions(), PurgeEndedSessions(), PruneEvents(),
        PruneAudit(), PurgeTickets(), PurgeServiceSessions(),
    ]

    /// How many records a step deals with.
    static let batch = 200
}
