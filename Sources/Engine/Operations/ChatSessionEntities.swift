import Carriers
import Messages
import Sessions
import Storage
import Wire

// Sessions as records: read, saved and deleted.
extension Engine {
    func session(_ arguments: EntityIDArguments<ChatSessionEntity>, for caller: Caller) throws(OperationError) -> RecordAnswer<ChatSessionEntity> {
        let id = try associateID(of: caller)
        return try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            try transaction.answer(transaction.session(arguments.id, readBy: id, at: "ChatSessionEntityId"))
        }
    }

    /// Saves a session under the number that it has, or as a new one when that is 0.
    func saveSession(_ entity: ChatSessionEntity?, for caller: Caller) throws(OperationError) -> RecordAnswer<ChatSessionEntity> {
        let id = try associateID(of: caller)
        let (session, path) = (try given(entity), "ChatSessionEntity")
        return try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            if session.chatSessionID == 0 {
                return try transaction.answer(insert(session, for: id, "Chat.SaveChatSessionEntity", transaction))
            }
            let stored = try transaction.existingSession(session.chatSessionID, at: "\(path).ChatSessionId")
            return try transaction.answer(
                update(stored, with: session, for: id, at: "\(path).ChatSessionId", "Chat.SaveChatSessionEntity", transaction))
        }
    }

    /// Saves a session as a new one; a number that it brings along does not count.
    func postSession(_ entity: ChatSessionEntity?, for caller: Caller) throws(OperationError) -> RecordAnswer<ChatSessionEntity> {
        let id = try associateID(of: caller)
        let session = try given(entity)
        return try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            try transaction.answer(insert(session, for: id, "Chat.PostChatSessionEntity", transaction))
        }
    }

    func putSession(
        _ arguments: PutEntityArguments<ChatSessionEntity>, for caller: Caller, _ context: CallerContext
    ) throws(OperationError) -> RecordAnswer<ChatSessionEntity> {
        let id = try associateID(of: caller)
        let session = try given(arguments.entity)
        guard session.chatSessionID == 0 || session.chatSessionID == arguments.id else {
            throw OperationError(.value, "expected the number that the path has, or 0", path: "ChatSessionEntity.ChatSessionId")
        }
        return try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            let stored = try transaction.existingSession(arguments.id, at: "ChatSessionEntityId")
            // A stranger is not told when the session changed.
            try transaction.demandMember(id, of: stored, at: "ChatSessionEntityId")
            try context.preconditions.demand(unmodified: stored.modified, at: "ChatSessionEntityId")
            return try transaction.answer(
                update(stored, with: session, for: id, at: "ChatSessionEntityId", "Chat.PutChatSessionEntity", transaction))
        }
    }

    func deleteSession(
        _ arguments: EntityIDArguments<ChatSessionEntity>, for caller: Caller, _ context: CallerContext
    ) throws(OperationError) -> NothingAnswer {
        let (id, path) = (try associateID(of: caller), "ChatSessionEntityId")
        try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            let session = try transaction.existingSession(arguments.id, at: path)
            try transaction.demandMember(id, of: session, at: path)
            try context.preconditions.demand(unmodified: session.modified, at: path)
            let step = SessionStep(
                .delete, by: try transaction.actor(id, inTopic: session.topicID), at: now, path: path,
                operation: "Chat.DeleteChatSessionEntity")
            _ = try step.perform(on: session, storedAs: session, self, transaction)
        }
        return NothingAnswer()
    }

    /// Stores a new session: in the status that it names, or without one where a customer's session would begin.
    private func insert(
        _ saved: ChatSessionEntity, for id: Int32, _ operation: String, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> SessionRow {
        let path = "ChatSessionEntity"
        guard let row = try transaction.topic(id: saved.topicID) else {
            throw OperationError(.value, "there is no topic with that number", path: "\(path).TopicId")
        }
        let actor = try transaction.actor(id, inTopic: row.id)
        guard SessionRules.mayTry(.create, with: actor.rights) else {
            throw OperationError(.denied, "new sessions are for those who can respond in the topic, or manage it", path: "\(path).TopicId")
        }
        var session = SessionEdit.merge(saved, into: ChatSessionEntity())
        session.topicID = row.id
        session.customerHost = saved.customerHost
        try Engine.check(session, at: path, transaction)
        let step = SessionStep(
            saved.status == .invalid ? .start(nil) : .create(saved.status), by: actor, at: now, path: "\(path).Status",
            operation: operation)
        return try start(SessionRow(session), step, in: try ChatTopicEntity(row), transaction).session
    }

    /// Changes a session that is stored as far as its being saved may change it, inside the caller's transaction.
    ///
    /// - Parameter path: the argument that names the session; the session itself is `ChatSessionEntity`.
    func update(
        _ stored: SessionRow, with saved: ChatSessionEntity, for id: Int32, at path: String, _ operation: String,
        _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> SessionRow {
        let actor = try transaction.saver(id, of: stored, at: path)
        let session = SessionEdit.merge(saved, into: try ChatSessionEntity(stored))
        try Engine.check(session, at: "ChatSessionEntity", transaction)
        var row = SessionRow(session)
        // Read without what they refer to, these are not the session's to say.
        row.userID = stored.userID
        row.transferTo = stored.transferTo
        row.rights = stored.rights
        row.modified = stored.modified
        row.keepWhatTheProtocolLeavesOut(of: stored)
        let step = SessionStep(
            .save(saved.status), by: actor, at: now, path: "ChatSessionEntity.Status", operation: operation)
        return try step.perform(on: row, storedAs: stored, self, transaction).session
    }

    /// The session to save, held to the bounds of fields that are not known before the store is asked for anything.
    func given(_ session: ChatSessionEntity?) throws(OperationError) -> ChatSessionEntity {
        guard let session else { throw OperationError(.value, "expected a session to save", path: "ChatSessionEntity") }
        guard session.chatSessionID >= 0 else {
            throw OperationError(.value, "expected a number from 1, or 0 for a new session", path: "ChatSessionEntity.ChatSessionId")
        }
        try settings.bounds.check(session.unknown.stored, at: "ChatSessionEntity")
        return session
    }

    /// Holds what a caller says of a session to what can be: texts within their bounds, flags with names, records that exist.
    private static func check(
        _ session: ChatSessionEntity, at path: String, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) {
        if let violation = TextLimits.violation(in: session) {
            throw OperationError(.value, "expected at most \(violation.limit) characters", path: "\(path).\(violation.field)")
        }
        if let name = session.flags.unnamed.first {
            throw OperationError(.value, "there is no flag \"\(name.quoted)\"", path: "\(path).Flags")
        }
        try transaction.demandReferences(of: SessionRow(session), at: path)
    }
}

extension Reading where Self: ~Copyable, Failure == OperationError {
    func existingSession(_ id: Int32, at path: String) throws(OperationError) -> SessionRow {
        guard let session = try session(id: id) else {
            throw OperationError(.notFound, "there is no session with that number", path: path)
        }
        return session
    }

    /// The associate as who saves the session; turned away when they may not.
    func saver(_ id: Int32, of session: SessionRow, at path: String) throws(OperationError) -> Actor {
        let actor = try actor(id, inTopic: session.topicID)
        guard SessionRules.mayTry(.save, with: actor.rights) else {
            throw OperationError(
                .denied, "sessions are saved by those who can respond in their topic, or manage it", path: path)
        }
        return actor
    }

    /// Turns away a session that refers to what is not there.
    func demandReferences(of row: SessionRow, at path: String) throws(OperationError) {
        let references: [(field: String, kind: DirectoryKind, id: Int32)] = [
            ("User.AssociateId", .associate, row.userID), ("Person.PersonId", .person, row.personID),
            ("Contact.ContactId", .contact, row.contactID), ("Project.ProjectId", .project, row.projectID),
            ("Sale.SaleId", .sale, row.saleID), ("Ticket.TicketId", .ticket, row.ticketID),
            ("TransferTo.AssociateId", .associate, row.transferTo),
        ]
        for reference in references where reference.id != 0 {
            guard try missing(reference.kind, ids: [reference.id]).isEmpty else {
                throw OperationError(.value, "there is no record with that number", path: "\(path).\(reference.field)")
            }
        }
    }
}
