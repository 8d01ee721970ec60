import Localization
import Messages
import Testing
import Wire

@testable import Engine

@Suite("Days of a caller")
struct LocalCalendarTests {
    private func zone(_ name: String) throws -> Zone { try ZoneCodes().resolve(.name(name), in: ZoneDatabase()) }

    private func ticks(_ text: String) throws -> Int64 { try #require(DateTime(text)).utcTicks }

    /// The period's first and last moment but one, in UTC.
    private func period(_ word: String, at now: String, in zone: String) throws -> (String?, String?) {
        let calendar = LocalCalendar(try self.zone(zone))
        let period = try #require(CalendarPeriod(named: word))
        let days = calendar.days(of: period, today: calendar.day(of: try ticks(now)))
        func text(_ day: Int?) -> String? { day.map { DateTime(ticks: calendar.start(ofDay: $0), zone: .utc).description } }
        return (text(days.first), text(days.end))
    }

    @Test(
        "Periods begin and end at the caller's midnight",
        arguments: [
            ("today", "2026-11-21T23:30:00Z", "Europe/Oslo", "2026-11-21T23:00:00Z", "2026-11-22T23:00:00Z"),
            ("today", "2026-11-21T23:30:00Z", "UTC", "2026-11-21T00:00:00Z", "2026-11-22T00:00:00Z"),
            ("today", "2026-03-29T12:00:00Z", "Europe/Oslo", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"),
            ("today", "2026-10-25T12:00:00Z", "Europe/Oslo", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"),
            ("thisWeek", "2026-11-22T12:00:00Z", "UTC", "2026-11-16T00:00:00Z", "2026-11-23T00:00:00Z"),
            ("thisWeek", "2026-11-23T00:00:00Z", "UTC", "2026-11-23T00:00:00Z", "2026-11-30T00:00:00Z"),
            ("lastMonth", "2026-01-15T12:00:00Z", "UTC", "2025-12-01T00:00:00Z", "2026-01-01T00:00:00Z"),
            ("thisMonth", "2024-02-29T12:00:00Z", "UTC", "2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z"),
            ("nextMonth", "2026-12-31T12:00:00Z", "UTC", "2027-01-01T00:00:00Z", "2027-02-01T00:00:00Z"),
            ("lastQuarter", "2026-02-15T12:00:00Z", "UTC", "2025-10-01T00:00:00Z", "2026-01-01T00:00:00Z"),
            ("thisQuarter", "2026-12-31T12:00:00Z", "UTC", "2026-10-01T00:00:00Z", "2027-01-01T00:00:00Z"),
            ("thisHalf", "2026-06-30T12:00:00Z", "UTC", "2026-01-01T00:00:00Z", "2026-07-01T00:00:00Z"),
            ("nextHalf", "2026-07-01T12:00:00Z", "UTC", "2027-01-01T00:00:00Z", "2027-07-01T00:00:00Z"),
            ("lastYear", "2026-01-01T04:00:00Z", "America/New_York", "2024-01-01T05:00:00Z", "2025-01-01T05:00:00Z"),
        ])
    func periods(word: String, now: String, zone: String, start: String, end: String) throws {
        let period = try period(word, at: now, in: zone)
        #expect(period.0 == start && period.1 == end)
    }

    @Test("Open periods have one end")
    func open() throws {
        let before = try period("beforeToday", at: "2026-11-21T12:00:00Z", in: "UTC")
        #expect(before.0 == nil && before.1 == "2026-11-21T00:00:00Z")
        let after = try period("afterToday", at: "2026-11-21T12:00:00Z", in: "UTC")
        #expect(after.0 == "2026-11-22T00:00:00Z" && after.1 == nil)
    }

    @Test("A thousand units before the first day and behind the last stay within the calendar", arguments: CalendarPeriod.Unit.allCases)
    func edges(unit: CalendarPeriod.Unit) throws {
        for zone in ["UTC", "Europe/Oslo", "Pacific/Honolulu"] {
            let calendar = LocalCalendar(try self.zone(zone))
            for today in [-5, 0, 1, 3_652_058, 3_652_059, 9_999_999] {
                for count in [-CalendarPeriod.most, -1, 0, 1, CalendarPeriod.most] {
                    let days = calendar.days(of: CalendarPeriod(unit, first: count, last: count), today: today)
                    let start = calendar.start(ofDay: try #require(days.first))
                    let end = calendar.start(ofDay: try #require(days.end))
                    #expect(start >= 0 && start <= end && end <= DateTime.end)
                }
            }
        }
    }
}
