package import Carriers

/// What is done to a session.
package enum SessionAction: Hashable, Sendable {
    /// A session begins; the customer may bring the form before the chat already filled in.
    case start(FilledForm?)
    /// An associate saves a session that is not there yet, in a status of the associate's choice.
    case create(ChatSessionStatus)
    case submitForm(FilledForm)
    case consent
    /// The customer says that the answers found were enough, or were not.
    case acceptAnswer
    case declineAnswer
    /// The customer leaves the queue for the offline form, or time does it.
    case openOfflineForm
    case submitOfflineForm(FilledForm)
    case pickUp
    /// A session that waits is given to an agent, or offered to one; 0 takes an offer back.
    case assign(to: Int32)
    case offer(to: Int32)
    case transfer(TopicAgent)
    case acceptTransfer
    case rejectTransfer
    case reset
    /// The texts are those that are stored: reduced to harmless tags.
    case customerMessage(String)
    case userMessage(String)
    case botMessage(String)
    case typing(Bool)
    /// The customer's client asked for news.
    case fetch
    case rate(Int32)
    case leave
    case closeByUser
    /// An associate saves the session with another status.
    case save(ChatSessionStatus)
    case warn(Warning.Audience)
    case idleTimeout
    case deadTimeout
    case delete
    /// What is marked as deleted goes for good.
    case purge(deletedAt: Moment)
}

/// What a customer gave in a form.
package struct FilledForm: Hashable, Sendable {
    /// The bits of `WidgetRequiredFields` for the fields that are not empty.
    package var given: Int32
    package var consents: Bool

    package init(given: Int32 = 0, consents: Bool = false) {
        self.given = given
        self.consents = consents
    }
}

extension SessionAction {
    /// An action without its details, as the table of transitions names it.
    package enum Kind: String, CaseIterable, Sendable {
        case start, create, submitForm, consent, acceptAnswer, declineAnswer, openOfflineForm, submitOfflineForm
        case pickUp, assign, offer, transfer, acceptTransfer, rejectTransfer, reset
        case customerMessage, userMessage, botMessage, typing, fetch, rate
        case leave, closeByUser, save, warn, idleTimeout, deadTimeout, delete, purge
    }

    package var kind: Kind {
        switch self {
        case .start: .start
        case .create: .create
        case .submitForm: .submitForm
        case .consent: .consent
        case .acceptAnswer: .acceptAnswer
        case .declineAnswer: .declineAnswer
        case .openOfflineForm: .openOfflineForm
        case .submitOfflineForm: .submitOfflineForm
        case .pickUp: .pickUp
        case .assign: .assign
        case .offer: .offer
        case .transfer: .transfer
        case .acceptTransfer: .acceptTransfer
        case .rejectTransfer: .rejectTransfer
        case .reset: .reset
        case .customerMessage: .customerMessage
        case .userMessage: .userMessage
        case .botMessage: .botMessage
        case .typing: .typing
        case .fetch: .fetch
        case .rate: .rate
        case .leave: .leave
        case .closeByUser: .closeByUser
        case .save: .save
        case .warn: .warn
        case .idleTimeout: .idleTimeout
        case .deadTimeout: .deadTimeout
        case .delete: .delete
        case .purge: .purge
        }
    }

    /// The status that the caller asks for by name, if the action is of that kind.
    package var requestedStatus: ChatSessionStatus? {
        switch self {
        case .create(let status), .save(let status): status
        default: nil
        }
    }
}
