import Carriers
import Sessions
import Testing
import Wire

@Suite("Automatic assignment")
struct AssignmentTests {
    static func candidate(_ id: Int32, chats: Int32 = 0, capacity: Int32 = 3, idle: Int32 = 0, rights: TopicRights = .respond, isPresent: Bool = true) -> Assignment.Candidate {
        .init(
            agent: TopicAgent(associateID: id, rights: rights, isPresent: isPresent), chats: chats, capacity: capacity,
            idleSince: idle == 0 ? .none : Scenery.noon.adding(minutes: -idle))
    }

    @Test("The longest idle gets the session, or whoever has the fewest chats")
    func choice() {
        let agents = [Self.candidate(1, chats: 0, idle: 5), Self.candidate(2, chats: 2, idle: 30), Self.candidate(3, chats: 1, idle: 40, isPresent: false)]
        #expect(Assignment.longestIdle.choose(from: agents) == 2)
        #expect(Assignment.fewestChats.choose(from: agents) == 1)
    }

    @Test("Nobody gets a session who is away, cannot respond, is full, or did not answer before")
    func barred() {
        let barred = [
            Self.candidate(1, isPresent: false), Self.candidate(2, rights: [.listen, .manage]), Self.candidate(3, chats: 3), Self.candidate(4, capacity: 0), Self.candidate(5),
        ]
        for rule in Assignment.allCases { #expect(rule.choose(from: barred, passingOver: [5]) == nil) }
        #expect(Assignment.longestIdle.choose(from: barred) == 5)
    }

    @Test("Of those who are alike the other measure decides, then the number, whatever their order")
    func ties() {
        let agents = [Self.candidate(4, chats: 1, idle: 9), Self.candidate(2, chats: 1, idle: 9), Self.candidate(3, chats: 2, idle: 9), Self.candidate(5, chats: 1, idle: 3)]
        for order in [agents, agents.reversed()] {
            #expect(Assignment.longestIdle.choose(from: order) == 2)
            #expect(Assignment.fewestChats.choose(from: order) == 2)
        }
    }

    @Test("Priority goes before waiting time, waiting time before the number")
    func order() {
        let waiting = [
            Queue.Waiting(id: 4, requested: Scenery.noon), Queue.Waiting(id: 3, requested: Scenery.noon), Queue.Waiting(id: 9, requested: Scenery.noon.adding(minutes: -1)),
            Queue.Waiting(id: 8, requested: Scenery.noon.adding(minutes: 1), priority: 1),
        ]
        #expect(Queue.ordered(waiting).map(\.id) == [8, 9, 3, 4])
    }
}

@Suite("Several spans a day, holidays, and time that counts")
struct OpeningCalendarTests {
    static func span(_ from: Int, _ to: Int) throws -> OpeningCalendar.Span {
        try #require(OpeningCalendar.Span(from: TimeSpan(hours: from), to: TimeSpan(hours: to)))
    }

    static func date(_ day: Int, _ hour: Int, _ minute: Int = 0) throws -> DateTime {
        let days = try #require(CalendarDate.days(year: 2026, month: 11, day: day))
        return DateTime(ticks: (Int64(days) * 1440 + Int64(hour * 60 + minute)) * 60 * DateTime.ticksPerSecond)
    }

    /// Weekdays 8–12 and 13–16, Friday 22–2 besides; Wednesday the 18th of November 2026 off, Sunday the 22nd 10–12.
    static func calendar() throws -> OpeningCalendar {
        let workday = [try span(8, 12), try span(13, 16)]
        let off = try #require(CalendarDate.days(year: 2026, month: 11, day: 18))
        let extra = try #require(CalendarDate.days(year: 2026, month: 11, day: 22))
        return OpeningCalendar(
            week: [workday, workday, workday, workday, workday + [try span(22, 2)]],
            exceptions: [Int64(off): [], Int64(extra): [try span(10, 12)]])
    }

    // The 16th is a Monday.
    @Test(
        "Each span counts, a date goes before its weekday, and what began yesterday still runs",
        arguments: [
            (16, 7, false), (16, 8, true), (16, 12, false), (16, 13, true), (16, 16, false), (18, 9, false), (19, 9, true), (20, 22, true), (21, 1, true), (21, 2, false),
            (21, 9, false), (22, 11, true), (22, 12, false),
        ])
    func open(day: Int, hour: Int, isOpen: Bool) throws {
        #expect(try Self.calendar().isOpen(at: Self.date(day, hour)) == isOpen)
    }

    @Test("The next change is the next opening or closing", arguments: [(16, 7, 16, 8), (16, 8, 16, 12), (16, 12, 16, 13), (17, 16, 19, 8), (20, 23, 21, 2), (21, 2, 22, 10)])
    func next(day: Int, hour: Int, nextDay: Int, nextHour: Int) throws {
        #expect(try Self.calendar().nextChange(after: Self.date(day, hour)) == Self.date(nextDay, nextHour))
    }

    @Test("A calendar without open days never changes, nor does one that is always open")
    func never() throws {
        #expect(try OpeningCalendar(week: []).nextChange(after: Self.date(16, 8)) == nil)
        let always = OpeningCalendar(week: Array(repeating: [try Self.span(0, 24)], count: 7))
        #expect(try always.nextChange(after: Self.date(16, 8)) == nil)
        #expect(try always.isOpen(at: Self.date(16, 0)))
    }

    @Test("Only open time counts for the service level", arguments: [(16, 11, 30, 16, 11, 30), (16, 11, 60, 16, 12, 0), (16, 11, 61, 16, 13, 1), (17, 15, 120, 19, 9, 0), (18, 9, 1, 19, 8, 1)])
    func serviceLevel(day: Int, hour: Int, minutes: Int32, endDay: Int, endHour: Int, endMinute: Int) throws {
        let calendar = try Self.calendar()
        let start = try Self.date(day, hour)
        let end = try Self.date(endDay, endHour, endMinute)
        #expect(ServiceLevel.deadline(calendar, from: start, after: minutes) == end)
        #expect(ServiceLevel.openTime(calendar, from: start, to: end) == TimeSpan(hours: 0, minutes: Int(minutes)))
    }

    @Test("Spans that overlap count once")
    func overlap() throws {
        let calendar = OpeningCalendar(week: Array(repeating: [try Self.span(8, 12), try Self.span(10, 14), try Self.span(14, 15)], count: 7))
        #expect(try ServiceLevel.openTime(calendar, from: Self.date(16, 0), to: Self.date(17, 0)) == TimeSpan(hours: 7))
    }

    @Test("Times that are none make no span", arguments: [(-1, 5), (24, 5), (5, 25), (5, -1)])
    func nonsense(from: Int, to: Int) {
        #expect(OpeningCalendar.Span(from: TimeSpan(hours: from), to: TimeSpan(hours: to)) == nil)
    }

    @Test("Dates at both ends of the calendar do no harm", arguments: [Int64.min, 0, DateTime.end - 1, Int64.max])
    func ends(ticks: Int64) throws {
        let calendar = try Self.calendar()
        _ = calendar.isOpen(at: DateTime(ticks: ticks))
        _ = calendar.nextChange(after: DateTime(ticks: ticks))
        _ = ServiceLevel.deadline(calendar, from: DateTime(ticks: ticks), after: .max)
    }
}
