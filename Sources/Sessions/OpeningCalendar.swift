package import Wire

/// Opening hours with several spans a day and with dates of their own: what a topic may have instead of the protocol's
/// one span a day.
package struct OpeningCalendar: Hashable, Sendable {
    /// From one time of day to another; a stop that is not after the start is on the next day.
    package struct Span: Hashable, Sendable {
        package let start: Int64
        package let stop: Int64

        /// Times of day; nil when one is before 0:00 or after 24:00, or the start is at 24:00.
        package init?(from start: TimeSpan, to stop: TimeSpan) {
            let day = OpeningCalendar.day
            guard start.ticks >= 0, start.ticks < day, stop.ticks >= 0, stop.ticks <= day else { return nil }
            self.start = start.ticks
            self.stop = stop.ticks > start.ticks ? stop.ticks : stop.ticks + day
        }
    }

    static let day: Int64 = 24 * 3600 * DateTime.ticksPerSecond

    /// The spans of each day of the week, 0 being Monday.
    private let week: [[Span]]
    /// Days that go by spans of their own, by days since 0001-01-01; none is a day off.
    private let exceptions: [Int64: [Span]]

    /// - Parameters:
    ///   - week: seven lists; what is missing is a day off.
    ///   - exceptions: by days since 0001-01-01, as `CalendarDate` counts them.
    package init(week: [[Span]], exceptions: [Int64: [Span]] = [:]) {
        self.week = (0..<7).map { $0 < week.count ? week[$0] : [] }
        self.exceptions = exceptions
    }
}

extension OpeningCalendar {
    /// Whether the topic is open at a time of its own clock. A span that began on the day before goes by that day's list.
    package func isOpen(at local: DateTime) -> Bool {
        let (day, clock) = OpeningCalendar.split(local.ticks)
        return spans(of: day).contains { clock >= $0.start && clock < $0.stop }
            || spans(of: day - 1).contains { clock + OpeningCalendar.day < $0.stop }
    }

    /// The open times between two moments of the topic's clock, in order, without gaps of no length and without overlaps.
    package func openSpans(from start: DateTime, to end: DateTime) -> [Range<Int64>] {
        guard start.ticks < end.ticks else { return [] }
        let first = OpeningCalendar.split(start.ticks).day - 1
        // Ten years are more than anything waits; without a bound a distant date would cost as much as it is far.
        let last = min(OpeningCalendar.split(end.ticks).day, first + 3660)
        var spans: [Range<Int64>] = []
        for day in first...last {
            for span in self.spans(of: day) {
                let lower = max(day * OpeningCalendar.day + span.start, start.ticks)
                let upper = min(day * OpeningCalendar.day + span.stop, end.ticks)
                if lower < upper { spans.append(lower..<upper) }
            }
        }
        return OpeningCalendar.merged(spans)
    }

    /// The next moment of the topic's clock at which it opens or closes; nil when there is none within ten years.
    package func nextChange(after local: DateTime) -> DateTime? {
        let end = DateTime(ticks: min(local.ticks &+ 3658 * OpeningCalendar.day, DateTime.end - 1))
        for span in openSpans(from: local, to: end) {
            let edge = span.lowerBound > local.ticks ? span.lowerBound : span.upperBound
            return edge < end.ticks ? DateTime(ticks: edge) : nil
        }
        return nil
    }

    private func spans(of day: Int64) -> [Span] {
        // 0001-01-01 was a Monday.
        exceptions[day] ?? week[Int((day % 7 + 7) % 7)]
    }

    private static func split(_ ticks: Int64) -> (day: Int64, clock: Int64) {
        let ticks = min(max(ticks, 0), DateTime.end - 1)
        return (ticks / day, ticks % day)
    }

    private static func merged(_ spans: [Range<Int64>]) -> [Range<Int64>] {
        var merged: [Range<Int64>] = []
        for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, span.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
            } else {
                merged.append(span)
            }
        }
        return merged
    }
}
