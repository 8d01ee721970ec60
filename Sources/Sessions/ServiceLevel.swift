package import Wire

/// A promise in open time: so many minutes, of which those do not count in which the topic is closed.
package enum ServiceLevel {
    /// How much open time lies between two moments of the topic's clock.
    package static func openTime(_ calendar: OpeningCalendar, from start: DateTime, to end: DateTime) -> TimeSpan {
        TimeSpan(ticks: calendar.openSpans(from: start, to: end).reduce(0) { $0 + Int64($1.count) })
    }

    /// When the promise is broken, on the topic's clock: the moment at which that much open time has gone by. Nil when there is
    /// not so much within ten years.
    package static func deadline(_ calendar: OpeningCalendar, from start: DateTime, after minutes: Int32) -> DateTime? {
        var left = Int64(max(minutes, 0)) * 60 * DateTime.ticksPerSecond
        let end = DateTime(ticks: min(start.ticks &+ 3658 * OpeningCalendar.day, DateTime.end - 1))
        for span in calendar.openSpans(from: start, to: end) {
            let length = Int64(span.count)
            if left <= length { return DateTime(ticks: span.lowerBound + left) }
            left -= length
        }
        return nil
    }
}
