import Carriers

/// The table of transitions: who may do what in which statuses, where that leads and what happens besides.
///
/// Where the same action has several rows, the first that has the session's status counts.
package enum SessionTransitions {
    package static let table: [Transition] = beginning + forms + agents + talk + ends + time + removal

    /// The rows of one action.
    package static func rows(of kind: SessionAction.Kind) -> [Transition] {
        byAction[kind] ?? []
    }

    private static let byAction = Dictionary(grouping: table, by: \.action)

    private static let beginning: [Transition] = [
        Transition(
            .start, by: [.customer, .member], from: [.invalid], to: .beginning,
            [.stampRequested, .takeQueuePosition, .recordConsent, .activateBot, .announceSession]),
        Transition(
            .create, by: .writers, from: [.invalid], to: .oneOf([.preChatForm, .faq, .offlineForm, .inQueue]),
            [.stampRequested, .takeQueuePosition, .announceSession]),
    ]

    private static let forms: [Transition] = [
        Transition(
            .submitForm, by: .customer, from: [.preChatForm], to: .afterForm, when: [.formIsComplete], [.recordConsent]),
        Transition(.consent, by: .customer, from: .living, to: .same, [.recordConsent]),
        Transition(
            .acceptAnswer, by: .customer, from: [.faq], to: .to(.finished), [.stampEnded, .write(.faqSuccessQuestion)]),
        Transition(.declineAnswer, by: .customer, from: [.faq], to: .queueOrOffline),
        Transition(
            .openOfflineForm, by: [.customer, .timer], from: [.inQueue], to: .to(.offlineForm), when: [.queueFormIsOpen],
            // Whoever waited for longer than silence is borne would never see the form.
            [.clearTransfer, .clearAlert, .touchIdle]),
        Transition(
            .submitOfflineForm, by: .customer, from: [.offlineForm], to: .to(.requestPosted),
            when: [.takesRequests, .offlineFormIsComplete, .hasConsentedOffline], [.recordConsent, .stampEnded]),
    ]

    /// What happens when somebody takes a session from the queue, besides that it is theirs.
    private static let beginningOfTalk: [Effect] = [
        .takeRank, .clearTransfer, .stampStarted, .clearAlert, .countAcceptance, .write(.welcome),
    ]

    private static let agents: [Transition] = [
        Transition(
            .pickUp, by: .responder, from: [.inQueue], to: .to(.customerLast), [.assignCaller] + beginningOfTalk),
        Transition(.assign, by: .timer, from: [.inQueue], to: .to(.customerLast), [.assignAgent] + beginningOfTalk),
        Transition(.offer, by: .timer, from: [.inQueue], to: .same, [.offerTransfer]),
        Transition(
            .transfer, by: .associate, from: .active, to: .same, when: [.holdsOrManages, .targetCanTakeOver],
            [.offerTransfer]),
        Transition(
            .acceptTransfer, by: .associate, from: [.inQueue], to: .to(.customerLast),
            when: [.transferIsPending, .callerCanRespond], [.assignCaller] + beginningOfTalk),
        Transition(.rejectTransfer, by: .associate, from: [.inQueue], to: .same, when: [.transferIsPending], [.clearTransfer]),
        Transition(
            .acceptTransfer, by: .associate, from: .active, to: .same, when: [.transferIsPending, .callerCanRespond],
            [.assignCaller, .takeRank, .clearTransfer, .silenceBot, .write(.transferedSession)]),
        Transition(
            .rejectTransfer, by: .associate, from: .active, to: .same, when: [.transferIsPending],
            [.clearTransfer, .write(.transferRejected)]),
        Transition(
            .reset, by: [.responder, .manager, .bot], from: .living, to: .restart,
            [.silenceBot, .releaseUser, .clearTyping, .clearAlert]),
    ]

    private static let talk: [Transition] = [
        Transition(
            .customerMessage, by: [.customer, .responder, .manager], from: [.preChatForm, .faq, .offlineForm, .inQueue],
            to: .same, when: [.hasConsented], [.copyMessage, .touchIdle]),
        Transition(
            .customerMessage, by: [.customer, .responder, .manager], from: [.customerLast], to: .same, when: [.hasConsented],
            [.copyMessage, .touchIdle]),
        Transition(
            .customerMessage, by: [.customer, .responder, .manager], from: [.userLast], to: .to(.customerLast),
            when: [.hasConsented], [.copyMessage, .touchIdle, .clearAlert]),
        Transition(
            .customerMessage, by: [.customer, .responder, .manager], from: [.finished], to: .reopened, when: [.hasConsented],
            [.copyMessage, .touchIdle, .clearEnded, .takeRank, .clearAlert, .write(.reopenedByCustomer)]),
        Transition(
            .userMessage, by: .writers, from: [.preChatForm, .faq, .offlineForm, .inQueue], to: .same,
            [.copyMessage, .touchIdle, .clearTyping]),
        Transition(
            .userMessage, by: .writers, from: .active, to: .to(.userLast),
            [.copyMessage, .touchIdle, .clearTyping, .clearAlert]),
        Transition(
            .botMessage, by: [.bot, .responder, .manager], from: .active, to: .to(.userLast), when: [.botHolds],
            [.copyMessage, .touchIdle, .clearAlert]),
        Transition(.typing, by: [.customer, .responder, .manager], from: .active, to: .same, [.setTyping]),
        Transition(.fetch, by: .customer, from: .kept, to: .same),
        Transition(
            .rate, by: .customer, from: [.customerLast, .userLast, .finished], to: .same,
            when: [.takesRatings, .ratingIsInRange], [.recordRating]),
    ]

    /// What holds of every session that ends.
    private static let ending: [Effect] = [.stampEnded, .clearTransfer, .clearTyping, .clearAlert]

    /// A session that was talked in is finished, and so is a form that was begun; one that never got past the form before
    /// the chat is closed, and the queue has an end of its own.
    private static func ends(
        _ action: SessionAction.Kind, by: Role, when conditions: [Condition] = [], in statuses: Set<ChatSessionStatus> = .living,
        _ message: ChatMessageSpecialType
    ) -> [Transition] {
        let ends: [(from: Set<ChatSessionStatus>, to: ChatSessionStatus)] = [
            ([.preChatForm], .closed), ([.faq, .offlineForm], .finished), ([.inQueue], .closedFromQueue), (.active, .finished),
        ]
        return ends.compactMap { end in
            let from = end.from.intersection(statuses)
            if from.isEmpty { return nil }
            return Transition(action, by: by, from: from, to: .to(end.to), when: conditions, ending + [.write(message)])
        }
    }

    private static let ends: [Transition] =
        ends(.leave, by: .customer, .closedByCustomer)
        + [Transition(.leave, by: .customer, from: [.finished], to: .to(.closed))]
        + ends(.closeByUser, by: .writers, .closedByUser)
        + [
            Transition(.closeByUser, by: .writers, from: [.finished], to: .to(.closed)),
            Transition(
                .save, by: .writers, from: .forms, to: .oneOf([.finished, .closed]), ending + [.write(.closedByUser)]),
            Transition(.save, by: .writers, from: [.offlineForm], to: .oneOf([.requestPosted]), ending),
            Transition(
                .save, by: .writers, from: [.inQueue], to: .oneOf([.closed, .closedFromQueue]),
                ending + [.write(.closedByUser)]),
            Transition(.save, by: .writers, from: .active, to: .oneOf([.customerLast, .userLast]), [.clearAlert]),
            Transition(
                .save, by: .writers, from: .active, to: .oneOf([.finished, .closed]), ending + [.write(.closedByUser)]),
            Transition(.save, by: .writers, from: [.finished], to: .oneOf([.closed])),
            Transition(.save, by: .writers, from: .living, to: .oneOf([.deleted]), ending + [.write(.sessionDeleted)]),
            Transition(.save, by: .writers, from: .ended, to: .oneOf([.deleted])),
        ]

    private static let time: [Transition] =
        [Transition(.warn, by: .timer, from: [.inQueue, .customerLast], to: .same, when: [.isDue], [.raiseAlert])]
        + ends(.idleTimeout, by: .timer, when: [.isDue], in: .unattended, .closedByIdle)
        + ends(.deadTimeout, by: .timer, when: [.isDue], .closedByIdle)

    private static let removal: [Transition] = [
        Transition(.delete, by: .writers, from: .living, to: .to(.deleted), ending + [.write(.sessionDeleted)]),
        Transition(.delete, by: .writers, from: .ended, to: .to(.deleted)),
        Transition(.delete, by: .writers, from: [.invalid], to: .to(.deleted), [.stampEnded]),
        Transition(.purge, by: .timer, from: [.deleted], to: .gone, when: [.isDue], [.remove]),
    ]
}
