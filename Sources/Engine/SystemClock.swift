import Glibc
import Wire

/// The computer's clock.
package enum SystemClock {
    /// Ticks of UTC since 0001-01-01.
    package static let now: Engine.Clock = {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return DateTime.unixEpoch + Int64(time.tv_sec) * DateTime.ticksPerSecond + Int64(time.tv_nsec) / 100
    }
}
