import Carriers
import Messages
import Sessions
import Storage
import Wire

// Topics that assign by themselves: whoever waits goes to an agent in the transaction that makes it possible.
extension Engine {
    /// Gives those who wait to agents who are free. Whether anybody was given to anybody.
    ///
    /// - Parameter ids: the topics to look at; nil for all of them.
    @discardableResult
    func assignWaiting(
        inTopics ids: [Int32]? = nil, at now: Int64, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> Bool {
        var round = try assignmentRound(inTopics: ids, at: now, transaction)
        var isDone = false
        while let (session, agent) = try round.next(transaction) {
            try give(session, to: agent, at: now, transaction)
            isDone = true
        }
        return isDone
    }

    func assignmentRound<T: Reading<OperationError> & ~Copyable>(
        inTopics ids: [Int32]? = nil, at now: Int64, _ transaction: borrowing T
    ) throws(OperationError) -> AssignmentRound {
        let named = ids ?? settings.topics.assigning
        return try AssignmentRound(named == nil ? transaction.topicIDs() : named ?? [], settings.topics, at: now, transaction)
    }

    /// Offers a session to the next agent when the one before has not taken it, or to nobody when there is none.
    func offerAnew(
        _ id: Int32, at now: Int64, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) {
        guard let session = try transaction.session(id: id) else { return }
        guard session.status == ChatSessionStatus.inQueue.rawValue, session.transferTo != 0 else {
            // The host has saved it otherwise in the meantime.
            var row = session
            row.offeredUntil = 0
            try transaction.update(row, from: session)
            return
        }
        let topic = settings.topics[session.topicID]
        if case .agent(let agent) = try AssignmentRound.choose(for: id, topic, inTopic: session.topicID, at: now, transaction) {
            return try give(id, to: agent, at: now, transaction)
        }
        _ = try SessionStep(.offer(to: 0), by: .timer, at: now, path: "ChatSessionId")
            .perform(on: session, storedAs: session, self, transaction)
    }

    /// Sees to those who wait when agents have come or gone.
    func followPresence(
        _ list: [ChatPresence], at now: Int64, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) {
        guard settings.topics.assigns else { return }
        for gone in list where !gone.present {
            for id in try transaction.sessions(offeredTo: gone.userID) { try offerAnew(id, at: now, transaction) }
        }
        let come = Set(list.filter(\.present).map(\.userID))
        try assignWaiting(inTopics: Array(topics(ofAgents: come, transaction)), at: now, transaction)
    }

    /// The topics in which any of these can respond.
    func topics(
        ofAgents ids: Set<Int32>, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> Set<Int32> {
        var topics: Set<Int32> = []
        for id in ids {
            for membership in try transaction.memberships(ofAssociate: id)
            where TopicRights(rawValue: membership.rights).contains(.respond) {
                topics.insert(membership.topicID)
            }
        }
        return topics
    }

    private func give(
        _ id: Int32, to agent: Int32, at now: Int64, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) {
        guard let session = try transaction.session(id: id) else { return }
        let seconds = settings.topics[session.topicID].answerSeconds
        var step = SessionStep(seconds > 0 ? .offer(to: agent) : .assign(to: agent), by: .timer, at: now, path: "ChatSessionId")
        if seconds > 0 {
            step.offeredUntil = now.addingClamped(Int64(seconds) * DateTime.ticksPerSecond)
        } else {
            step.operation = "Time.\(step.action.kind.rawValue)"
        }
        var result = try step.perform(on: session, storedAs: session, self, transaction)
        if seconds > 0 {
            if result.change == nil {
                // To the same agent once more: the rules see no difference, but the time begins anew.
                result.session.offeredUntil = step.offeredUntil
                try transaction.update(result.session, from: session)
            }
            try transaction.saveOffer(ofSession: id, to: agent, at: now)
            try transaction.saveAssignment(toAssociate: agent, at: now)
        }
        try transaction.append(step.event(.sessionAssigned, of: result.session, telling: step.details(of: result.session)))
    }
}
