import Synchronization
import Wire

/// A clock that stands still until a test moves it.
final class TestClock: Sendable {
    private let ticks = Mutex(DateTime("2026-11-21T09:00:00Z")?.ticks ?? 0)

    var now: Int64 { ticks.withLock { $0 } }

    func advance(milliseconds: Int64) {
        ticks.withLock { $0 += milliseconds * DateTime.ticksPerSecond / 1000 }
    }

    /// Does `body` as if it were that moment.
    func at(_ moment: Int64, _ body: () throws -> Void) rethrows {
        let now = now
        ticks.withLock { $0 = moment }
        defer { ticks.withLock { $0 = now } }
        try body()
    }
}
