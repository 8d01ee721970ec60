import Carriers
import Messages
import Sessions
import Storage
import Wire

extension Engine {
    /// Stores the messages of a document as they are: nothing is announced, and no session changes because of them.
    func save(
        _ messages: [ChatMessage], at path: String, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) {
        var numbers: Set<Int32> = []
        for (index, message) in messages.enumerated() {
            let place = "\(path)[\(index)]"
            guard message.chatMessageID > 0 else {
                throw OperationError(.value, "expected a number from 1", path: "\(place).ChatMessageId")
            }
            guard numbers.insert(message.chatMessageID).inserted else {
                throw OperationError(.value, "the number stands twice in the list", path: "\(place).ChatMessageId")
            }
            let texts = [
                ("Author", message.author, TextLimits.author), ("SpecialParam", message.specialParam, TextLimits.specialParam),
            ]
            for (field, text, limit) in texts where (text?.unicodeScalars.count ?? 0) > limit {
                throw OperationError(.value, "expected at most \(limit) characters", path: "\(place).\(field)")
            }
            try settings.bounds.check(reducedMessage: message.message, at: "\(place).Message")
            guard try !transaction.topicIDs(ofSessions: [message.chatSessionID]).isEmpty else {
                throw OperationError(.value, "there is no session with that number", path: "\(place).ChatSessionId")
            }
            var row = MessageRow(message)
            try settings.bounds.check(row.extra, at: place)
            row.clientID = try transaction.message(id: row.id, ofSession: row.sessionID)?.clientID
            try transaction.save(row)
        }
    }
}

extension MessageRow {
    /// What is stored of a message: its date in UTC.
    init(_ message: ChatMessage) {
        self.init(id: message.chatMessageID, sessionID: message.chatSessionID)
        type = message.type.rawValue
        self.message = message.message
        author = message.author
        readByCustomer = message.readByCustomer
        specialType = message.specialType.rawValue
        specialParam = message.specialParam
        whenPosted = message.whenPosted.storedTicks
        extra = message.unknown.stored
    }
}
