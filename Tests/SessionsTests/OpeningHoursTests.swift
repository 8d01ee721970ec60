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

    static func time(_ weekday: Int, _ hour: Int, _ minute: Int = 0, minusTicks ticks: Int64 = 0) -> OpeningHours.LocalTime {
        OpeningHours.LocalTime(weekday: weekday, ticks: TimeSpan(hours: hour, minutes: minute).ticks - ticks)
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
    func edges(time: OpeningHours.LocalTime, isOpen: Bool) {
        #expect(OpeningHours(Self.hours).isOpen(at: time) == isOpen)
    }

    @Test("What is open until a minute to come changes at that minute and not before")
    func changes() throws {
        let hours = OpeningHours(Self.hours)
        // Every quarter of an hour of the week, against a walk over the minutes that follow.
        for quarter in stride(from: 0, to: 7 * 96, by: 1) {
            let start = Self.time(quarter / 96, quarter % 96 / 4, quarter % 4 * 15)
            let wait = try #require(hours.untilChange(from: start)).ticks / (60 * DateTime.ticksPerSecond)
            var minutes: Int64 = 0
            var walked: OpeningHours.LocalTime
            repeat {
                minutes += 1
                let minute = Int64(quarter) * 15 + minutes
                walked = Self.time(Int(minute / 1440), Int(minute % 1440) / 60, Int(minute % 60))
            } while hours.isOpen(at: walked) == hours.isOpen(at: start)
            #expect(wait == minutes, "quarter \(quarter)")
        }
    }

    @Test("Days that are all off never open, and days around the clock without lunch never close")
    func never() {
        #expect(OpeningHours(ChatOpeningHours()).untilChange(from: Self.time(3, 3)) == nil)
        var always = ChatOpeningHours()
        (always.monEnabled, always.tueEnabled, always.wedEnabled, always.thuEnabled) = (true, true, true, true)
        (always.friEnabled, always.satEnabled, always.sunEnabled) = (true, true, true)
        #expect(OpeningHours(always).isOpen(at: Self.time(3, 3)))
        #expect(OpeningHours(always).untilChange(from: Self.time(3, 3)) == nil)
    }

    @Test("Lunch may run past midnight, and 24:00 is the end of the day")
    func nights() {
        var hours = ChatOpeningHours()
        (hours.satEnabled, hours.satStart, hours.satStop) = (true, TimeSpan(hours: 18), TimeSpan(hours: 24))
        (hours.sunEnabled, hours.sunStart, hours.sunStop) = (true, TimeSpan(hours: 0), TimeSpan(hours: 6))
        (hours.useLunchHours, hours.lunchStart, hours.lunchStop) = (true, TimeSpan(hours: 23, minutes: 30), TimeSpan(hours: 0, minutes: 30))
        let opening = OpeningHours(hours)
        #expect(opening.isOpen(at: Self.time(5, 23)))
        #expect(!opening.isOpen(at: Self.time(5, 23, 45)) && !opening.isOpen(at: Self.time(6, 0, 15)))
        #expect(opening.isOpen(at: Self.time(6, 0, 30)))
        #expect(!opening.isOpen(at: Self.time(6, 23, 0)))
    }

    @Test("A topic that does not use its hours has none")
    func disabled() {
        var topic = ChatTopicEntity()
        topic.openingHours = Self.hours
        #expect(OpeningHours(of: topic) == nil)
        topic.openingHoursEnabled = true
        #expect(OpeningHours(of: topic) == OpeningHours(Self.hours))
    }

    @Test("The day of the week comes from the date as it was written", arguments: [("2026-11-21T04:05:00", 5), ("2026-11-23T00:00:00+09:00", 0), ("0001-01-01T00:00:00", 0)])
    func weekday(text: String, weekday: Int) throws {
        let date = try #require(Array(text.utf8).withUnsafeBufferPointer { DateTimeText.read($0) })
        #expect(OpeningHours.LocalTime(date).weekday == weekday)
    }

    @Test("Times that are none do no harm", arguments: [(-1, .min), (99, .max), (.min, 0), (.max, -5)] as [(Int, Int64)])
    func nonsense(weekday: Int, ticks: Int64) {
        let opening = OpeningHours(Self.hours)
        let time = OpeningHours.LocalTime(weekday: weekday, ticks: ticks)
        _ = opening.isOpen(at: time)
        #expect(opening.untilChange(from: time) != nil)
    }
}
