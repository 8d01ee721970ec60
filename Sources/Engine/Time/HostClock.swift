import Synchronization

/// A clock that stands still until the host moves it.
final class HostClock: Sendable {
    private struct State {
        var ticks: Int64
        var isSet = false
    }

    private let state: Mutex<State>

    /// - Parameter start: ticks of UTC, until the host says otherwise.
    init(start: Int64) {
        state = Mutex(State(ticks: start))
    }

    /// Ticks of UTC.
    var now: Int64 { state.withLock { $0.ticks } }

    /// Moves the clock: at first to any time, afterwards only on. Of two threads that tell the time, one is late. What the
    /// time is then.
    func set(_ ticks: Int64) -> Int64 {
        state.withLock { state in
            state.ticks = state.isSet ? max(state.ticks, ticks) : ticks
            state.isSet = true
            return state.ticks
        }
    }
}
