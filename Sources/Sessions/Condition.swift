import Carriers

/// What must be so for an action, besides the status and the caller's rights.
package enum Condition: String, CaseIterable, Sendable {
    case formIsComplete, offlineFormIsComplete, hasConsented, hasConsentedOffline
    case takesRequests, takesRatings, ratingIsInRange
    case queueFormIsOpen
    case holdsOrManages, targetCanTakeOver, transferIsPending, callerCanRespond
    case botHolds
    case isDue
}

extension Condition {
    /// Whether an action whose condition is not met does nothing; otherwise it is refused.
    package var isQuiet: Bool {
        switch self {
        case .holdsOrManages, .targetCanTakeOver, .transferIsPending, .isDue: true
        default: false
        }
    }

    /// What the condition asks, in words.
    package var words: String {
        switch self {
        case .formIsComplete: "all required fields are filled in"
        case .offlineFormIsComplete: "all fields of the offline form are filled in"
        case .hasConsented: "the customer has consented, where the topic collects consent"
        case .hasConsentedOffline: "the customer consents, where the topic collects consent with the offline form"
        case .takesRequests: "the topic takes requests from the offline form"
        case .takesRatings: "the topic takes ratings"
        case .ratingIsInRange: "the rating is 1 to 5"
        case .queueFormIsOpen: "the wait or the queue is past the topic's bound"
        case .holdsOrManages: "the caller holds the session or manages its topic"
        case .targetCanTakeOver: "the target is present and can respond, or holds the session"
        case .transferIsPending: "the session is being transferred to the caller"
        case .callerCanRespond: "the caller can respond"
        case .botHolds: "a bot holds the session"
        case .isDue: "its time has come"
        }
    }

    func holds(for decision: Decision) -> Bool {
        let topic = decision.situation.topic
        let state = decision.old
        switch self {
        case .formIsComplete: return decision.bringsForm
        case .offlineFormIsComplete: return (decision.form?.given ?? 0) & topic.offlineFields == topic.offlineFields
        case .hasConsented: return !topic.collectsConsent || state.hasConsented
        case .hasConsentedOffline:
            return !topic.collectsOfflineConsent || state.hasConsented || decision.form?.consents == true
        case .takesRequests: return topic.takesRequests
        case .takesRatings: return topic.takesRatings
        case .ratingIsInRange:
            guard case .rate(let rating) = decision.action else { return false }
            return (1...5).contains(rating)
        case .queueFormIsOpen:
            return Queue.opensOfflineForm(
                topic.queueForm, requested: state.whenRequested, ahead: decision.situation.waiting, at: decision.now)
        case .holdsOrManages:
            return decision.actor.roles.contains(.manager)
                || state.userID != 0 && state.userID == decision.actor.associateID
        case .targetCanTakeOver:
            guard case .transfer(let target) = decision.action else { return false }
            return target.canTakeOver || target.associateID != 0 && target.associateID == state.userID
        case .transferIsPending: return state.transferTo != 0 && state.transferTo == decision.actor.associateID
        case .callerCanRespond: return decision.actor.roles.contains(.responder)
        case .botHolds: return state.isBotActive
        case .isDue: return SessionTimers.isDue(decision.action, state, topic, at: decision.now)
        }
    }
}
