import Foundation
import Testing

@testable import Storage

@Suite("Timers")
struct TimerTests {
    private static let timers: [SessionTimer] = [
        .silence(topicID: 10), .lifeSign(topicID: 10), .wait(topicID: 10, status: 4, alertLevel: 0),
        .wait(topicID: 10, status: 5, alertLevel: 0), .request(topicID: 10), .offer, .deletion, .ending(topicID: 10),
    ]

    @Test("Each timer looks at its moment in its statuses, and at no other session")
    func moments() throws {
        let desk = try Desk()
        for status in 0...11 as ClosedRange<Int32> {
            var session = SessionRow(id: status + 1, topicID: 10)
            session.status = status
            (session.whenRequested, session.whenStarted, session.whenIdle) = (100, 300, 200)
            (session.whenEnded, session.whenFetched) = (400, 500)
            let saved = session
            session.topicID = 20
            session.id += 20
            let elsewhere = session
            try desk.store.writing { writer throws in
                try writer.save(saved)
                try writer.save(elsewhere)
            }
        }
        func sessions(_ timer: SessionTimer, _ moment: Int64) throws -> [Int32] {
            try desk.store.reading { reader throws in
                #expect(try reader.earliest(timer) == moment)
                #expect(try reader.due(timer, notAfter: moment - 1, limit: 100) == [])
                return try reader.due(timer, notAfter: moment, limit: 100).map { $0 - 1 }.sorted()
            }
        }
        #expect(try sessions(.silence(topicID: 10), 300) == [1, 2, 3, 5, 6])
        #expect(try sessions(.lifeSign(topicID: 10), 500) == [1, 2, 3, 4, 5, 6])
        #expect(try sessions(.wait(topicID: 10, status: 4, alertLevel: 0), 100) == [4])
        #expect(try sessions(.wait(topicID: 10, status: 5, alertLevel: 0), 300) == [5])
        #expect(try sessions(.request(topicID: 10), 100) == [4])
        #expect(try sessions(.ending(topicID: 10), 400) == [7, 9, 10, 11])
        #expect(try sessions(.deletion, 0) == [8, 28])
        try desk.store.reading { reader throws in
            #expect(try reader.earliest(.offer) == nil)
            #expect(try reader.earliest(.wait(topicID: 10, status: 5, alertLevel: 1)) == nil)
            #expect(try reader.earliest(.wait(topicID: 10, status: 6, alertLevel: 0)) == nil)
            #expect(try reader.earliest(.silence(topicID: 30)) == nil)
        }
    }

    @Test("What is due comes earliest first and no more of it than asked for; moments that were never noted are not due")
    func batches() throws {
        let desk = try Desk()
        for (id, moment) in [(1, 30), (2, 10), (3, 20), (4, 0)] as [(Int32, Int64)] {
            var session = SessionRow(id: id, topicID: 10)
            (session.status, session.whenRequested, session.whenFetched) = (4, moment, moment)
            session.offeredUntil = moment
            let saved = session
            try desk.store.writing { writer in _ = try writer.save(saved) }
        }
        let timers: [SessionTimer] = [
            .lifeSign(topicID: 10), .wait(topicID: 10, status: 4, alertLevel: 0), .request(topicID: 10), .offer,
        ]
        for timer in timers {
            try desk.store.reading { reader throws in
                #expect(try reader.earliest(timer) == 10)
                #expect(try reader.due(timer, notAfter: 99, limit: 10) == [2, 3, 1])
                #expect(try reader.due(timer, notAfter: 20, limit: 10) == [2, 3])
                #expect(try reader.due(timer, notAfter: 99, limit: 1) == [2])
            }
        }
    }

    @Test("A bot answers for itself, and a warned session waits on its next level")
    func levels() throws {
        let desk = try Desk()
        var session = SessionRow(id: 1, topicID: 10)
        (session.status, session.whenIdle) = (5, 7)
        try desk.store.writing { writer throws in
            try writer.save(session)
            #expect(try writer.earliest(.wait(topicID: 10, status: 5, alertLevel: 0)) == 7)
            let old = session
            session.alertLevel = 1
            try writer.update(session, from: old)
            #expect(try writer.earliest(.wait(topicID: 10, status: 5, alertLevel: 0)) == nil)
            #expect(try writer.earliest(.wait(topicID: 10, status: 5, alertLevel: 1)) == 7)
            session.chatbotIsActive = true
            try writer.update(session)
            #expect(try writer.earliest(.wait(topicID: 10, status: 5, alertLevel: 1)) == nil)
        }
    }

    @Test("Each timer's moment is the end of an index", arguments: timers)
    func plans(timer: SessionTimer) throws {
        let desk = try Desk()
        let plans = try desk.store.writing { writer throws in
            _ = try writer.earliest(timer)
            _ = try writer.due(timer, notAfter: 1, limit: 1)
            return try writer.connection.plans()
        }
        let steps = plans.filter { $0.sql.contains("LIMIT") }.map(\.plan)
        #expect(steps.count == 2)
        for plan in steps {
            #expect(plan.count == 1 && plan.allSatisfy { $0.hasPrefix("SEARCH sessions USING") }, "\(plan)")
            let name = "\(timer)".prefix { $0 != "(" }
            let index = ["silence": "silence", "lifeSign": "fetch", "offer": "offer", "deletion": "deletion"]
            let other = ["wait": "wait", "request": "request", "ending": "end"]
            let expected = try #require(index["\(name)"] ?? other["\(name)"])
            #expect(plan.allSatisfy { $0.contains("INDEX sessions_by_\(expected) ") }, "\(plan)")
        }
    }

    @Test("What is purged takes its messages along, and its number is not given again")
    func purge() throws {
        let desk = try Desk()
        try desk.addSession(1, topic: 10, status: 7)
        try desk.store.writing { writer throws in
            _ = try writer.post(MessageRow(sessionID: 1))
            #expect(try writer.deleteSession(id: 1))
            #expect(try !writer.deleteSession(id: 1))
            #expect(try writer.messages(ofSession: 1, now: 1) == [])
            #expect(try writer.save(SessionRow(topicID: 10)) == 2)
            #expect(try writer.post(MessageRow(sessionID: 2)).message.id == 2)
        }
    }
}
