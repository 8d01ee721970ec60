import Carriers
import Messages
import Sessions
import Storage

extension Engine {
    /// The sessions of every topic of which the caller is a member, in the order in which they were requested.
    func sessions(of caller: Caller) throws(OperationError) -> ListAnswer<ChatSessionEntity> {
        let id = try associateID(of: caller)
        return try readList { (transaction) throws(OperationError) in
            ListAnswer(try SessionAssembly.sessions(try transaction.sessions(ofMember: id), transaction))
        }
    }

    /// The same sessions, as the service knows them that carries their numbers alone.
    func sessionNumbers(of caller: Caller) throws(OperationError) -> ListAnswer<ChatSession> {
        let id = try associateID(of: caller)
        let ids = try readList { (transaction) throws(OperationError) in try transaction.sessionIDs(ofMember: id) }
        return ListAnswer(
            ids.map { id in
                var session = ChatSession()
                session.chatSessionID = id
                return session
            })
    }

    /// Reads what is as long as what is stored, in the time that lists have.
    func readList<R>(
        _ body: (borrowing ReadTransaction<OperationError>) throws(OperationError) -> R
    ) throws(OperationError) -> R {
        do throws(OperationError) { return try store.read(settings.lists.list, body) } catch {
            throw settings.lists.failure(
                error, narrowing: "ask by an OData list for part of it, or let ended sessions go (sessions.retentionDays)")
        }
    }

    /// Marks sessions as deleted: all of those that exist, or none when the caller may not delete one of them.
    func deleteSessions(_ arguments: DeleteChatSessionsArguments, for caller: Caller) throws(OperationError) -> NothingAnswer {
        let id = try associateID(of: caller)
        try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            let now = now
            for (index, number) in (arguments.ids ?? []).enumerated() {
                guard let session = try transaction.session(id: number) else { continue }
                let path = "Ids[\(index)]"
                let actor = try transaction.actor(id, inTopic: session.topicID)
                guard SessionDeletion.isAllowed(with: actor.rights) else {
                    throw OperationError(
                        .denied, "the caller may not delete sessions of this topic; nothing was deleted", path: path)
                }
                let step = SessionStep(.delete, by: actor, at: now, path: path, operation: "CustomerService.DeleteChatSessions")
                _ = try step.perform(on: session, storedAs: session, self, transaction)
            }
        }
        return NothingAnswer()
    }

    func associateID(of caller: Caller) throws(OperationError) -> Int32 {
        guard case .associate(let id, _) = caller else {
            throw OperationError(.authentication, "this is done for an associate who has signed in")
        }
        return id
    }
}
