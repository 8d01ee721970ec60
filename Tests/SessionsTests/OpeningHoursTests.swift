import Carriers
import Sessions
import Testing
import Wire

@Suite("Opening hours")
struct OpeningHoursTests {
    /// Monday from 8 to 16, Tuesday from 22 past midnight to 2, Friday around the clock from noon; lunch from 11:30 to 12.
    static var hours: ChatOpeningHours {
        var hours = ChatOpeningHours()
        (hours.monEnabled, hours.monStart, hours.monStop) = (true, TimeSpan(hours: 8), TimeSpan(hours: 16))
        (hours.tueEnabled, hours.tueStart, hours.tueStop) = (true, TimeSpan(hours: 22), TimeSpan(hours: 2))
        (hours.friEnabled, hours.friStart, hours.friStop) = (true, TimeSpan(hours: 12), TimeSpan(hours: 12))
        (hours.useLunchHours, hours.lunchStart, hours.lunchStop) = (true, TimeSpan(hours: 11, minutes: 30), TimeSpan(hours: 12))
        return hours
    }

    static func time(_ weekday: Int, _ hour: Int, _ minute: Int = 0, minusTicks ticks: Int64 = 0) -> DateTime {
        // 0001-01-08 was a Monday.
        DateTime(ticks: TimeSpan(hours: (7 + weekday) * 24 + hour, minutes: minute).ticks - ticks)
    }

    @Test(
        "Start is open, stop is closed, lunch is closed, and a span may run past midnight",
        arguments: [
            (time(0, 8, minusTicks: 1), false), (time(0, 8), true), (time(0, 11, 30, minusTicks: 1), true), (time(0, 11, 30), false),
            (time(0, 12, minusTicks: 1), false), (time(0, 12), true), (time(0, 16, minusTicks: 1), true), (time(0, 16), false),
            (time(1, 1), false), (time(1, 22), true), (time(2, 0), true), (time(2, 2, minusTicks: 1), true), (time(2, 2), false),
            (time(2, 22), false), (time(4, 11), false), (time(4, 12), true), (time(5, 11), true), (time(5, 11, 45), false), (time(5, 12), false),
            (time(6, 12), false),
        ])
    func edges(time: DateTime, isOpen: Bool) {
        #expect(OpeningCalendar(Self.hours).isOpen(at: time) == isOpen)
    }

    @Test("Days that are all off never open, and days around the clock without lunch never close")
    func never() {
        #expect(!OpeningCalendar(ChatOpeningHours()).isOpen(at: Self.time(3, 3)))
        var always = ChatOpeningHours()
        (always.monEnabled, always.tueEnabled, always.wedEnabled, always.thuEnabled) = (true, true, true, true)
        (always.friEnabled, always.satEnabled, always.sunEnabled) = (true, true, true)
        for hour in 0..<168 { #expect(OpeningCalendar(always).isOpen(at: Self.time(hour / 24, hour % 24))) }
    }

    @Test("The open time of a week is what the days have, without lunch, and a lunch that stops where it starts is none")
    func week() {
        func hours(_ hours: ChatOpeningHours) -> Int64 {
            OpeningCalendar(hours).openSpans(from: Self.time(0, 0), to: Self.time(7, 0))
                .reduce(0) { $0 + Int64($1.count) } / TimeSpan(hours: 0, minutes: 30).ticks
        }
        // In half hours: Monday 15, Tuesday 8, Friday 47; the next Monday is not yet there.
        #expect(hours(Self.hours) == 15 + 8 + 47)
        var without = Self.hours
        without.lunchStop = without.lunchStart
        #expect(hours(without) == 16 + 8 + 48)
    }

    @Test("Lunch may run past midnight, and 24:00 is the end of the day")
    func nights() {
        var hours = ChatOpeningHours()
        (hours.satEnabled, hours.satStart, hours.satStop) = (true, TimeSpan(hours: 18), TimeSpan(hours: 24))
        (hours.sunEnabled, hours.sunStart, hours.sunStop) = (true, TimeSpan(hours: 0), TimeSpan(hours: 6))
        (hours.useLunchHours, hours.lunchStart, hours.lunchStop) = (true, TimeSpan(hours: 23, minutes: 30), TimeSpan(hours: 0, minutes: 30))
        let opening = OpeningCalendar(hours)
        #expect(opening.isOpen(at: Self.time(5, 23)))
        #expect(!opening.isOpen(at: Self.time(5, 23, 45)) && !opening.isOpen(at: Self.time(6, 0, 15)))
        #expect(opening.isOpen(at: Self.time(6, 0, 30)))
        #expect(!opening.isOpen(at: Self.time(6, 23, 0)))
    }

    @Test("A topic that does not use its hours has none")
    func disabled() {
        var topic = ChatTopicEntity()
        topic.openingHours = Self.hours
        #expect(OpeningCalendar(of: topic) == nil)
        topic.openingHoursEnabled = true
        #expect(OpeningCalendar(of: topic) == OpeningCalendar(Self.hours))
    }

    @Test("Times that are none do no harm", arguments: [Int64.min, -1, DateTime.end, Int64.max])
    func nonsense(ticks: Int64) {
        _ = OpeningCalendar(Self.hours).isOpen(at: DateTime(ticks: ticks))
    }
}
