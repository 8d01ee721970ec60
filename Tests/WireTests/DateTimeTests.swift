import Testing

@testable import Wire

@Suite("Dates and times")
struct DateTimeTests {
    @Test("Random moments in every zone are written and read back")
    func roundTrip() throws {
        var random = SeededNumbers(seed: 6)
        for index in 0..<100_000 {
            var ticks = Int64.random(in: 0..<DateTime.end, using: &random)
            if index % 3 == 0 { ticks -= ticks % DateTime.ticksPerSecond }
            if index % 7 == 0 { ticks -= ticks % 100_000 }
            let zone = index % 5 == 0 ? .unspecified : index % 5 == 1 ? .utc : DateTime.Zone(minutesEast: Int.random(in: -840...840, using: &random))
            let value = DateTime(ticks: ticks, zone: try #require(zone))
            #expect(DateTime(value.description) == value)
            #expect(try inJSON("\"\(value)\"") == value)
        }
    }

    @Test("Every day of four centuries has the date that its neighbour says")
    func calendar() {
        var (year, month, day) = (1799, 12, 31)
        for days in CalendarDate.days(year: 1800, month: 1, day: 1).map({ $0..<$0 + 146_097 }) ?? 0..<0 {
            day += 1
            if CalendarDate.days(year: year, month: month, day: day) == nil { (month, day) = (month + 1, 1) }
            if month == 13 { (year, month) = (year + 1, 1) }
            #expect(CalendarDate.days(year: year, month: month, day: day) == days)
            #expect(CalendarDate.civil(days: days) == (year, month, day))
        }
    }

    @Test("Every form of a moment is read", arguments: [
        ("0001-01-01T00:00:00", 0, nil), ("9999-12-31T23:59:59.9999999Z", DateTime.end - 1, "Z"),
        ("2018-07-20T18:28:48", 636_677_081_280_000_000, nil), ("2018-07-20T18:28:48Z", 636_677_081_280_000_000, "Z"),
        ("2018-07-20T18:28:48.2632862+02:00", 636_677_081_282_632_862, "+120"), ("2018-07-20T18:28:48.2632862", 636_677_081_282_632_862, nil),
        ("2018-07-20T18:28:48.26-03:30", 636_677_081_282_600_000, "-210"), ("2018-07-20T18:28:48.26328629999Z", 636_677_081_282_632_862, "Z"),
        ("2018-07-20T18:28:48.263286-14:00", 636_677_081_282_632_860, "-840"), ("2018-07-20T18:28:48.0000000+00:00", 636_677_081_280_000_000, "+0"),
        ("2000-02-29T00:00:00Z", 630_873_792_000_000_000, "Z"),
    ] as [(String, Int64, String?)])
    func forms(_ text: String, _ ticks: Int64, _ zone: String?) throws {
        let value = try #require(DateTime(text))
        #expect(value.ticks == ticks)
        #expect(value.zone == (zone == nil ? .unspecified : zone == "Z" ? .utc : DateTime.Zone(minutesEast: try #require(zone.flatMap { Int($0) }))))
        #expect(try inJSON("\"\(text)\"") == value)
        #expect(try inJSON("\"\(text)\",                    ") == value)
        #expect(try inJSON("\"\(text.replacingOccurrences("+", with: "\\u002B"))\"") == value)
    }

    @Test("What is not a moment is refused where it stands", arguments: [
        "", "2018-07-20", "2018-07-20T18:28", "2018-07-20 18:28:48", "2018-07-20t18:28:48", "2018/07/20T18:28:48",
        "2018-13-20T18:28:48", "2018-00-20T18:28:48",
        "2018-02-29T18:28:48", "1900-02-29T00:00:00", "2018-04-31T18:28:48", "2018-07-00T18:28:48", "2018-07-32T18:28:48",
        "0000-07-20T18:28:48", "2018-07-20T24:28:48",
        "2018-07-20T18:60:48", "2018-07-20T18:28:60", "2018-07-20T18:28:48.", "2018-07-20T18:28:48.Z",
        "2018-07-20T18:28:48.+02:00", "2018-07-20T18:28:48z",
        "2018-07-20T18:28:48+2:00", "2018-07-20T18:28:48+02", "2018-07-20T18:28:48+0200", "2018-07-20T18:28:48+02:60",
        "2018-07-20T18:28:48+14:01", "2018-07-20T18:28:48-15:00",
        "2018-07-20T18:28:48Zx", "2018-07-20T18:28:48+02:00x", "x2018-07-20T18:28:48", "2018-07-20T18:28:4é",
        "-018-07-20T18:28:48", "2018-07-20T18:28:48.1234567890123456789012345678901234567890",
        "２018-07-20T18:28:48",
    ])
    func refused(_ text: String) {
        #expect(DateTime(text) == nil)
        expectError(.value, at: 2, of: text) { () throws(WireError) in try inJSON("  \"\(text)\"") }
    }

    @Test("A value that is no string, or a string that never ends, is refused where it is")
    func otherValues() {
        expectError(.value, at: 0, of: "a number") { () throws(WireError) in try inJSON("2018") }
        expectError(.malformed, at: 20, of: "no end") { () throws(WireError) in try inJSON("\"2018-07-20T18:28:48") }
        expectError(.malformed, at: 0, of: "nothing") { () throws(WireError) in try inJSON("") }
    }

    private func inJSON(_ json: String) throws(WireError) -> DateTime {
        try reading(Array(json.utf8)) { (reader) throws(WireError) in
            let value = try reader.dateTime()
            _ = reader.take(0x2C)
            return value
        }
    }
}

extension String {
    fileprivate func replacingOccurrences(_ one: Character, with other: String) -> String {
        map { $0 == one ? other : String($0) }.joined()
    }
}
