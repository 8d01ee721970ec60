/// How quickly the sessions of a topic are picked up: its LastAccept and SecondsPrAccept.
package struct TopicAcceptance: Hashable, Sendable {
    package var last: Moment
    /// The running average of the seconds from WhenRequested to the pick-up.
    package var seconds: Int32

    package init(last: Moment = .none, seconds: Int32 = 0) {
        self.last = last
        self.seconds = seconds
    }

    /// After one more session was picked up. The first wait is the average; each later one moves it by an eighth of the
    /// difference, rounded to the nearest second: (7 × average + wait + 4) ÷ 8 in whole numbers. So it follows the day
    /// without a list of waits to keep.
    package func accepting(sessionFrom requested: Moment, at now: Moment) -> TopicAcceptance {
        let wait = requested.isNone ? 0 : min(now.seconds(since: requested), Int64(Int32.max))
        let average = last.isNone ? wait : (7 * max(Int64(seconds), 0) + wait + 4) / 8
        return TopicAcceptance(last: max(last, now), seconds: Int32(clamping: average))
    }
}
