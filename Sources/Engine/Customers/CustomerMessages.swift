import Carriers
import Messages
import Sessions
import Storage
import Wire

/// What customers see and say.
enum CustomerMessages {
    /// Special types that are between agents.
    static let hidden: [Int32] = [ChatMessageSpecialType.transferRejected.rawValue]
    /// Special types of what is said to customers; the others tell of what has happened.
    static let talk: [Int32] = [ChatMessageSpecialType.none, .welcome, .url, .block, .botMessage, .options].map(\.rawValue)
    /// The most bytes of a ClientId, and the messages that one answer has.
    static let longestClientID = 64
    static let mostMessages: Int32 = 1000

    /// A name that a client gives to its message: letters that all see alike, as identifiers have them.
    static func check(clientID: String?) throws(OperationError) {
        guard let clientID else { return }
        guard (1...longestClientID).contains(clientID.utf8.count), clientID.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw OperationError(
                .value, "expected 1 to \(longestClientID) characters of ASCII without spaces", path: "ClientId")
        }
    }
}

extension Engine {
    func postMessage(_ arguments: PostMessageArguments, for customer: Caller) throws(OperationError) -> RecordAnswer<ChatMessage> {
        try CustomerMessages.check(clientID: arguments.clientID)
        guard let text = try reduced(arguments.message) else { throw OperationError(.value, "expected a text", path: "Message") }
        return try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            let turn = try CustomerTurn(for: customer, at: now, transaction)
            return RecordAnswer(try ChatMessage(say(text, clientID: arguments.clientID, in: turn, transaction)))
        }
    }

    /// What a customer says, held to its bounds and reduced, before the session is looked at; nil for nothing.
    func reduced(_ text: String?) throws(OperationError) -> String? {
        guard let text, !text.isEmpty else { return nil }
        try settings.bounds.check(message: text, at: "Message")
        return HTMLReduction.reduce(text)
    }

    /// Lets the customer say what was reduced.
    @discardableResult
    func say(
        _ text: String, clientID: String? = nil, in turn: CustomerTurn, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> MessageRow {
        var message = turn.message(text)
        message.clientID = clientID
        let result = try turn.take(
            .customerMessage(message.message ?? ""), saying: message, self, transaction)
        return result.message ?? message
    }

    /// The messages behind one of them that the customer may see. Asking is a sign of life.
    func messages(_ arguments: GetMessagesArguments, for customer: Caller) throws(OperationError) -> ListAnswer<ChatMessage> {
        var isOld = false
        let messages = try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) -> [ChatMessage] in
            let session = try transaction.session(of: customer)
            let now = now
            isOld = Engine.isOld(session, now)
            let rows = try transaction.messages(
                ofSession: session.id, afterMessage: arguments.after, now: now, hiding: CustomerMessages.hidden,
                limit: CustomerMessages.mostMessages)
            if rows.isEmpty { return [] }
            let names = AgentNames(try SessionStep.topic(of: session, transaction))
            var messages: [ChatMessage] = []
            for row in rows {
                var message = try ChatMessage(row)
                names.hideSurname(in: &message)
                messages.append(message)
            }
            return messages
        }
        if isOld { try noteSignOfLife(of: customer) }
        return ListAnswer(messages)
    }

    /// A customer's typing is a sign of life.
    func setTyping(_ arguments: TypingArguments, for customer: Caller) throws(OperationError) -> NothingAnswer {
        _ = try turn(for: customer, .typing(arguments.typing))
        return NothingAnswer()
    }

    /// Notes that the customer has read what stands up to a message.
    func markRead(_ arguments: MessageIDArguments, for customer: Caller) throws(OperationError) -> NothingAnswer {
        try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            let turn = try CustomerTurn(for: customer, at: now, transaction)
            guard let position = try transaction.position(ofMessage: arguments.chatMessageID, inSession: turn.session.id),
                position.whenPosted <= turn.now
            else { throw CustomerTurn.noMessage }
            try transaction.markRead(inSession: turn.session.id, upTo: position)
            try turn.take(.fetch, self, transaction)
        }
        return NothingAnswer()
    }
}

extension CustomerTurn {
    static var noMessage: OperationError {
        OperationError(.notFound, "the session has no message with that number", path: "ChatMessageId")
    }

    /// A message of the customer's, under their alias or name.
    func message(_ text: String) -> MessageRow {
        var row = MessageRow(sessionID: session.id)
        row.type = ChatMessageType.toUser.rawValue
        row.message = text
        row.author = [session.customerAlias, session.customerName].compactMap { $0 }.first { !$0.isEmpty } ?? ""
        row.whenPosted = now
        return row
    }
}
