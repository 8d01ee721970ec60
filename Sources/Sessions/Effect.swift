package import Carriers

/// What an action does besides changing the status.
package enum Effect: Hashable, Sendable {
    case stampRequested, stampStarted, stampEnded, clearEnded, touchIdle
    case takeQueuePosition, recordConsent, recordRating, copyMessage
    case activateBot, silenceBot
    case assignCaller, assignAgent, takeRank, releaseUser
    case offerTransfer, clearTransfer
    case setTyping, clearTyping
    case raiseAlert, clearAlert
    case countAcceptance
    case announceSession, remove
    /// A message of the system's own.
    case write(ChatMessageSpecialType)
}

extension Effect {
    /// The effect's name in descriptions. The release build keeps no names of cases that "\(self)" could show.
    package var name: String {
        switch self {
        case .stampRequested: "stampRequested"
        case .stampStarted: "stampStarted"
        case .stampEnded: "stampEnded"
        case .clearEnded: "clearEnded"
        case .touchIdle: "touchIdle"
        case .takeQueuePosition: "takeQueuePosition"
        case .recordConsent: "recordConsent"
        case .recordRating: "recordRating"
        case .copyMessage: "copyMessage"
        case .activateBot: "activateBot"
        case .silenceBot: "silenceBot"
        case .assignCaller: "assignCaller"
        case .assignAgent: "assignAgent"
        case .takeRank: "takeRank"
        case .releaseUser: "releaseUser"
        case .offerTransfer: "offerTransfer"
        case .clearTransfer: "clearTransfer"
        case .setTyping: "setTyping"
        case .clearTyping: "clearTyping"
        case .raiseAlert: "raiseAlert"
        case .clearAlert: "clearAlert"
        case .countAcceptance: "countAcceptance"
        case .announceSession: "announceSession"
        case .remove: "remove"
        case .write(let type): "write\(type.name)"
        }
    }

    /// What the effect does, in words.
    package var words: String {
        switch self {
        case .stampRequested: "WhenRequested, WhenIdle and WhenFetched are now"
        case .stampStarted: "WhenStarted is now"
        case .stampEnded: "WhenEnded is now, unless it was set before"
        case .clearEnded: "WhenEnded is none"
        case .touchIdle: "WhenIdle is now"
        case .takeQueuePosition: "InitialQueuePos is the number of those who wait, and 1"
        case .recordConsent: "CustomerConsented is set when consent was given"
        case .recordRating: "Rating is what the customer gave"
        case .copyMessage: "LastMessage, and FirstMessage when it is the first, are the first 1024 characters"
        case .activateBot: "ChatbotIsActive is set when the topic has a bot"
        case .silenceBot: "ChatbotIsActive is cleared"
        case .assignCaller: "User is the caller"
        case .assignAgent: "User is the agent who was chosen"
        case .takeRank: "Rank is the lowest number from 1 that is free among the user's active sessions"
        case .releaseUser: "User, TransferTo, WhenStarted and Rank are cleared"
        case .offerTransfer: "TransferTo is the target; the current holder as target cancels, and so does nobody"
        case .clearTransfer: "TransferTo is cleared"
        case .setTyping: "UserIsTyping follows an associate's typing"
        case .clearTyping: "UserIsTyping is cleared"
        case .raiseAlert: "AlertLevel is the number of the warning"
        case .clearAlert: "AlertLevel is 0"
        case .countAcceptance: "the topic's LastAccept and SecondsPrAccept count the pick-up"
        case .announceSession: "chatsession.created"
        case .remove: "session and messages are removed"
        case .write(.welcome): "the topic's welcome message is written, if it has one"
        case .write(let type): "a message \(type.name) is written"
        }
    }
}

extension Effect {
    func perform(on change: inout SessionChange, for decision: Decision) {
        let now = decision.now
        switch self {
        case .stampRequested:
            change.state.whenRequested = now
            change.state.whenIdle = now
            change.state.whenFetched = now
        case .stampStarted: change.state.whenStarted = max(now, change.state.whenRequested)
        case .stampEnded:
            guard change.state.whenEnded.isNone else { return }
            change.state.whenEnded = max(now, change.state.whenRequested, change.state.whenStarted)
        case .clearEnded: change.state.whenEnded = .none
        case .touchIdle: change.state.whenIdle = max(now, change.state.whenIdle)
        case .takeQueuePosition: change.state.initialQueuePos = Queue.position(ahead: decision.situation.waiting)
        case .recordConsent:
            if decision.action == .consent || decision.form?.consents == true { change.state.hasConsented = true }
        case .recordRating:
            if case .rate(let rating) = decision.action { change.state.rating = rating }
        case .copyMessage:
            guard let text = decision.messageCopy else { return }
            if change.state.firstMessage == nil { change.state.firstMessage = text }
            change.state.lastMessage = text
        case .activateBot: change.state.isBotActive = decision.situation.topic.usesBot
        case .silenceBot: change.state.isBotActive = false
        case .assignCaller: change.state.userID = decision.actor.associateID
        case .assignAgent:
            if case .assign(let id) = decision.action { change.state.userID = id }
        case .takeRank:
            change.state.rank = change.state.userID == 0 ? 0 : Queue.freeRank(besides: decision.situation.ranks)
        case .releaseUser:
            change.state.userID = 0
            change.state.transferTo = 0
            change.state.whenStarted = .none
            change.state.rank = 0
        case .offerTransfer:
            switch decision.action {
            case .transfer(let target): change.state.transferTo = target.associateID == change.state.userID ? 0 : target.associateID
            case .offer(let id): change.state.transferTo = id
            default: return
            }
        case .clearTransfer: change.state.transferTo = 0
        case .setTyping:
            if case .typing(let typing) = decision.action, decision.actor.associateID != 0 { change.state.isUserTyping = typing }
        case .clearTyping: change.state.isUserTyping = false
        case .raiseAlert:
            guard case .warn(let audience) = decision.action else { return }
            change.state.alertLevel = SessionTimers.level(of: audience, decision.old, decision.situation.topic)
            change.warning = Warning(audience: audience, isAboutNewChat: decision.old.status == .inQueue)
        case .clearAlert: change.state.alertLevel = 0
        case .countAcceptance:
            change.acceptance = decision.situation.topic.acceptance.accepting(sessionFrom: change.state.whenRequested, at: now)
        case .announceSession: change.isNew = true
        case .remove: change.isRemoved = true
        case .write(let type): decision.message(type, userID: change.state.userID).map { change.messages.append($0) }
        }
    }
}

extension Decision {
    /// What FirstMessage and LastMessage show of the message.
    var messageCopy: String? {
        switch action {
        case .customerMessage(let text), .userMessage(let text), .botMessage(let text): TextLimits.messageCopy(of: text)
        default: nil
        }
    }

    /// A message of the system's own; nil for a welcome where the topic has none.
    func message(_ type: ChatMessageSpecialType, userID: Int32) -> SystemMessage? {
        switch type {
        case .welcome:
            situation.topic.welcomeMessage.map { SystemMessage(type: .toCustomer, specialType: .welcome, text: $0, authorID: userID) }
        case .transferedSession, .transferRejected, .closedByUser:
            SystemMessage(type: .special, specialType: type, text: "", authorID: actor.associateID)
        default: SystemMessage(type: .special, specialType: type, text: "", authorID: 0)
        }
    }
}
