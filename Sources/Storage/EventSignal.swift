#if canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// Tells those who wait how far the log of events reaches: at once of what this process commits, and, while somebody
/// waits, within `interval` of what others do.
///
/// Nobody writes while this is waited for, and nobody who writes waits for it: a commit only rings.
package final class EventSignal: Sendable {
    /// How often, in milliseconds, the file is asked whether another process has changed it.
    static let interval: Int32 = 25

    /// How a wait ended.
    package enum Outcome: Sendable, Hashable {
        /// There is an event after the one that was named.
        case events
        /// The time is over.
        case timeout
        /// Whoever waits was to wait no longer.
        case woken
        /// The store was closed.
        case closed
    }

    private struct State {
        var newest: Int64
        /// Whether one of those who wait is asking the file for all of them.
        var hasWatcher = false
        var isClosed = false
        var descriptors: [ObjectIdentifier: EventDescriptor] = [:]
    }

    private enum Step {
        case over(Outcome)
        case watch
    }

    private let monitor: Monitor<State>
    /// nil in memory, where there is no other process. Only the watcher asks it.
    private let file: FileWatch?

    init(newest: Int64, watch file: FileWatch?) {
        monitor = Monitor(State(newest: newest))
        self.file = file
    }

    /// The newest event that this process knows of.
    package var newest: Int64 { monitor.enter { state in state.newest } }

    /// Waits until the log has an event after `seq`, for at most `milliseconds` (nil: without end). Answers at once when
    /// it has one already.
    ///
    /// - Parameter isWoken: whether to wait no longer; asked, under this signal's lock, at every `wake`.
    package func wait(after seq: Int64, milliseconds: Int32?, isWoken: () -> Bool = { false }) -> Outcome {
        let deadline = milliseconds.map { Self.clock() + Int64(max($0, 0)) }
        let step: Step? = monitor.wait(for: .news, milliseconds: milliseconds.map { max($0, 0) }) { state in
            if let outcome = Self.outcome(state, after: seq, isWoken) { return .over(outcome) }
            guard file != nil, !state.hasWatcher else { return nil }
            state.hasWatcher = true
            return .watch
        } otherwise: { _ in
            .over(.timeout)
        }
        switch step {
        case .over(let outcome): return outcome
        case nil: return .timeout
        case .watch: return watch(after: seq, until: deadline, isWoken)
        }
    }

    /// Has everybody who waits ask whether to wait no longer.
    package func wake() {
        // Whoever has asked and does not wait yet holds the lock.
        monitor.enter { _ in }
        monitor.ring(.news)
    }

    /// A descriptor that is readable from the next event on. It works until it is closed or the store is.
    package func makeDescriptor() throws(StoreError) -> EventDescriptor {
        let descriptor = try EventDescriptor()
        let isClosed = monitor.enter { state in
            if !state.isClosed { state.descriptors[ObjectIdentifier(descriptor)] = descriptor }
            return state.isClosed
        }
        if isClosed { throw .closed }
        return descriptor
    }

    /// Lets go of a descriptor. Its number is free afterwards, so nobody may be polling it any more.
    package func close(_ descriptor: EventDescriptor) {
        monitor.enter { state in _ = state.descriptors.removeValue(forKey: ObjectIdentifier(descriptor)) }
        descriptor.close()
    }

    /// Told after a commit: the log reaches to `seq`.
    func publish(_ seq: Int64) {
        monitor.enter { state in
            guard seq > state.newest else { return }
            state.newest = seq
            for descriptor in state.descriptors.values { descriptor.signal() }
        }
        monitor.ring(.news)
    }

    /// Ends all waits, and those to come, and lets go of the file.
    package func close() {
        let watcher: FileWatch? = monitor.enter { state in
            state.isClosed = true
            for descriptor in state.descriptors.values { descriptor.signal() }
            state.descriptors = [:]
            // Whoever is watching lets go of the file at the end of that.
            if state.hasWatcher { return nil }
            state.hasWatcher = true
            return file
        }
        monitor.ring(.news)
        watcher?.close()
    }

    /// Asks the file every `interval`, for everybody who waits. Whoever stops watching rings, so that another begins.
    private func watch(after seq: Int64, until deadline: Int64?, _ isWoken: () -> Bool) -> Outcome {
        defer {
            let isClosed = monitor.enter { state in
                state.hasWatcher = state.isClosed
                return state.isClosed
            }
            if isClosed { file?.close() }
            monitor.ring(.news)
        }
        while true {
            if let newest = file?.newestEvent() { publish(newest) }
            let left = deadline.map { Int32(clamping: max($0 - Self.clock(), 0)) } ?? Self.interval
            let outcome = monitor.wait(for: .news, milliseconds: min(left, Self.interval)) { state in
                Self.outcome(state, after: seq, isWoken)
            } otherwise: { _ in left == 0 ? .timeout : nil }
            if let outcome { return outcome }
        }
    }

    /// Milliseconds on a clock that nobody sets.
    private static func clock() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    private static func outcome(_ state: State, after seq: Int64, _ isWoken: () -> Bool) -> Outcome? {
        if state.isClosed { return .closed }
        if state.newest > seq { return .events }
        return isWoken() ? .woken : nil
    }
}
