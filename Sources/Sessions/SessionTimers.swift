import Carriers

/// What falls due in a session without anybody's doing, and when.
package enum SessionTimers {
    /// How long what is marked as deleted is kept.
    package static let hoursBeforePurge: Int32 = 24

    /// An action and the moment from which it may be done.
    package struct Deadline: Hashable, Sendable {
        package var action: SessionAction
        package var due: Moment
    }

    /// All that will fall due if nobody does anything, the earliest first. What ends the session comes before what only
    /// tells of it.
    ///
    /// - Parameter ahead: how many wait in front of the session; only looked at in the queue.
    package static func deadlines(of state: SessionState, _ topic: TopicPolicy, ahead: Int32 = 0) -> [Deadline] {
        var deadlines: [Deadline] = []
        func add(_ action: SessionAction, after minutes: Int32, from: Moment) {
            if minutes > 0, !from.isNone { deadlines.append(Deadline(action: action, due: from.adding(minutes: minutes))) }
        }
        if Set.living.contains(state.status) { add(.deadTimeout, after: topic.timeouts.dead, from: state.whenFetched) }
        if Set.unattended.contains(state.status) { add(.idleTimeout, after: topic.timeouts.idle, from: state.lastSign) }
        if state.status == .inQueue, let form = topic.queueForm {
            if form.length > 0, Queue.position(ahead: ahead) > form.length {
                deadlines.append(Deadline(action: .openOfflineForm, due: state.whenRequested))
            } else {
                add(.openOfflineForm, after: form.minutes, from: state.whenRequested)
            }
        }
        for (index, warning) in warnings(for: state, topic).enumerated() where index >= state.alertLevel {
            deadlines.append(Deadline(action: .warn(warning.audience), due: warning.due))
        }
        // Sorting keeps the order of those that are due at once only when the order is part of what is compared.
        return deadlines.enumerated().sorted { ($0.element.due, $0.offset) < ($1.element.due, $1.offset) }.map(\.element)
    }

    /// The warnings about the present wait, in the order in which they are given. AlertLevel is how many of them are over.
    static func warnings(for state: SessionState, _ topic: TopicPolicy) -> [(audience: Warning.Audience, due: Moment)] {
        let times: WarningTimes
        let from: Moment
        switch state.status {
        case .inQueue: (times, from) = (topic.newChatWarnings, state.whenRequested)
        // A bot answers for itself.
        case .customerLast where !state.isBotActive: (times, from) = (topic.messageWarnings, state.lastSign)
        default: return []
        }
        if from.isNone { return [] }
        var warnings: [(audience: Warning.Audience, due: Moment)] = []
        if times.agents > 0 { warnings.append((.agents, from.adding(minutes: times.agents))) }
        if times.managers > 0 {
            let managers = (audience: Warning.Audience.managers, due: from.adding(minutes: times.managers))
            warnings.insert(managers, at: times.managers < times.agents ? 0 : warnings.count)
        }
        return warnings
    }

    /// The AlertLevel that a warning leads to. One that was passed over, as nobody was there to be warned, is over too.
    static func level(of audience: Warning.Audience, _ state: SessionState, _ topic: TopicPolicy) -> Int32 {
        let index = warnings(for: state, topic).firstIndex { $0.audience == audience } ?? 0
        return max(state.alertLevel, Int32(clamping: index + 1))
    }

    static func isDue(_ action: SessionAction, _ state: SessionState, _ topic: TopicPolicy, at now: Moment) -> Bool {
        if case .purge(let deletedAt) = action { return now >= deletedAt.adding(minutes: hoursBeforePurge * 60) }
        return deadlines(of: state, topic).contains { $0.action == action && now >= $0.due }
    }
}

extension SessionState {
    /// When the talk last went on: the last message, or the pick-up when nobody has said anything since.
    var lastSign: Moment { max(whenIdle, whenStarted, whenRequested) }
}
