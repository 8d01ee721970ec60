import Testing
import Wire

@testable import Localization

@Suite("Yearly rules")
struct PosixTimeZoneTests {
    private func seconds(_ year: Int64, _ month: Int64, _ day: Int64, _ hour: Int64 = 0) -> Int64 {
        (CivilCalendar.firstDay(of: year) + CivilCalendar.daysBefore(month: month, in: year) + day - 1) * 86_400 + hour * 3600
    }

    @Test("A rule without daylight saving time has one offset", arguments: ["UTC0", "<+0530>-5:30", "ABC+3:00:01"])
    func fixed(text: String) throws {
        let rule = try PosixTimeZone(text)
        #expect(rule.offset(atUTC: .min) == rule.offset(atUTC: .max))
        #expect(rule.offset(atUTC: 0).seconds == ["UTC0": 0, "<+0530>-5:30": 19_800][text] ?? -10_801)
    }

    @Test("Central Europe changes on the last Sundays of March and October at 01:00 UTC")
    func centralEurope() throws {
        let rule = try PosixTimeZone("CET-1CEST,M3.5.0,M10.5.0/3")
        let spring = seconds(2026, 3, 29, 1)
        let autumn = seconds(2026, 10, 25, 1)
        #expect(rule.offset(atUTC: spring - 1) == ZoneOffset(seconds: 3600, isDaylight: false, abbreviation: "CET"))
        #expect(rule.offset(atUTC: spring) == ZoneOffset(seconds: 7200, isDaylight: true, abbreviation: "CEST"))
        #expect(rule.offset(atUTC: autumn - 1).abbreviation == "CEST")
        #expect(rule.offset(atUTC: autumn).abbreviation == "CET")
    }

    @Test("The south keeps daylight saving time over the new year")
    func south() throws {
        let rule = try PosixTimeZone("AEST-10AEDT,M10.1.0,M4.1.0/3")
        #expect(rule.offset(atUTC: seconds(2026, 1, 1)).isDaylight)
        #expect(!rule.offset(atUTC: seconds(2026, 7, 1)).isDaylight)
        #expect(rule.offset(atUTC: seconds(2026, 12, 31, 23)).isDaylight)
    }

    @Test("Ireland's winter is behind its standard time")
    func ireland() throws {
        let rule = try PosixTimeZone("IST-1GMT0,M10.5.0,M3.5.0/1")
        #expect(rule.offset(atUTC: seconds(2026, 1, 15)).abbreviation == "GMT")
        #expect(rule.offset(atUTC: seconds(2026, 7, 15)).abbreviation == "IST")
    }

    @Test("Hours of a change run from -167 to 167, days J60 and 59 differ in leap years")
    func daysAndHours() throws {
        let hours = try PosixTimeZone("EET-2EEST,M3.4.4/50,M10.4.4/50")
        // The fourth Thursday of March 2026 is the 26th; 50 hours later it is Saturday 02:00.
        #expect(!hours.offset(atUTC: seconds(2026, 3, 28) - 1).isDaylight)
        #expect(hours.offset(atUTC: seconds(2026, 3, 28)).isDaylight)
        let before = try PosixTimeZone("<-02>2<-01>,M3.5.0/-1,M10.5.0/0")
        #expect(before.offset(atUTC: seconds(2026, 3, 29, 1)).isDaylight)
        #expect(!before.offset(atUTC: seconds(2026, 3, 29, 1) - 1).isDaylight)
        let julian = try PosixTimeZone("AAA0BBB,J60/0,J300/0")
        #expect(julian.offset(atUTC: seconds(2028, 3, 1)).isDaylight)
        #expect(!julian.offset(atUTC: seconds(2028, 2, 29, 23)).isDaylight)
        let counted = try PosixTimeZone("AAA0BBB,59/0,300/0")
        #expect(counted.offset(atUTC: seconds(2028, 2, 29)).isDaylight)
        #expect(!counted.offset(atUTC: seconds(2027, 2, 28, 23)).isDaylight)
        #expect(counted.offset(atUTC: seconds(2027, 3, 1)).isDaylight)
    }

