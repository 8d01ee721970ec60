import Wire

/// A date in a header (RFC 9110, section 5.6.7), to the second.
package struct HTTPDate: Sendable, Hashable {
    /// Seconds since 1970-01-01T00:00:00Z.
    package let unixSeconds: Int64

    package init(unixSeconds: Int64) {
        self.unixSeconds = unixSeconds
    }

    /// A moment in ticks of UTC; what is left of a second is dropped, as the format has no room for it.
    package init(ticks: Int64) {
        unixSeconds = DateTime(ticks: ticks, zone: .utc).unixSeconds
    }

    private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    private static let longDays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

    /// Reads `Sun, 06 Nov 1994 08:49:37 GMT` and the two forms of old, `Sunday, 06-Nov-94 08:49:37 GMT` and
    /// `Sun Nov  6 08:49:37 1994`; nil for anything else, which a receiver has to pass over.
    ///
    /// - Parameter now: decides which century a year of two digits belongs to, in ticks of UTC.
    package init?(_ text: String, now: Int64) {
        let parts = text.trimmed().split(separator: " ").map(String.init)
        guard parts.count <= 6, let first = parts.first else { return nil }
        let day: String, month: String, year: Int?, time: String
        if parts.count == 6, Self.days.contains(where: { $0 + "," == first }), parts[5] == "GMT" {
            (day, month, time) = (parts[1], parts[2], parts[4])
            year = parts[3].utf8.count == 4 ? Self.number(parts[3]) : nil
        } else if parts.count == 4, Self.longDays.contains(where: { $0 + "," == first }), parts[3] == "GMT" {
            let date = parts[1].split(separator: "-", omittingEmptySubsequences: false).map(String.init)
            guard date.count == 3, date[2].utf8.count == 2, let short = Self.number(date[2]) else { return nil }
            (day, month, time) = (date[0], date[1], parts[2])
            year = Self.fullYear(short, now)
        } else if parts.count == 5, Self.days.contains(first) {
            // A day of one digit has a second blank before it, which splitting has dropped.
            (day, month, time) = (parts[2].utf8.count == 1 ? "0" + parts[2] : parts[2], parts[1], parts[3])
            year = parts[4].utf8.count == 4 ? Self.number(parts[4]) : nil
        } else {
            return nil
        }
        let clock = time.split(separator: ":", omittingEmptySubsequences: false)
        guard let year, let place = Self.months.firstIndex(of: month), day.utf8.count == 2, let dayNumber = Self.number(day),
            clock.count == 3, clock.allSatisfy({ $0.utf8.count == 2 }), let hour = Self.number(String(clock[0])), hour <= 23,
            let minute = Self.number(String(clock[1])), minute <= 59, let second = Self.number(String(clock[2])), second <= 60,
            let days = CalendarDate.days(year: year, month: place + 1, day: dayNumber)
        else { return nil }
        let seconds = Int64(days) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
        unixSeconds = seconds - DateTime.unixEpoch / DateTime.ticksPerSecond
    }

    private static func number(_ text: String) -> Int? {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }

    /// A year of two digits is the one nearest to now that is at most 50 years ahead.
    private static func fullYear(_ short: Int, _ now: Int64) -> Int {
        let days = Int(min(max(now, 0), DateTime.end - 1) / (86_400 * DateTime.ticksPerSecond))
        let thisYear = CalendarDate.civil(days: days).year
        let year = thisYear - thisYear % 100 + short
        if year > thisYear + 50 { return year - 100 }
        return year <= thisYear - 50 ? year + 100 : year
    }

    /// The date as headers of today have it.
    package var text: String {
        let seconds = min(max(unixSeconds + DateTime.unixEpoch / DateTime.ticksPerSecond, 0), DateTime.end / DateTime.ticksPerSecond - 1)
        let days = Int(seconds / 86_400)
        let time = Int(seconds % 86_400)
        let date = CalendarDate.civil(days: days)
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let year = String(repeating: "0", count: date.year < 1000 ? 4 - "\(date.year)".count : 0) + "\(date.year)"
        // The first day of the calendar was a Monday.
        return "\(Self.days[days % 7]), \(two(date.day)) \(Self.months[date.month - 1]) \(year) "
            + "\(two(time / 3600)):\(two(time / 60 % 60)):\(two(time % 60)) GMT"
    }
}
