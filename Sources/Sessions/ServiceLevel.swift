package import Wire

/// A promise in open time: so many seconds, of which those do not count in which the topic is closed.
package enum ServiceLevel {
    /// When the promise is broken, on the topic's clock: the moment at which that much open time has gone by. Nil when there is
    /// not so much within ten years.
    package static func deadline(_ calendar: OpeningCalendar, from start: DateTime, after seconds: Int32) -> DateTime? {
        // Most promises are kept or broken within days, and only then is it worth looking further.
        for days: Int64 in [8, 3658] {
            var left = Int64(max(seconds, 0)) * DateTime.ticksPerSecond
            let end = DateTime(ticks: min(start.ticks &+ days * OpeningCalendar.day, DateTime.end - 1))
            for span in calendar.openSpans(from: start, to: end) {
                let length = Int64(span.count)
                if left <= length { return DateTime(ticks: span.lowerBound + left) }
                left -= length
            }
        }
        return nil
    }
}
