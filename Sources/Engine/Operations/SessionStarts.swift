import Carriers
import Messages
import Sessions
import Storage
import Wire

extension Engine {
    /// Begins a session in a topic, where a customer's own call would begin it.
    func startSession(_ arguments: ChatTopicIDArguments, for caller: Caller) throws(OperationError) -> RecordAnswer<ChatSessionEntity> {
        let (id, path) = (try associateID(of: caller), "ChatTopicId")
        return try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            let topic = try ChatTopicEntity(transaction.existingTopic(arguments.chatTopicID, at: path))
            let step = SessionStep(
                .start(nil), by: try transaction.actor(id, inTopic: topic.chatTopicID), at: now, path: path,
                operation: "Chat.CreateChatSessionForTopic")
            return try transaction.answer(start(SessionRow(topicID: topic.chatTopicID), step, in: topic, transaction).session)
        }
    }

    /// Begins a session with what is known of its customer, under a key of its own.
    func start(
        _ session: SessionRow, _ step: SessionStep, in topic: ChatTopicEntity,
        _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> SessionStep.Result {
        var session = session
        session.sessionKey = SessionKey.random()
        return try step.perform(on: session, storedAs: nil, in: topic, self, transaction)
    }

    func isWithinOpeningHours(_ arguments: ChatTopicIDArguments) throws(OperationError) -> TruthAnswer {
        try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            TruthAnswer(try isOpen(try ChatTopicEntity(transaction.existingTopic(arguments.chatTopicID, at: "ChatTopicId")), at: now))
        }
    }
}

/// What opens a session to its customer.
enum SessionKey {
    /// 256 random bits, in base64 with the letters that a URL allows and without padding (RFC 4648, section 5).
    static func random() -> String {
        var key = ""
        for letter in Base64Bytes(Sodium.randomBytes(32)).text {
            switch letter {
            case "+": key.append("-")
            case "/": key.append("_")
            case "=": continue
            default: key.append(letter)
            }
        }
        return key
    }
}
