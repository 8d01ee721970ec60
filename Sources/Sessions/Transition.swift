package import Carriers

/// One row of the table: who may do something in which statuses, and what comes of it.
package struct Transition: Sendable {
    package let action: SessionAction.Kind
    /// Capacities of which one suffices.
    package let by: Role
    package let from: Set<ChatSessionStatus>
    package let to: Target
    /// What must be so besides, in the order in which it is asked.
    package let conditions: [Condition]
    /// What happens besides the change of status, in this order.
    package let effects: [Effect]

    package init(
        _ action: SessionAction.Kind, by: Role, from: Set<ChatSessionStatus>, to: Target, when conditions: [Condition] = [],
        _ effects: [Effect] = []
    ) {
        self.action = action
        self.by = by
        self.from = from
        self.to = to
        self.conditions = conditions
        self.effects = effects
    }
}

/// The status that an action leads to.
package enum Target: Hashable, Sendable {
    case same
    case to(ChatSessionStatus)
    /// The one that the caller names, out of these.
    case oneOf([ChatSessionStatus])
    /// Where a new session begins.
    case beginning
    /// Where a customer goes who has filled in the form before the chat.
    case afterForm
    /// The queue, or the offline form when nobody would serve it.
    case queueOrOffline
    /// Where a session begins anew when a bot or an agent hands it back.
    case restart
    /// Where a finished session goes on.
    case reopened
    /// The session is there no longer.
    case gone
}

extension Target {
    /// Every status that may come of it.
    package func statuses(from status: ChatSessionStatus) -> [ChatSessionStatus] {
        switch self {
        case .same: [status]
        case .to(let status): [status]
        case .oneOf(let statuses): statuses
        case .beginning: [.customerLast, .preChatForm, .faq, .offlineForm, .inQueue]
        case .afterForm: [.faq, .offlineForm, .inQueue]
        case .queueOrOffline: [.offlineForm, .inQueue]
        case .restart: [.preChatForm, .offlineForm, .inQueue]
        case .reopened: [.customerLast, .offlineForm, .inQueue]
        case .gone: []
        }
    }

    /// The status that comes of it now.
    func status(of decision: Decision) -> ChatSessionStatus {
        let topic = decision.situation.topic
        let queue: ChatSessionStatus = decision.situation.isServed ? .inQueue : .offlineForm
        switch self {
        case .same, .gone: return decision.old.status
        case .to(let status): return status
        case .oneOf: return decision.action.requestedStatus ?? decision.old.status
        case .beginning:
            // A bot is at hand day and night, and asks for itself what it needs to know.
            if topic.usesBot { return .customerLast }
            if topic.usesPreForm, !decision.bringsForm { return .preChatForm }
            return topic.usesFaq ? .faq : queue
        case .afterForm: return topic.usesFaq ? .faq : queue
        case .queueOrOffline: return queue
        case .restart: return topic.usesPreForm ? .preChatForm : queue
        case .reopened:
            // Whoever held the session goes on with it; what nobody held waits for somebody.
            return decision.old.userID != 0 || decision.old.isBotActive ? .customerLast : queue
        }
    }
}

/// All that a decision rests on.
struct Decision {
    let action: SessionAction
    let actor: Actor
    let old: SessionState
    let situation: Situation
    let now: Moment

    /// What the customer filled in, if the action brings a form.
    var form: FilledForm? {
        switch action {
        case .start(let form): form
        case .submitForm(let form), .submitOfflineForm(let form): form
        default: nil
        }
    }

    /// Whether the form before the chat has come already, with all that the topic requires.
    var bringsForm: Bool {
        guard let form else { return false }
        return form.given & situation.topic.requiredFields == situation.topic.requiredFields
    }
}
