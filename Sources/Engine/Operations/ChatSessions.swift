import Carriers
import Messages
import Sessions
import Storage

extension Engine {
    /// The sessions of every topic of which the caller is a member, in the order in which they were requested.
    func sessions(of caller: Caller) throws(OperationError) -> ListAnswer<ChatSessionEntity> {
        let id = try associateID(of: caller)
        return try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            ListAnswer(try SessionAssembly.sessions(try transaction.sessions(ofMember: id), transaction))
        }
    }

    /// The same sessions, as the service knows them that carries their numbers alone.
    func sessionNumbers(of caller: Caller) throws(OperationError) -> ListAnswer<ChatSession> {
        let id = try associateID(of: caller)
        let ids = try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            try transaction.sessionIDs(ofMember: id)
        }
        return ListAnswer(
            ids.map { id in
                var session = ChatSession()
                session.chatSessionID = id
                return session
            })
    }

    /// Marks sessions as deleted: all of those that exist, or none when the caller may not delete one of them.
    func deleteSessions(_ arguments: DeleteChatSessionsArguments, for caller: Caller) throws(OperationError) -> NothingAnswer {
        let id = try associateID(of: caller)
        let ids = arguments.ids ?? []
        let now = now
        try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            let topics = try transaction.topicIDs(ofSessions: ids)
            var rights: [Int32: TopicRights] = [:]
            for membership in try transaction.memberships(ofAssociate: id) {
                rights[membership.topicID] = TopicRights(rawValue: membership.rights)
            }
            for (index, session) in ids.enumerated() {
                guard let topic = topics[session] else { continue }
                guard SessionDeletion.isAllowed(with: rights[topic] ?? []) else {
                    throw OperationError(
                        .denied, "the caller may not delete sessions of this topic; nothing was deleted", path: "Ids[\(index)]")
                }
            }
            _ = try transaction.markSessionsDeleted(ids: Set(topics.keys), at: now)
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
