import Messages
import Testing
import Wire

@testable import Engine

@Suite("Retention")
struct RetentionTests {
    private static let day: Int64 = 86_400

    @Test("A session leaves the store so many days after its end, with its messages, and the audit keeps its number")
    func sessions() throws {
        let desk = try Customer.desk(config: #","sessions":{"retentionDays":30,"purgeDeletedHours":87600,"eventDays":3650}"#)
        let customer = try Customer(desk)
        try customer.say("My secret")
        desk.clock.advance(seconds: 3600)
        try customer.call("Leave")
        let messages = try desk.host("System.CountRows")["Messages"]?.int ?? 0
        #expect(messages >= 2)
        // 106 and 107 of the desk ended when they were asked for, 45 and 30 minutes before it opened.
        #expect(try desk.runDue() == (30 * RetentionTests.day - 3600 - 45 * 60) * 1000)
        desk.clock.advance(seconds: 30 * RetentionTests.day - 1)
        #expect(try desk.runDue() == 1000)
        #expect(try desk.status(ofSession: 106) == nil && desk.status(ofSession: 107) == nil)
        #expect(try desk.status(ofSession: customer.session) == "ClosedFromQueue")
        desk.clock.advance(seconds: 1)
        #expect(try desk.runDue() > 1000 * RetentionTests.day)
        #expect(try desk.status(ofSession: customer.session) == nil)
        #expect(try desk.host("System.CountRows")["Messages"]?.int == 0)
        #expect(failure { try customer.view() }?.kind == .authentication)
        // What goes on stays, and what is deleted has a time of its own.
        #expect(try desk.status(ofSession: 102) == "CustomerLast")
        #expect(try desk.status(ofSession: 104) == "Deleted")
        let entries = (try desk.host("System.Audit", #"{"Top":1000}"#)["Entries"]?.elements ?? []).filter { $0["Operation"]?.string == "Time.retention" }
        #expect(entries.map { $0["ChatSessionId"]?.int } == [107, 106, customer.session])
        #expect(entries.map { $0["TopicId"]?.int } == [1, 2, 1])
        #expect(entries.allSatisfy { $0["Who"]?.string == "timer" && $0["Details"] == .null })
    }

    @Test("No event tells of a session that is removed: who reads the log goes by the same time")
    func silence() throws {
        let desk = try Desk(config: #","sessions":{"retentionDays":1,"eventDays":3650}"#)
        desk.clock.advance(seconds: 10 * RetentionTests.day)
        _ = try desk.runDue()
        #expect(try desk.status(ofSession: 107) == nil && desk.status(ofSession: 104) == nil)
        #expect(try desk.events() == [])
    }

    @Test("Without a number of days sessions stay")
    func forever() throws {
        let desk = try Desk(config: #","sessions":{"retentionDays":0,"auditDays":0}"#)
        desk.clock.advance(seconds: 3000 * RetentionTests.day)
        _ = try desk.runDue()
        #expect(try desk.status(ofSession: 107) == "Closed")
        #expect(try desk.host("System.Audit")["Entries"]?.elements.first?["Operation"]?.string == "System.Import")
    }

    @Test("Of a thousand sessions each goes once, in steps, however many threads of two engines are at it")
    func together() throws {
        let folder = try Folder()
        let config = #","sessions":{"retentionDays":1}"#
        let desks = try [Desk(store: folder.store, config: config), Desk(store: folder.store, config: config, isEmpty: true)]
        let sessions = (1...1000).map { #"{"ChatSessionId":\#(1000 + $0),"TopicId":\#($0 % 2 + 1),"Status":"Closed"}"# }
        _ = try desks[0].host("System.Import", #"{"Sessions":[\#(sessions.joined(separator: ","))]}"#)
        let now = (TestClock.start - DateTime.unixEpoch) / 10_000 + 2 * RetentionTests.day * 1000
        inThreads(6) { number in
            do { _ = try desks[number % 2].engine.runDue(at: now) } catch { Issue.record(error) }
        }
        var (entries, after): ([Int?], Int) = ([], 0)
        while true {
            let page = try desks[0].host("System.Audit", #"{"Top":1000,"After":\#(after)}"#)
            let rows = page["Entries"]?.elements ?? []
            if rows.isEmpty { break }
            entries += rows.filter { $0["Operation"]?.string == "Time.retention" }.map { $0["ChatSessionId"]?.int }
            after = page["Next"]?.int ?? 0
        }
        #expect(entries.count == 1002)
        #expect(Set(entries).count == 1002)
    }

    @Test(
        "A number of days that cannot be is refused by name",
        arguments: ["retentionDays", "auditDays"], [-1, 36_501])
    func bounds(key: String, days: Int) {
        let error = failure { try Engine(config: Array(#"{"store":"sqlite::memory:","sessions":{"\#(key)":\#(days)}}"#.utf8)) }
        #expect(error?.kind == .config)
        #expect(error?.path == "sessions.\(key)")
    }
}
