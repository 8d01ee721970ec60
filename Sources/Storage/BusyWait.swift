#if canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif
internal import CSQLite

/// How one connection waits for those of other processes, and lets them in between its own transactions.
///
/// SQLite gives a free lock to whoever asks at that moment. Its own waiting asks ten times a second after a while, and a
/// process that writes without a pause leaves the lock free for some microseconds at a time: four such processes keep
/// each other waiting for many seconds. So this asks four times in a millisecond, and whoever writes without a pause
/// makes one now and then, in which somebody else is sure to ask. Not often: what another process has written costs the
/// connection its cache.
///
/// Unchecked: it belongs to one connection, which one thread uses at a time.
final class BusyWait: @unchecked Sendable {
    /// Between two questions, in microseconds.
    private static let interval: UInt32 = 250
    /// How long to make way: longer than the others' interval.
    private static let pause: UInt32 = 1000
    /// How long the lock may be ours, more or less, while others want it; and while there seem to be none.
    private static let (fairShare, longShare): (Int64, Int64) = (50_000, 250_000)
    /// How long others count as being there after they were last met.
    private static let memory: Int64 = 1_000_000
    /// After this long without a transaction of ours whoever waited has had the lock.
    private static let idle: Int64 = 2_000

    private let limit: Int64
    private var waitsSince: Int64 = 0
    private var lastMet: Int64 = 0
    private var lastEnded: Int64 = 0
    private var oursSince: Int64 = 0

    /// - Parameter milliseconds: how long to wait before giving up.
    init(milliseconds: Int32) {
        limit = Int64(milliseconds) * 1000
    }

    /// Makes a connection wait like this. It has to be closed before this is let go of.
    func attach(to database: OpaquePointer) {
        // The connection's owner keeps this alive for longer than the connection.
        let context = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_busy_handler(
            database,
            { context, attempts in
                guard let context else { return 0 }
                return Unmanaged<BusyWait>.fromOpaque(context).takeUnretainedValue().waits(attempts) ? 1 : 0
            }, context)
    }

    /// Before a transaction: lets others have the lock when it was ours for long enough.
    func makeWay() {
        let now = Self.clock()
        if now - lastEnded > Self.idle {
            oursSince = now
        } else if now - oursSince > (now - lastMet < Self.memory ? Self.fairShare : Self.longShare) {
            ForkGate.steppedOut { _ = usleep(Self.pause) }
            oursSince = Self.clock()
        }
    }

    /// After a transaction.
    func ended() {
        lastEnded = Self.clock()
    }

    /// Whether to ask again, after a little while.
    private func waits(_ attempts: Int32) -> Bool {
        let now = Self.clock()
        if attempts == 0 { waitsSince = now }
        lastMet = now
        oursSince = now
        let left = limit - (now - waitsSince)
        guard left > 0 else { return false }
        ForkGate.steppedOut { _ = usleep(min(Self.interval, UInt32(clamping: left))) }
        return true
    }

    /// Microseconds on a clock that nobody sets.
    private static func clock() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
    }
}
