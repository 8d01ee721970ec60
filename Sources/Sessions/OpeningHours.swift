package import Carriers
package import Wire

/// When a topic is open, in the times of its own clock.
package struct OpeningHours: Hashable, Sendable {
    /// The span of a day of the week, 0 being Monday; nil on days that are off.
    private let days: [Span?]
    private let lunch: Span?

    /// Minutes are too coarse for a carrier that counts in ticks, so these are ticks since midnight.
    struct Span: Hashable, Sendable {
        let start: Int64
        /// One past the last tick; past midnight of the next day when the carrier's stop is before its start.
        let stop: Int64
    }

    static let day: Int64 = 24 * 3600 * DateTime.ticksPerSecond
    static let week: Int64 = 7 * day

    /// A moment of the topic's own clock: the day of the week, 0 being Monday, and ticks since midnight.
    package struct LocalTime: Hashable, Sendable {
        package var weekday: Int
        package var ticks: Int64

        package init(weekday: Int, ticks: Int64) {
            self.weekday = weekday
            self.ticks = ticks
        }

        /// The local time that a date shows, whatever zone it names.
        package init(_ date: DateTime) {
            let ticks = max(date.ticks, 0)
            // 0001-01-01 was a Monday.
            self.init(weekday: Int(ticks / OpeningHours.day % 7), ticks: ticks % OpeningHours.day)
        }

        /// Ticks since the beginning of Monday, whatever was given.
        var ofWeek: Int64 {
            let ticks = min(max(ticks, 0), OpeningHours.day - 1)
            return Int64((weekday % 7 + 7) % 7) * OpeningHours.day + ticks
        }
    }
}

extension OpeningHours {
    package init(_ hours: ChatOpeningHours) {
        let days: [(isEnabled: Bool, start: TimeSpan, stop: TimeSpan)] = [
            (hours.monEnabled, hours.monStart, hours.monStop), (hours.tueEnabled, hours.tueStart, hours.tueStop),
            (hours.wedEnabled, hours.wedStart, hours.wedStop), (hours.thuEnabled, hours.thuStart, hours.thuStop),
            (hours.friEnabled, hours.friStart, hours.friStop), (hours.satEnabled, hours.satStart, hours.satStop),
            (hours.sunEnabled, hours.sunStart, hours.sunStop),
        ]
        self.days = days.map { $0.isEnabled ? Span($0.start, $0.stop) : nil }
        lunch = hours.useLunchHours ? Span(hours.lunchStart, hours.lunchStop, isWholeDayWhenEqual: false) : nil
    }

    /// A topic's hours; nil when it is always open.
    package init?(of topic: ChatTopicEntity) {
        guard topic.openingHoursEnabled, let hours = topic.openingHours else { return nil }
        self.init(hours)
    }

    /// Start inclusive, stop exclusive; a span that began yesterday may still run; lunch is closed.
    package func isOpen(at time: LocalTime) -> Bool {
        isOpen(ofWeek: time.ofWeek)
    }

    /// How long it is until the topic opens, when it is closed, or closes; nil when it never does. The hours of the clock are
    /// counted, so in a night that loses or gains one the caller asks again when the time has come.
    package func untilChange(from time: LocalTime) -> TimeSpan? {
        let now = time.ofWeek
        let isOpen = isOpen(ofWeek: now)
        // The state changes nowhere but at these, of which there are few.
        let waits = bounds.map { bound in (bound - now - 1 + OpeningHours.week) % OpeningHours.week + 1 }.sorted()
        for wait in waits where self.isOpen(ofWeek: (now + wait) % OpeningHours.week) != isOpen { return TimeSpan(ticks: wait) }
        return nil
    }

    private func isOpen(ofWeek time: Int64) -> Bool {
        let weekday = Int(time / OpeningHours.day)
        let clock = time % OpeningHours.day
        if let lunch, lunch.holds(clock) || lunch.holds(clock + OpeningHours.day) { return false }
        if let today = days[weekday], today.holds(clock) { return true }
        if let yesterday = days[(weekday + 6) % 7], yesterday.holds(clock + OpeningHours.day) { return true }
        return false
    }

    /// Every moment of the week at which a span begins or ends.
    private var bounds: [Int64] {
        var bounds: [Int64] = []
        for (weekday, span) in days.enumerated() {
            for span in [span, lunch].compactMap({ $0 }) {
                let midnight = Int64(weekday) * OpeningHours.day
                bounds += [midnight + span.start, midnight + span.stop].map { $0 % OpeningHours.week }
            }
        }
        return bounds
    }
}

extension OpeningHours.Span {
    /// Only the time of day of the two counts. A day that starts when it stops is open all around, from that time to the
    /// same time of the next day: whoever means closed switches the day off. A lunch of that kind is none.
    init?(_ start: TimeSpan, _ stop: TimeSpan, isWholeDayWhenEqual: Bool = true) {
        let day = OpeningHours.day
        // 24:00 as a stop is the end of the day, and not its beginning.
        let first = ((start.ticks % day) + day) % day
        let last = stop.ticks == day ? day : ((stop.ticks % day) + day) % day
        if first == last, !isWholeDayWhenEqual { return nil }
        self.init(start: first, stop: last > first ? last : last + day)
    }

    func holds(_ clock: Int64) -> Bool { clock >= start && clock < stop }
}
