package import Carriers

/// What comes of an action that is neither refused nor without effect.
package struct SessionChange: Hashable, Sendable {
    package var state: SessionState
    /// What the system itself has to say in the session, in this order. A customer's, user's or bot's message that was
    /// the action is stored before them.
    package var messages: [SystemMessage] = []
    /// The topic's LastAccept and SecondsPrAccept, when they change.
    package var acceptance: TopicAcceptance?
    package var warning: Warning?
    package var isNew = false
    /// The session goes for good.
    package var isRemoved = false
    /// Statuses before and after, when those who watch the session are told of it; every message is told of besides.
    package var changed: StatusChange?

    init(_ state: SessionState) {
        self.state = state
    }
}

/// The statuses that `chatsession.changed` carries. They are the same when something else has changed.
package struct StatusChange: Hashable, Sendable {
    package var old: ChatSessionStatus
    package var new: ChatSessionStatus

    package init(old: ChatSessionStatus, new: ChatSessionStatus) {
        self.old = old
        self.new = new
    }
}

/// A message that the system writes into a session.
package struct SystemMessage: Hashable, Sendable {
    package var type: ChatMessageType
    package var specialType: ChatMessageSpecialType
    package var text: String
    package var specialParam: String?
    /// The associate whose name is the author; 0 when the message has none.
    package var authorID: Int32
}

/// What came of an action that was allowed.
package enum SessionOutcome: Hashable, Sendable {
    /// The protocol says of such a call that nothing happens. It is no error.
    case nothing
    case changed(SessionChange)

    package var change: SessionChange? {
        if case .changed(let change) = self { return change }
        return nil
    }
}
