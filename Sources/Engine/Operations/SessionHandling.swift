import Carriers
import Messages
import Sessions
import Storage

// What associates do with a session that is there: pick it up, hand it on, hand it back.
extension Engine {
    /// Null when the session is not in the queue, or is not there at all.
    func pickUp(_ arguments: ChatSessionIDArguments, for caller: Caller) throws(OperationError) -> RecordAnswer<ChatSessionEntity> {
        try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            let id = try associateID(of: caller, transaction)
            guard let session = try transaction.session(id: arguments.chatSessionID) else { return RecordAnswer(nil) }
            return try pickUp(session, for: id, "Chat.PickUpChatSession", transaction)
        }
    }

    /// The session that has waited longest in the topics in which the caller can respond; null when none waits there.
    func pickUpFirst(for caller: Caller) throws(OperationError) -> RecordAnswer<ChatSessionEntity> {
        try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            let id = try associateID(of: caller, transaction)
            let topics = try transaction.memberships(ofAssociate: id)
                .filter { TopicRights(rawValue: $0.rights).contains(.respond) }.map(\.topicID)
            guard let first = try transaction.longestWaiting(inTopics: topics, raising: { settings.topics[$0].priority }),
                let session = try transaction.session(id: first.id)
            else { return RecordAnswer(nil) }
            return try pickUp(session, for: id, "Chat.PickUpFirstChatSession", transaction)
        }
    }

    private func pickUp(
        _ session: SessionRow, for id: Int32, _ operation: String, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> RecordAnswer<ChatSessionEntity> {
        let step = SessionStep(
            .pickUp, by: try transaction.actor(id, inTopic: session.topicID), at: now, path: "ChatSessionId", operation: operation)
        let result = try step.perform(on: session, storedAs: session, self, transaction)
        return try transaction.answer(result.change == nil ? nil : result.session)
    }

    /// Offers the session to somebody else.
    func transfer(
        _ arguments: TransferChatSessionArguments, for caller: Caller
    ) throws(OperationError) -> RecordAnswer<ChatSessionEntity> {
        try handle(arguments.chatSessionID, for: caller, "Chat.TransferChatSession") {
            (session, transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            let target = try transaction.associateID(named: arguments.toAssociate, at: "ToAssociate")
            return .transfer(
                TopicAgent(
                    associateID: target, rights: try transaction.rights(ofAssociate: target, inTopic: session.topicID),
                    isPresent: try transaction.isPresent(associateID: target)))
        }
    }

    func acceptTransfer(
        _ arguments: ChatSessionIDArguments, for caller: Caller
    ) throws(OperationError) -> RecordAnswer<ChatSessionEntity> {
        try handle(arguments.chatSessionID, for: caller, "Chat.AcceptChatSessionTransfer") {
            (_, _: borrowing WriteTransaction<OperationError>) throws(OperationError) in .acceptTransfer
        }
    }

    func rejectTransfer(
        _ arguments: ChatSessionIDArguments, for caller: Caller
    ) throws(OperationError) -> RecordAnswer<ChatSessionEntity> {
        try handle(arguments.chatSessionID, for: caller, "Chat.RejectChatSessionTransfer") {
            (_, _: borrowing WriteTransaction<OperationError>) throws(OperationError) in .rejectTransfer
        }
    }

    func resetSession(
        _ arguments: ChatSessionIDArguments, for caller: Caller
    ) throws(OperationError) -> RecordAnswer<ChatSessionEntity> {
        try handle(arguments.chatSessionID, for: caller, "Chat.ResetChatSession") {
            (_, _: borrowing WriteTransaction<OperationError>) throws(OperationError) in .reset
        }
    }

    /// Does something to a session and answers how it is then, also when nothing has happened; null when there is none.
    ///
    /// Who is no member of its topic, and neither holds it nor was asked to, must not learn from that how it is.
    private func handle(
        _ id: Int32, for caller: Caller, _ operation: String,
        _ action: (SessionRow, borrowing WriteTransaction<OperationError>) throws(OperationError) -> SessionAction
    ) throws(OperationError) -> RecordAnswer<ChatSessionEntity> {
        let path = "ChatSessionId"
        let associateID = try associateID(of: caller)
        return try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            guard let session = try transaction.session(id: id) else { return RecordAnswer(nil) }
            if session.userID != associateID, session.transferTo != associateID {
                try transaction.demandMember(associateID, of: session, at: path)
            }
            let step = SessionStep(
                try action(session, transaction), by: try transaction.actor(associateID, inTopic: session.topicID), at: now,
                path: path, operation: operation)
            return try transaction.answer(step.perform(on: session, storedAs: session, self, transaction).session)
        }
    }
}
