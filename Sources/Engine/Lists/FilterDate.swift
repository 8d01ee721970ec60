import Messages
import Wire

/// The time that a date in a filter stands for: from `start` to before `end`, in ticks of UTC.
struct FilterDate: Sendable, Hashable {
    let start: Int64
    let end: Int64
    /// Whether it was a day that was written, and no time of day.
    let isDay: Bool

    private init(start: Int64, end: Int64, isDay: Bool) {
        self.start = start
        self.end = end
        self.isDay = isDay
    }

    /// Reads `2026-11-21`, `2026.11.21` or a date and time. A moment is as long as it was written exactly: a second, or a
    /// tick when it has a fraction.
    init?(_ text: String, _ calendar: LocalCalendar) {
        if let date = DateTime(text) {
            let start = date.zone == .unspecified ? calendar.ticks(local: date.ticks) : date.utcTicks
            let isExact = text.utf8.contains(0x2E)
            self.init(start: start, end: start + (isExact ? 1 : DateTime.ticksPerSecond), isDay: false)
            return
        }
        guard let day = FilterDate.day(text) else { return nil }
        self.init(day: day, calendar)
    }

    private init(day: Int, _ calendar: LocalCalendar) {
        self.init(start: calendar.start(ofDay: day), end: calendar.start(ofDay: day + 1), isDay: true)
    }

    /// The whole day in which it begins.
    func wholeDay(_ calendar: LocalCalendar) -> FilterDate {
        isDay ? self : FilterDate(day: calendar.day(of: start), calendar)
    }

    private static func day(_ text: String) -> Int? {
        for separator in ["-", "."] as [Character] {
            let parts = text.split(separator: separator, omittingEmptySubsequences: false)
            guard parts.count == 3, parts[0].utf8.count == 4, parts.dropFirst().allSatisfy({ (1...2).contains($0.utf8.count) }),
                parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
                let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
            else { continue }
            return CalendarDate.days(year: year, month: month, day: day)
        }
        return nil
    }
}
