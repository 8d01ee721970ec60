import Messages
import Testing
import Wire

@Suite("Dates in headers")
struct HTTPDateTests {
    private static let now = DateTime("2026-11-21T09:00:00Z")?.utcTicks ?? 0

    @Test(
        "All three forms are read",
        arguments: ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", " Sun, 06 Nov 1994 08:49:37 GMT "])
    func forms(text: String) {
        #expect(HTTPDate(text, now: Self.now)?.unixSeconds == 784_111_777)
    }

    @Test("What is written is the form of today, and reads back", arguments: [0, 784_111_777, 951_782_400, -62_135_596_800, 253_402_300_799] as [Int64])
    func writing(seconds: Int64) {
        let date = HTTPDate(unixSeconds: seconds)
        #expect(HTTPDate(date.text, now: Self.now) == date)
        #expect(date.text.utf8.count == 29)
    }

    @Test("The day of the week is right")
    func weekday() {
        #expect(HTTPDate(unixSeconds: 784_111_777).text == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(HTTPDate(ticks: Self.now + 9_999_999).text == "Sat, 21 Nov 2026 09:00:00 GMT")
    }

    @Test(
        "A year of two digits is at most fifty years ahead",
        arguments: [("94", 1994), ("26", 2026), ("76", 2076), ("77", 1977), ("00", 2000)])
    func shortYears(year: String, full: Int) {
        let date = HTTPDate("Sunday, 06-Nov-\(year) 00:00:00 GMT", now: Self.now)
        #expect(date?.text.contains(" \(full) ") == true)
    }

    @Test(
        "Anything else is no date",
        arguments: [
            "", "now", "1994-11-06T08:49:37Z", "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 94 08:49:37 GMT", "Sun, 31 Feb 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 1994 08:60:37 GMT", "Sun, 06 Nov 1994 08:49:61 GMT", "Sun, 06 Nov 1994 08:49 GMT",
            "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 06 nov 1994 08:49:37 GMT", "Xun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 8:49:37 GMT",
            "Sunday, 06-Nov-1994 08:49:37 GMT", "Sun Nov 6 08:49:37 1994 GMT x", "Sun, +6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 0000 08:49:37 GMT",
        ])
    func refusals(text: String) {
        #expect(HTTPDate(text, now: Self.now) == nil)
    }
}
