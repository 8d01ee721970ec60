import Carriers
import Messages
import Sessions
import Storage

// What follows from a step in topics that do more than the protocol has.
extension SessionStep {
    /// Sees to the promise of those who come into a queue, and gives what has become free to those who wait.
    ///
    /// - Returns: the session, which may have gone to an agent at once.
    func follow(
        from stored: SessionRow?, to row: SessionRow, in topic: ChatTopicEntity, _ engine: Engine,
        _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> SessionRow {
        let topics = engine.settings.topics
        let (waits, waited) = (row.isWaiting, stored?.isWaiting ?? false)
        if waits, !waited, let due = try engine.serviceLevel(of: topic, from: now) {
            try transaction.saveServiceLevel(ofSession: row.id, due: due)
        }
        if waited, !waits {
            try transaction.deleteServiceLevel(ofSession: row.id)
            try transaction.deleteOffers(ofSession: row.id)
        }
        guard topics.assigns else { return row }
        var freed: Set<Int32> = []
        if let stored, stored.isTalkedIn, stored.userID != 0, !row.isTalkedIn || row.userID != stored.userID {
            freed.insert(stored.userID)
            try transaction.saveAssignment(toAssociate: stored.userID, at: now)
        }
        if let stored, stored.offeredUntil > 0, stored.transferTo != row.transferTo { freed.insert(stored.transferTo) }
        // Those who assign see to the others themselves.
        switch action {
        case .assign, .offer: return row
        default: break
        }
        var places = try engine.topics(ofAgents: freed, transaction)
        if waits, !waited || !freed.isEmpty { places.insert(row.topicID) }
        guard !places.isEmpty, try engine.assignWaiting(inTopics: Array(places), at: now, transaction) else { return row }
        return try transaction.session(id: row.id) ?? row
    }
}

extension SessionRow {
    fileprivate var isWaiting: Bool { status == ChatSessionStatus.inQueue.rawValue }

    /// Whether it counts as an ongoing chat.
    fileprivate var isTalkedIn: Bool { Set.active.contains(SessionState(self).status) }
}
