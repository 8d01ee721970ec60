#if canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// A moment by which something has to be over, on a clock that nobody sets.
package struct Deadline: Sendable {
    /// Milliseconds on that clock; nil for never.
    private let moment: Int64?

    /// - Parameter milliseconds: from now; below 0 for never.
    package init(milliseconds: Int64) {
        if milliseconds < 0 {
            moment = nil
        } else {
            let (sum, overflow) = Deadline.now.addingReportingOverflow(milliseconds)
            moment = overflow ? nil : sum
        }
    }

    /// 0 when it has come; nil when it never comes.
    package var millisecondsLeft: Int32? {
        moment.map { Int32(clamping: max($0 - Deadline.now, 0)) }
    }

    private static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
