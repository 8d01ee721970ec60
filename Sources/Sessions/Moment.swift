package import Wire

/// A point in time as the rules compare it: ticks of UTC, 0 for none.
package struct Moment: Hashable, Comparable, Sendable {
    package var ticks: Int64

    package init(ticks: Int64) {
        self.ticks = ticks
    }

    package init(_ date: DateTime) {
        ticks = date.isEmpty ? 0 : date.utcTicks
    }

    /// The moment that is none, as in a session that was never picked up.
    package static let none = Moment(ticks: 0)

    package var isNone: Bool { ticks == 0 }

    package static func < (left: Moment, right: Moment) -> Bool { left.ticks < right.ticks }

    /// Whole seconds since an earlier moment; 0 when that is not earlier.
    package func seconds(since earlier: Moment) -> Int64 {
        guard self > earlier else { return 0 }
        let (span, overflow) = ticks.subtractingReportingOverflow(earlier.ticks)
        return (overflow ? Int64.max : span) / DateTime.ticksPerSecond
    }

    /// The moment that many minutes later; the end of time when the calendar does not reach so far.
    package func adding(minutes: Int32) -> Moment {
        adding(seconds: Int64(minutes) * 60)
    }

    /// The moment that many seconds later; the end of time when the calendar does not reach so far.
    package func adding(seconds: Int64) -> Moment {
        let (span, tooLong) = seconds.multipliedReportingOverflow(by: DateTime.ticksPerSecond)
        let (sum, overflow) = ticks.addingReportingOverflow(span)
        return tooLong || overflow ? Moment(ticks: seconds < 0 ? 0 : DateTime.end &- 1) : Moment(ticks: sum)
    }
}
