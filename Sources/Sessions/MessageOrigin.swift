package import Carriers

/// Whose message a message is: the customer's, an agent's or the bot's.
package enum MessageOrigin: Hashable, Sendable {
    case customer, user, bot

    /// Associates write as agents. What goes to the user, or clicks an option, comes from the customer, whoever passes it on;
    /// and what a bot says is the bot's while it holds the session.
    package init(_ message: ChatMessage, by actor: Actor, isBotActive: Bool) {
        switch actor {
        case .customer: self = .customer
        case .bot: self = .bot
        case .associate, .timer:
            if message.type == .toUser || message.specialType == .clickedOption {
                self = .customer
            } else if isBotActive, message.specialType == .botMessage || message.specialType == .options {
                self = .bot
            } else {
                self = .user
            }
        }
    }

    /// What the message does to the session, with the text that is stored.
    package func action(_ text: String) -> SessionAction {
        switch self {
        case .customer: .customerMessage(text)
        case .user: .userMessage(text)
        case .bot: .botMessage(text)
        }
    }

    /// The type that is stored: who the message is for, unless it is special.
    package func type(of message: ChatMessage) -> ChatMessageType {
        if message.type == .special { return .special }
        return self == .customer ? .toUser : .toCustomer
    }

    /// Special types that customers may give their own messages; the others are for agents, bots and the system.
    package static let ofCustomers: Set<ChatMessageSpecialType> = [.none, .clickedOption]
}