    @Test("Daylight saving time all year has no gap at the new year")
    func allYear() throws {
        let rule = try PosixTimeZone("XXX3EDT4,0/0,J365/23")
        for second: Int64 in [-1, 0, 1, 3599, 3600, 10_800, 14_400] {
            #expect(rule.offset(atUTC: seconds(2028, 1, 1) + second).abbreviation == "EDT")
        }
        #expect(rule.offset(atLocal: seconds(2027, 1, 1)).seconds == -14_400)
    }

    @Test("The farthest times have an offset as any other year has")
    func extremes() throws {
        let rule = try PosixTimeZone("CET-1CEST,M3.5.0,M10.5.0/3")
        for time: Int64 in [.min, .min + 1, -1, .max - 1, .max] {
            #expect([3600, 7200].contains(rule.offset(atUTC: time).seconds))
            #expect([3600, 7200].contains(rule.offset(atLocal: time).seconds))
        }
        let rules = TimeZoneRules(fixed: ZoneOffset(seconds: 3600, isDaylight: false, abbreviation: "CET"))
        #expect(rules.utc(fromLocal: .min) == .min)
        let west = TimeZoneRules(fixed: ZoneOffset(seconds: -3600, isDaylight: false, abbreviation: "ABC"))
        #expect(west.utc(fromLocal: .max) == .max)
    }

    @Test(
        "A fault is told with its byte",
        arguments: [
            ("", WireError.Kind.malformed, 0), ("AB1", .malformed, 0), ("<+0", .malformed, 1), ("<+030-3", .malformed, 7),
            ("CET", .malformed, 3), ("CET-", .malformed, 4), ("CET-25", .value, 4), ("CET-1:60", .value, 6),
            ("CET-1:00:99", .value, 9), ("CET-1:", .malformed, 6), ("CET-1CEST", .malformed, 9), ("CET-1CEST,", .malformed, 10),
            ("CET-1CEST,M3.5.0", .malformed, 16), ("CET-1CEST,M13.5.0,M10.5.0", .value, 11), ("CET-1CEST,M0.5.0,0", .value, 11),
            ("CET-1CEST,M3.6.0,0", .value, 13), ("CET-1CEST,M3.5.7,0", .value, 15), ("CET-1CEST,M3,0", .malformed, 12),
            ("CET-1CEST,M3.5,0", .malformed, 14), ("CET-1CEST,J0,0", .value, 11), ("CET-1CEST,J366,0", .value, 11),
            ("CET-1CEST,366,0", .value, 10), ("CET-1CEST,0/168,0", .value, 12), ("CET-1CEST,0/-168,0", .value, 13),
            ("CET-1CEST,0,0x", .malformed, 13), ("CET-99999999999999999999999", .value, 4),
        ])
    func faults(text: String, kind: WireError.Kind, offset: Int) {
        let error = #expect(throws: WireError.self) { try PosixTimeZone(text) }
        #expect(error?.kind == kind)
        #expect(error?.offset == offset)
    }

    @Test("The calendar agrees with itself over 800 years")
    func calendar() {
        var day = CivilCalendar.firstDay(of: 1600)
        for year: Int64 in 1600..<2400 {
            #expect(CivilCalendar.firstDay(of: year) == day)
            #expect(CivilCalendar.year(ofDay: day) == year)
            #expect(CivilCalendar.year(ofDay: day - 1) == year - 1)
            var before: Int64 = 0
            for month: Int64 in 1...12 {
                #expect(CivilCalendar.daysBefore(month: month, in: year) == before)
                before += CivilCalendar.length(ofMonth: month, in: year)
            }
            day += before
        }
        #expect(CivilCalendar.firstDay(of: 1970) == 0)
        #expect(CivilCalendar.weekday(ofDay: 0) == 4)
    }
}
