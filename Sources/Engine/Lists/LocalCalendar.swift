import Localization
import Messages
import Wire

/// Days of a caller: when they begin and end, in ticks of UTC.
struct LocalCalendar: Sendable {
    private let rules: TimeZoneRules

    /// - Parameter zone: nil for UTC.
    init(_ zone: Zone?) {
        rules = zone?.rules ?? .utc
    }

    private static let secondsPerDay: Int64 = 86_400
    private static let unixEpochSeconds = DateTime.unixEpoch / DateTime.ticksPerSecond
    /// One past the number of the last day of the year 9999.
    private static let endOfDays = Int(DateTime.end / DateTime.ticksPerSecond / secondsPerDay)

    /// The day that a moment lies in, counted from 0001-01-01.
    func day(of ticks: Int64) -> Int {
        let seconds = DateTime(ticks: min(max(ticks, 0), DateTime.end - 1), zone: .utc).unixSeconds
        let local = seconds + Int64(rules.offset(atUTC: seconds).seconds) + Self.unixEpochSeconds
        return Int(max(local, 0) / Self.secondsPerDay)
    }

    /// When a day begins; a day outside of the calendar begins at its edge.
    func start(ofDay day: Int) -> Int64 {
        guard day > 0 else { return 0 }
        guard day < Self.endOfDays else { return DateTime.end }
        return ticks(local: Int64(day) * Self.secondsPerDay * DateTime.ticksPerSecond)
    }

    /// The moment at which the caller's clock shows a time, which is given in ticks as if it were UTC.
    func ticks(local: Int64) -> Int64 {
        let seconds = DateTime(ticks: local, zone: .utc).unixSeconds
        let utc = rules.utc(fromLocal: seconds)
        let (ticks, overflow) = local.addingReportingOverflow((utc - seconds) &* DateTime.ticksPerSecond)
        return overflow ? local : min(max(ticks, 0), DateTime.end)
    }

    /// The days of a period that is counted from today: the first, and the one behind the last; nil where it is open.
    func days(of period: CalendarPeriod, today: Int) -> (first: Int?, end: Int?) {
        (period.first.map { start(of: period.unit, $0, from: today) }, period.last.map { start(of: period.unit, $0 + 1, from: today) })
    }

    /// The first day of the unit that is `count` units after that of today. Weeks begin on Monday.
    private func start(of unit: CalendarPeriod.Unit, _ count: Int, from today: Int) -> Int {
        let today = min(max(today, 0), Self.endOfDays - 1)
        let date = CalendarDate.civil(days: today)
        switch unit {
        case .day: return today + count
        // The first day of the calendar was a Monday.
        case .week: return today - today % 7 + 7 * count
        case .month: return firstDay(ofMonth: date.year * 12 + date.month - 1 + count)
        case .quarter: return firstDay(ofMonth: date.year * 12 + (date.month - 1) / 3 * 3 + 3 * count)
        case .half: return firstDay(ofMonth: date.year * 12 + (date.month - 1) / 6 * 6 + 6 * count)
        case .year: return firstDay(ofMonth: (date.year + count) * 12)
        }
    }

    /// Months are counted from January of a year 0.
    private func firstDay(ofMonth month: Int) -> Int {
        if month < 12 { return 0 }
        return CalendarDate.days(year: month / 12, month: month % 12 + 1, day: 1) ?? Self.endOfDays
    }
}
