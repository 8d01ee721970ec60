import Messages
import Storage

/// Takes offers back that were not answered and makes them to somebody else, and assigns whoever nothing else has led to an
/// agent: those who were there before the topic assigned, and those for whom a right or an import makes room.
struct AutomaticAssignments: DueJob {
    func next(
        _ engine: Engine, after now: Int64, _ transaction: borrowing ReadTransaction<OperationError>
    ) throws(OperationError) -> Int64? {
        let offer = try transaction.earliest(.offer)
        guard engine.settings.topics.assigns else { return offer }
        var round = try engine.assignmentRound(at: now, transaction)
        if try round.next(transaction) != nil { return now }
        return [offer, round.later].compactMap { $0 }.min()
    }

    func perform(
        _ engine: Engine, at now: Int64, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> Bool {
        let ids = try transaction.due(.offer, notAfter: now, limit: Int32(DueJobs.batch))
        for id in ids { try engine.offerAnew(id, at: now, transaction) }
        guard engine.settings.topics.assigns else { return !ids.isEmpty }
        return try engine.assignWaiting(at: now, transaction) || !ids.isEmpty
    }
}
