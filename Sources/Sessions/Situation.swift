/// What a decision depends on besides the session itself. Only what the action needs must be filled in.
package struct Situation: Hashable, Sendable {
    package var topic: TopicPolicy
    /// Whether the topic's opening hours say open; needed by whatever may lead to the queue.
    package var isOpen = true
    /// Whether somebody who can respond in the topic is present; needed by whatever may lead to the queue.
    package var hasResponder = true
    /// How many sessions wait in the topic's queue: all of them for `start` and `create`, those ahead of this one for
    /// `openOfflineForm`.
    package var waiting: Int32 = 0
    /// The ranks of the other active sessions of `SessionRules.rankedHolder`.
    package var ranks: [Int32] = []

    package init(topic: TopicPolicy) {
        self.topic = topic
    }

    /// Whether a customer who came now could be served.
    package var isServed: Bool { isOpen && hasResponder }
}
