import Carriers
import Messages
import Sessions
import Storage
import Wire

extension Engine {
    /// Chooses one of a message's options. The same choice again answers the first one; another one is too late.
    func clickOption(_ arguments: ClickOptionArguments, for customer: Caller) throws(OperationError) -> RecordAnswer<ChatMessage> {
        try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            let turn = try CustomerTurn(for: customer, at: now, transaction)
            guard let asked = try transaction.message(id: arguments.chatMessageID, ofSession: turn.session.id),
                asked.specialType == ChatMessageSpecialType.options.rawValue, asked.whenPosted <= turn.now
            else {
                throw OperationError(.notFound, "the session has no message with options of that number", path: "ChatMessageId")
            }
            let choice = try Engine.choice(arguments.option, of: asked)
            var message = turn.message(HTMLReduction.reduce(choice))
            message.specialType = ChatMessageSpecialType.clickedOption.rawValue
            message.specialParam = choice
            // No client can call a message so, as there is a space in it.
            message.clientID = "option \(asked.id)"
            let result = try turn.take(
                .customerMessage(message.message ?? ""), saying: message, self, transaction)
            guard let clicked = result.message, clicked.specialParam == choice else {
                throw OperationError(.conflict, "another option of the message was chosen before", path: "Option")
            }
            return RecordAnswer(try ChatMessage(clicked))
        }
    }

    /// The option as it is stored, when the message has it.
    private static func choice(_ option: String?, of message: MessageRow) throws(OperationError) -> String {
        guard let option, !option.isEmpty else { throw OperationError(.value, "expected an option", path: "Option") }
        let options = (try? MessageOptions.read(message.specialParam)) ?? []
        // An object is told by its content, however it is written.
        let object = option.hasPrefix("{") ? try? JSONValue(option) : nil
        for known in options {
            switch known {
            case .string(option): return option
            case .object: if let object, known.text == object.text { return known.text }
            default: continue
            }
        }
        throw OperationError(.value, "the message has no such option", path: "Option")
    }
}
