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
        #expect(Assignment.longestIdle.choice(from: agents) == .agent(2))
        #expect(Assignment.fewestChats.choice(from: agents) == .agent(1))
    }

    @Test("Nobody gets a session who is away, cannot respond or is full")
    func barred() {
        let barred = [
            Self.candidate(1, isPresent: false), Self.candidate(2, rights: [.listen, .manage]), Self.candidate(3, chats: 3), Self.candidate(4, capacity: 0),
        ]
        for rule in Assignment.allCases { #expect(rule.choice(from: barred) == .nobody) }
        #expect(Assignment.longestIdle.choice(from: barred + [Self.candidate(5)]) == .agent(5))
    }

    @Test("Who was asked is passed over until others have been, or for twice the time of an answer")
    func asked() {
        let agents = [Self.candidate(1), Self.candidate(2, chats: 1)]
        let (first, second) = (Scenery.noon, Scenery.noon.adding(seconds: 30))
        func choice(_ asked: [Int32: Moment], after seconds: Int64) -> Assignment.Choice {
            Assignment.fewestChats.choose(from: agents, asked: asked, answering: 30, at: Scenery.noon.adding(seconds: seconds))
        }
        #expect(choice([:], after: 0) == .agent(1))
        #expect(choice([1: first], after: 30) == .agent(2))
        #expect(choice([1: first, 2: second], after: 59) == .later(first.adding(seconds: 60)))
        #expect(choice([1: first, 2: second], after: 60) == .agent(1))
        // Whoever was never asked goes first, however much the others have to do.
        #expect(choice([1: first], after: 600) == .agent(2))
        let alone = Assignment.fewestChats.choose(from: [agents[0], Self.candidate(2, chats: 3)], asked: [1: first], answering: 30, at: second)
        #expect(alone == .later(first.adding(seconds: 60)))
    }

    @Test("Of those who are alike the other measure decides, then the number, whatever their order")
    func ties() {
        let agents = [Self.candidate(4, chats: 1, idle: 9), Self.candidate(2, chats: 1, idle: 9), Self.candidate(3, chats: 2, idle: 9), Self.candidate(5, chats: 1, idle: 3)]
        for order in [agents, agents.reversed()] {
            #expect(Assignment.longestIdle.choice(from: order) == .agent(2))
            #expect(Assignment.fewestChats.choice(from: order) == .agent(2))
        }
    }
}

extension Assignment {
    /// Who gets a session that nobody was asked to take.
    fileprivate func choice(from candidates: [Candidate]) -> Choice {
        choose(from: candidates, asked: [:], answering: 0, at: Scenery.noon)
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

    @Test("Without open days no promise is ever broken, and around the clock each at its second")
    func never() throws {
        #expect(try ServiceLevel.deadline(OpeningCalendar(week: []), from: Self.date(16, 8), after: 1) == nil)
        let always = OpeningCalendar(week: Array(repeating: [try Self.span(0, 24)], count: 7))
        #expect(try ServiceLevel.deadline(always, from: Self.date(16, 8), after: 30 * 86_400) == Self.date(16, 8).later(seconds: 30 * 86_400))
        #expect(try always.isOpen(at: Self.date(16, 0)))
    }

    @Test("A promise that only a holiday keeps is found years later")
    func far() throws {
        let day = try #require(CalendarDate.days(year: 2031, month: 5, day: 1))
        let calendar = OpeningCalendar(week: [], exceptions: [Int64(day): [try Self.span(8, 9)]])
        let opening = DateTime(ticks: Int64(day) * 24 * 3600 * DateTime.ticksPerSecond).later(seconds: 8 * 3600)
        #expect(try ServiceLevel.deadline(calendar, from: Self.date(16, 8), after: 60) == opening.later(seconds: 60))
        #expect(try ServiceLevel.deadline(calendar, from: Self.date(16, 8), after: 3601) == nil)
    }

    @Test("Only open time counts for the service level", arguments: [(16, 11, 30, 16, 11, 30), (16, 11, 60, 16, 12, 0), (16, 11, 61, 16, 13, 1), (17, 15, 120, 19, 9, 0), (18, 9, 1, 19, 8, 1)])
    func serviceLevel(day: Int, hour: Int, minutes: Int32, endDay: Int, endHour: Int, endMinute: Int) throws {
        let calendar = try Self.calendar()
        let start = try Self.date(day, hour)
        let end = try Self.date(endDay, endHour, endMinute)
        #expect(ServiceLevel.deadline(calendar, from: start, after: minutes * 60) == end)
        let open = calendar.openSpans(from: start, to: end).reduce(0) { $0 + $1.count }
        #expect(open == Int(minutes) * 60 * Int(DateTime.ticksPerSecond))
    }

    @Test("Spans that overlap count once")
    func overlap() throws {
        let calendar = OpeningCalendar(week: Array(repeating: [try Self.span(8, 12), try Self.span(10, 14), try Self.span(14, 15)], count: 7))
        let spans = try calendar.openSpans(from: Self.date(16, 0), to: Self.date(17, 0))
        #expect(try spans == [Self.date(16, 8).ticks..<Self.date(16, 15).ticks])
    }

    @Test("Times that are none make no span", arguments: [(-1, 5), (24, 5), (5, 25), (5, -1)])
    func nonsense(from: Int, to: Int) {
        #expect(OpeningCalendar.Span(from: TimeSpan(hours: from), to: TimeSpan(hours: to)) == nil)
    }

    @Test("Dates at both ends of the calendar do no harm", arguments: [Int64.min, 0, DateTime.end - 1, Int64.max])
    func ends(ticks: Int64) throws {
        let calendar = try Self.calendar()
        _ = calendar.isOpen(at: DateTime(ticks: ticks))
        _ = ServiceLevel.deadline(calendar, from: DateTime(ticks: ticks), after: .max)
    }
}

extension DateTime {
    fileprivate func later(seconds: Int64) -> DateTime { DateTime(ticks: ticks + seconds * DateTime.ticksPerSecond) }
}
