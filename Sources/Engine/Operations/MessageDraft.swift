import Carriers
import Messages
import Sessions
import Storage
import Wire

/// A message as an associate sends it, held to what a message can be and reduced, before the session is looked at.
struct MessageDraft {
    /// Whose message it is in the talk, whoever writes it down.
    enum Side {
        case customer, user, bot
    }

    let side: Side
    /// Without an author when the sender names none, and without a time when it is now.
    var row: MessageRow

    /// - Parameter path: the place of the message in the caller's arguments.
    init(
        _ message: ChatMessage, in sessionID: Int32, at path: String, _ bounds: RecordBounds, _ context: CallerContext
    ) throws(OperationError) {
        func refusal(_ field: String, _ sentence: String, offset: Int? = nil) -> OperationError {
            OperationError(.value, sentence, path: "\(path).\(field)", offset: offset)
        }
        guard message.chatSessionID == 0 || message.chatSessionID == sessionID else {
            throw refusal("ChatSessionId", "expected the session to which the message goes, or 0")
        }
        guard let side = Side(message) else { throw refusal("Type", "expected ToCustomer, ToUser or Special") }
        guard !message.specialType.isOfTheSystem else {
            throw refusal("SpecialType", "the system itself writes \(message.specialType.name), when it happens")
        }
        if let violation = TextLimits.violation(in: message) {
            throw refusal(violation.field, "expected at most \(violation.limit) characters")
        }
        try bounds.check(message: message.message, at: "\(path).Message")
        switch message.specialType {
        case .options:
            do throws(WireError) { _ = try MessageOptions.read(message.specialParam) } catch {
                throw refusal("SpecialParam", error.message, offset: error.offset)
            }
        case .url:
            if let address = message.specialParam, !address.isEmpty, !HTMLAddress.isHarmless(address) {
                throw refusal("SpecialParam", "expected an address that begins with http://, https:// or mailto:")
            }
        case .none:
            guard message.message?.isEmpty == false else { throw refusal("Message", "expected a text") }
        default: break
        }
        self.side = side
        row = MessageRow(message)
        try bounds.check(row.extra, at: path)
        row.id = 0
        row.sessionID = sessionID
        row.message = HTMLReduction.reduce(message.message ?? "")
        row.readByCustomer = 0
        row.whenPosted = context.ticks(of: message.whenPosted)
    }

    /// What it is to the rules.
    var action: SessionAction {
        let text = row.message ?? ""
        return switch side {
        case .customer: .customerMessage(text)
        case .user: .userMessage(text)
        case .bot: .botMessage(text)
        }
    }
}

extension MessageDraft.Side {
    /// The type decides; what is special is the agents', but for what only a customer or a bot does.
    fileprivate init?(_ message: ChatMessage) {
        switch (message.type, message.specialType) {
        case (.invalid, _): return nil
        case (.toUser, _), (.special, .clickedOption): self = .customer
        case (_, .botMessage): self = .bot
        default: self = .user
        }
    }
}

extension ChatMessageSpecialType {
    /// Whether it tells of what happened to the session, which nobody else may claim.
    fileprivate var isOfTheSystem: Bool {
        switch self {
        case .newSession, .transferedSession, .sessionDeleted, .faqSuccessQuestion, .closedByUser, .closedByCustomer, .closedByIdle,
            .transferRejected, .reopenedByCustomer:
            true
        default: false
        }
    }
}
