import Foundation
import Messages
import Storage
import Testing
import Wire

@testable import Engine

@Suite("Time")
struct TimeTests {
    private static let day: Int64 = 86_400

    @Test("A deleted session leaves the store after a day, with its messages, and not before")
    func purge() throws {
        let desk = try Desk(config: #","sessions":{"eventDays":3650}"#)
        // One is deleted in the document.
        #expect(try desk.runDue() == TimeTests.day * 1000)
        desk.clock.advance(seconds: 3600)
        _ = try desk.call("CustomerService.DeleteChatSessions", #"{"Ids":[101]}"#, as: "anna")
        desk.clock.advance(seconds: TimeTests.day - 3601)
        #expect(try desk.runDue() == 1000)
        #expect(try desk.status(ofSession: 104) == "Deleted")
        desk.clock.advance(seconds: 1)
        #expect(try desk.runDue() == 3_600_000)
        #expect(try desk.status(ofSession: 104) == nil)
        #expect(try desk.status(ofSession: 101) == "Deleted")
        desk.clock.advance(seconds: 3600)
        // The next thing is to prune the event of the deletion.
        #expect(try desk.runDue() > 3000 * TimeTests.day * 1000)
        #expect(try desk.status(ofSession: 101) == nil)
        #expect(try desk.status(ofSession: 102) == "CustomerLast")
    }

    @Test("Of many deleted sessions each goes once, however many threads are at it")
    func together() throws {
        let folder = try Folder()
        let desks = try [Desk(store: folder.store), Desk(store: folder.store, isEmpty: true)]
        let sessions = (1...1000).map { #"{"ChatSessionId":\#(1000 + $0),"TopicId":1,"Status":"Deleted"}"# }
        _ = try desks[0].host("System.Import", #"{"Sessions":[\#(sessions.joined(separator: ","))]}"#)
        let now = (TestClock.start - DateTime.unixEpoch) / 10_000 + TimeTests.day * 1000
        inThreads(6) { number in
            do {
                #expect(try desks[number % 2].engine.runDue(at: now) == .max)
            } catch {
                Issue.record(error)
            }
        }
        #expect(try desks[0].host("System.CountRows")["Sessions"]?.int == 6)
    }

    @Test("Events are pruned when they are as old as the config says, all but the newest")
    func events() throws {
        let desk = try Desk(config: #","sessions":{"eventDays":2,"purgeDeletedHours":87600}"#)
        func kept() throws -> [Int64] {
            let bounds = try desk.engine.store.writing { (writer) throws(OperationError) in try writer.eventBounds() }
            return [bounds.oldest, bounds.newest]
        }
        try desk.append(session: 1)
        desk.clock.advance(seconds: TimeTests.day)
        try desk.append(session: 2)
        desk.clock.advance(seconds: TimeTests.day - 1)
        try desk.append(session: 3)
        #expect(try desk.runDue() == 1000)
        #expect(try kept() == [1, 3])
        desk.clock.advance(seconds: 1)
        #expect(try desk.runDue() == TimeTests.day * 1000)
        #expect(try kept() == [2, 3])
        desk.clock.advance(seconds: 10 * TimeTests.day)
        #expect(try desk.runDue() > TimeTests.day * 1000)
        #expect(try kept() == [3, 3])
    }

    @Test("Tickets and sessions of the customer service that have ended are removed")
    func tickets() throws {
        let desk = try Desk()
        _ = try desk.ticket()
        _ = try desk.call("CustomerService.CreateSession", as: "anna")
        func count() throws -> [Int64?] {
            try desk.engine.store.writing { (writer) throws(OperationError) in [try writer.earliestTicketEnd(), try writer.earliestServiceSessionUse()] }
        }
        desk.clock.advance(seconds: 7 * 3600 - 1)
        #expect(try desk.runDue() == 1000)
        #expect(try count().compactMap { $0 }.count == 2)
        desk.clock.advance(seconds: 1)
        #expect(try desk.runDue() == (TimeTests.day - 7 * 3600) * 1000)
        #expect(try count() == [nil, nil])
    }

    @Test("The host's clock stands still until the host moves it, and never goes back")
    func hostClock() throws {
        let desk = try Desk(config: #","clock":"host""#)
        #expect(desk.engine.now == TestClock.start)
        desk.clock.advance(seconds: 60)
        #expect(desk.engine.now == TestClock.start)
        _ = try desk.engine.runDue(at: 1_000)
        #expect(desk.engine.now == DateTime.unixEpoch + DateTime.ticksPerSecond)
        _ = try desk.engine.runDue(at: 5_000)
        _ = try desk.engine.runDue(at: 3_000)
        #expect(desk.engine.now == DateTime.unixEpoch + 5 * DateTime.ticksPerSecond)
        let usual = try Desk()
        _ = try usual.engine.runDue(at: 5_000)
        #expect(usual.engine.now == TestClock.start)
    }

    @Test("A moment that is none is refused", arguments: [Int64.min, -62_135_596_800_000, 253_402_300_800_000, .max])
    func moments(milliseconds: Int64) throws {
        let desk = try Desk()
        let error = failure { try desk.engine.runDue(at: milliseconds) }
        #expect(error?.kind == .value)
        #expect(error?.path == "now_ms")
    }
}
