import Carriers
import Sessions
import Storage

// The rules' view of a stored session.

extension SessionState {
    init(_ row: SessionRow) {
        self.init()
        status = ChatSessionStatus(rawValue: row.status) ?? .invalid
        userID = row.userID
        transferTo = row.transferTo
        rank = row.rank
        initialQueuePos = row.initialQueuePos
        alertLevel = row.alertLevel
        rating = row.rating
        isBotActive = row.chatbotIsActive
        isUserTyping = row.flags & SessionState.userIsTyping != 0
        hasConsented = row.customerConsented
        firstMessage = row.firstMessage
        lastMessage = row.lastMessage
        whenRequested = Moment(ticks: row.whenRequested)
        whenStarted = Moment(ticks: row.whenStarted)
        whenEnded = Moment(ticks: row.whenEnded)
        whenIdle = Moment(ticks: row.whenIdle)
        whenFetched = Moment(ticks: row.whenFetched)
    }
}

extension SessionRow {
    /// Takes over what the rules have made of the session at `now`, and what follows from it for columns of our own.
    mutating func take(_ state: SessionState, at now: Int64) {
        if state.userID != userID { assignedAt = state.userID == 0 ? 0 : now }
        if state.status == .deleted, status != ChatSessionStatus.deleted.rawValue {
            deletedAt = now
        }
        // An offer is to one agent, while the session waits.
        if state.status != .inQueue || state.transferTo != transferTo || state.transferTo == 0 { offeredUntil = 0 }
        status = state.status.rawValue
        userID = state.userID
        transferTo = state.transferTo
        rank = state.rank
        initialQueuePos = state.initialQueuePos
        alertLevel = state.alertLevel
        rating = state.rating
        chatbotIsActive = state.isBotActive
        flags = state.isUserTyping ? flags | SessionState.userIsTyping : flags & ~SessionState.userIsTyping
        customerConsented = state.hasConsented
        firstMessage = state.firstMessage
        lastMessage = state.lastMessage
        whenRequested = state.whenRequested.ticks
        whenStarted = state.whenStarted.ticks
        whenEnded = state.whenEnded.ticks
        whenIdle = state.whenIdle.ticks
        whenFetched = state.whenFetched.ticks
    }
}
