import Localization
import Messages
import Wire

/// The caller's calendar: whole days and periods as moments of UTC.
struct CallerCalendar {
    let context: CallerContext
    /// Today, as days since 0001-01-01.
    private let today: Int

    private static let ticksPerDay = 86_400 * DateTime.ticksPerSecond
    private static let lastDay = Int(DateTime.end / ticksPerDay) - 1

    init(_ context: CallerContext, now: Int64) {
        self.context = context
        let local = context.dateInZone(DateTime(ticks: now, zone: .utc))
        today = Int(local.ticks / CallerCalendar.ticksPerDay)
    }

    /// The first moment of a day, of those that the calendar has.
    func beginning(ofDay day: Int) -> Int64 {
        let day = min(max(day, 0), CallerCalendar.lastDay)
        return context.ticks(of: DateTime(ticks: max(Int64(day) * CallerCalendar.ticksPerDay, 1), zone: .unspecified))
    }

    /// The day on which a moment, or a date without a zone, lies.
    func day(of date: DateTime) -> Int {
        let local = date.zone == .unspecified ? date : context.dateInZone(date)
        return Int(local.ticks / CallerCalendar.ticksPerDay)
    }

    /// The days of a period; nil on a side to which it has no end.
    func days(of period: CalendarPeriod) -> (first: Int?, last: Int?) {
        let first = period.first.map { firstDay(of: period.unit, $0) }
        let last = period.last.map { firstDay(of: period.unit, $0 + 1) - 1 }
        return (first, last)
    }

    /// The first day of the unit that is so many after the present one.
    private func firstDay(of unit: CalendarPeriod.Unit, _ count: Int) -> Int {
        switch unit {
        case .day: return today + count
        // 0001-01-01 was a Monday, and weeks begin on one.
        case .week: return today - today % 7 + 7 * count
        case .month: return firstDay(months: 1, count)
        case .quarter: return firstDay(months: 3, count)
        case .half: return firstDay(months: 6, count)
        case .year: return firstDay(months: 12, count)
        }
    }

    private func firstDay(months: Int, _ count: Int) -> Int {
        let date = CalendarDate.civil(days: min(max(today, 0), CallerCalendar.lastDay))
        let month = (date.year * 12 + date.month - 1) / months * months + count * months
        if month < 12 { return 0 }
        return CalendarDate.days(year: month / 12, month: month % 12 + 1, day: 1) ?? CallerCalendar.lastDay
    }
}
