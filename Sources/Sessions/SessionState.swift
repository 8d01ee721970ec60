package import Carriers

/// What the rules look at and change of a session. Texts about the customer and references to records are none of it.
package struct SessionState: Hashable, Sendable {
    package var status = ChatSessionStatus.invalid
    /// The associate who holds the session; 0 is nobody.
    package var userID: Int32 = 0
    /// The associate who was asked to take it over; 0 is nobody.
    package var transferTo: Int32 = 0
    /// Tells the holder's active sessions apart; from 1, 0 before anybody holds it.
    package var rank: Int32 = 0
    package var initialQueuePos: Int32 = 0
    /// How far the warnings about the present wait have got.
    package var alertLevel: Int32 = 0
    /// 1 to 5; 0 is none.
    package var rating: Int32 = 0
    package var isBotActive = false
    package var isUserTyping = false
    package var hasConsented = false
    package var firstMessage: String?
    package var lastMessage: String?
    package var whenRequested = Moment.none
    package var whenStarted = Moment.none
    package var whenEnded = Moment.none
    /// When somebody last sent a message.
    package var whenIdle = Moment.none
    /// When the customer last gave a sign of life.
    package var whenFetched = Moment.none

    package init() {}
}

extension SessionState {
    package init(_ session: ChatSessionEntity) {
        status = session.status
        userID = session.user?.associateID ?? 0
        transferTo = session.transferTo?.associateID ?? 0
        rank = session.rank
        initialQueuePos = session.initialQueuePos
        alertLevel = session.alertLevel
        rating = session.rating
        isBotActive = session.chatbotIsActive
        isUserTyping = session.flags.bits & SessionState.userIsTyping != 0
        hasConsented = session.customerConsented
        firstMessage = session.firstMessage
        lastMessage = session.lastMessage
        whenRequested = Moment(session.whenRequested)
        whenStarted = Moment(session.whenStarted)
        whenEnded = Moment(session.whenEnded)
        whenIdle = Moment(session.whenIdle)
        whenFetched = Moment(session.whenFetched)
    }

    /// The bit of `ChatSessionFlags` for `isUserTyping`; the protocol has no bit for the customer.
    package static let userIsTyping: Int32 = 1

    /// Whether those who watch the session would call it changed. Signs of life and what comes with a message, which
    /// is told of for itself, do not count.
    package func isChanged(since old: SessionState) -> Bool {
        status != old.status || userID != old.userID || transferTo != old.transferTo || rank != old.rank
            || alertLevel != old.alertLevel || rating != old.rating || isBotActive != old.isBotActive
            || isUserTyping != old.isUserTyping || hasConsented != old.hasConsented
    }
}

extension Set where Element == ChatSessionStatus {
    /// The customer fills in a form and nobody waits.
    package static let forms: Set = [.preChatForm, .faq, .offlineForm]
    /// Customer and agent, or bot, are talking: what counts as an ongoing chat.
    package static let active: Set = [.customerLast, .userLast]
    /// Not ended yet.
    package static let living: Set = [.preChatForm, .faq, .offlineForm, .inQueue, .customerLast, .userLast]
    /// Ended, whether or not something may follow.
    package static let ended: Set = [.finished, .closed, .requestPosted, .closedFromQueue]
    /// All but those that are no session, or no longer.
    package static let kept: Set = living.union(ended)
    /// Where silence is the customer's doing: in the queue it is ours.
    package static let unattended: Set = forms.union(active)
}
