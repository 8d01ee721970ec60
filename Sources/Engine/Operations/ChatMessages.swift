import Carriers
import Messages
import Sessions
import Storage
import Wire

// What is said in a session.
extension Engine {
    /// The messages behind one of them, or all; null when there is no such session.
    func messages(_ arguments: GetChatMessagesArguments, for caller: Caller) throws(OperationError) -> ListAnswer<ChatMessage> {
        let id = try associateID(of: caller)
        return try store.read(settings.lists.talk) { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            guard let session = try transaction.session(arguments.chatSessionID, readBy: id, at: "ChatSessionId") else {
                return ListAnswer()
            }
            let rows = try transaction.messages(ofSession: session.id, afterMessage: arguments.after, now: now)
            return ListAnswer(try ChatMessage.list(of: rows))
        }
    }

    /// All that is shown of the session's messages, in the caller's zone; null when there is no such session.
    func transcript(
        _ arguments: GetChatTranscriptArguments, for caller: Caller, _ context: CallerContext
    ) throws(OperationError) -> TextAnswer {
        let id = try associateID(of: caller)
        let lines = try store.read(settings.lists.talk) { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) -> [Transcript.Line]? in
            guard let session = try transaction.session(arguments.chatSessionID, readBy: id, at: "ChatSessionId") else { return nil }
            return try transcript(of: session, context, transaction)
        }
        return TextAnswer(lines.map { arguments.html ? Transcript.html($0) : Transcript.text($0) })
    }

    func transcript<T: Reading<OperationError> & ~Copyable>(
        of session: SessionRow, _ context: CallerContext, _ transaction: borrowing T
    ) throws(OperationError) -> [Transcript.Line] {
        let now = now
        return try ChatMessage.list(of: transaction.messages(ofSession: session.id, now: now))
            .filter { Transcript.shows($0, at: Moment(ticks: now)) }
            .map { message in
                Transcript.Line(
                    posted: context.dateInZone(message.whenPosted), author: message.author ?? "", text: message.message ?? "")
            }
    }

    func addMessage(
        _ arguments: AddChatMessageArguments, for caller: Caller, _ context: CallerContext
    ) throws(OperationError) -> RecordAnswer<ChatMessage> {
        let path = "ChatSessionId"
        // Nobody waits for the file while a message is read. What is wrong with it is said after what is wrong with the caller.
        let prepared = arguments.message.map { message in
            Result { () throws(OperationError) in
                try MessageDraft(message, in: arguments.chatSessionID, at: "Message", settings.bounds, context)
            }
        }
        return try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            let id = try associateID(of: caller, transaction)
            guard let prepared else { throw OperationError(.value, "expected a message", path: "Message") }
            guard let session = try transaction.session(id: arguments.chatSessionID) else {
                throw OperationError(.notFound, "there is no session with that number", path: path)
            }
            let actor = try transaction.actor(id, inTopic: session.topicID)
            // Who may not write here is told so before anything else.
            guard SessionRules.mayTry(.userMessage, with: actor.rights) else {
                throw OperationError(.denied, "messages are for those who can respond in the session's topic, or manage it", path: path)
            }
            var draft = try prepared.get()
            let (now, topic) = (now, try SessionStep.topic(of: session, transaction))
            draft.row.whenPosted = max(draft.row.whenPosted, now)
            if draft.row.author?.isEmpty ?? true {
                draft.row.author =
                    switch draft.side {
                    case .customer: [session.customerAlias, session.customerName].compactMap { $0 }.first { !$0.isEmpty } ?? ""
                    case .user: try transaction.name(ofAssociate: id)
                    case .bot: topic.botSettings?.botName ?? ""
                    }
            }
            let step = SessionStep(draft.action, by: actor, at: now, path: path, message: draft.row)
            let result = try step.perform(on: session, storedAs: session, in: topic, self, transaction)
            guard let posted = result.message else { return RecordAnswer(nil) }
            return RecordAnswer(try ChatMessage(posted))
        }
    }
}

extension ChatMessage {
    static func list(of rows: [MessageRow]) throws(OperationError) -> [ChatMessage] {
        var messages: [ChatMessage] = []
        messages.reserveCapacity(rows.count)
        for row in rows { messages.append(try ChatMessage(row)) }
        return messages
    }

    init(_ row: MessageRow) throws(OperationError) {
        self.init()
        chatMessageID = row.id
        chatSessionID = row.sessionID
        type = ChatMessageType(rawValue: row.type) ?? .invalid
        message = row.message
        author = row.author
        readByCustomer = row.readByCustomer
        specialType = ChatMessageSpecialType(rawValue: row.specialType) ?? .none
        specialParam = row.specialParam
        whenPosted = DateTime(stored: row.whenPosted)
        unknown = try UnknownFields(stored: row.extra, of: ChatMessage.typeName, at: StoredPlace("messages", row.id, "extra"))
    }
}
