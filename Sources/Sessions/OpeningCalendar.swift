package import Carriers
package import Wire

/// When a topic is open, in the times of its own clock: spans for each day of the week, and dates with spans of their own.
package struct OpeningCalendar: Hashable, Sendable {
    /// From one time of day to another; a stop that is not after the start is on the next day.
    package struct Span: Hashable, Sendable {
        /// Ticks since midnight.
        package let start: Int64
        /// One past the last tick; past midnight of the next day when that is where it ends.
        package let stop: Int64

        /// Times of day; nil when one is before 0:00 or after 24:00, or the start is at 24:00.
        package init?(from start: TimeSpan, to stop: TimeSpan) {
            let day = OpeningCalendar.day
            guard start.ticks >= 0, start.ticks < day, stop.ticks >= 0, stop.ticks <= day else { return nil }
            self.init(start.ticks, stop.ticks > start.ticks ? stop.ticks : stop.ticks + day)
        }

        fileprivate init(_ start: Int64, _ stop: Int64) {
            self.start = start
            self.stop = stop
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
        return spans(of: day).contains { $0.holds(clock) }
            || spans(of: day - 1).contains { $0.holds(clock + OpeningCalendar.day) }
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

extension OpeningCalendar.Span {
    /// Whether a time since midnight of the span's own day lies in it.
    fileprivate func holds(_ clock: Int64) -> Bool { clock >= start && clock < stop }

    /// What is left of the span when another is taken out of it.
    fileprivate func without(_ other: OpeningCalendar.Span) -> [OpeningCalendar.Span] {
        [OpeningCalendar.Span(start, min(stop, other.start)), OpeningCalendar.Span(max(start, other.stop), stop)]
            .filter { $0.start < $0.stop }
    }
}

// The protocol's own hours: one span a day, and lunch.
extension OpeningCalendar {
    package init(_ hours: ChatOpeningHours) {
        let days: [(isEnabled: Bool, start: TimeSpan, stop: TimeSpan)] = [
            (hours.monEnabled, hours.monStart, hours.monStop), (hours.tueEnabled, hours.tueStart, hours.tueStop),
            (hours.wedEnabled, hours.wedStart, hours.wedStop), (hours.thuEnabled, hours.thuStart, hours.thuStop),
            (hours.friEnabled, hours.friStart, hours.friStop), (hours.satEnabled, hours.satStart, hours.satStop),
            (hours.sunEnabled, hours.sunStart, hours.sunStop),
        ]
        var lunches: [Span] = []
        if hours.useLunchHours {
            let lunch = OpeningCalendar.span(hours.lunchStart, hours.lunchStop)
            // A lunch that stops where it starts is none. Spans reach into the next day, and so do lunches.
            if lunch.stop - lunch.start < OpeningCalendar.day {
                lunches = [-1, 0, 1].map { Span(lunch.start + $0 * OpeningCalendar.day, lunch.stop + $0 * OpeningCalendar.day) }
            }
        }
        self.init(
            week: days.map { day in
                let span = day.isEnabled ? [OpeningCalendar.span(day.start, day.stop)] : []
                return lunches.reduce(span) { open, lunch in open.flatMap { $0.without(lunch) } }
            })
    }

    /// A topic's hours; nil when it is always open.
    package init?(of topic: ChatTopicEntity) {
        guard topic.openingHoursEnabled, let hours = topic.openingHours else { return nil }
        self.init(hours)
    }

    /// Only the time of day of the two counts. A day that starts when it stops is open all around, from that time to the
    /// same time of the next day: whoever means closed switches the day off.
    private static func span(_ start: TimeSpan, _ stop: TimeSpan) -> Span {
        let first = ((start.ticks % day) + day) % day
        // 24:00 as a stop is the end of the day, and not its beginning.
        let last = stop.ticks == day ? day : ((stop.ticks % day) + day) % day
        return Span(first, last > first ? last : last + day)
    }
}
