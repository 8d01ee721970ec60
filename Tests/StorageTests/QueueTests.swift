import Foundation
import Testing

@testable import Storage

@Suite("Queues and agents")
struct QueueTests {
    @Test("The longest waiting is the one of highest priority, then who asked first, then the lowest id, of the topics asked")
    func order() throws {
        let desk = try Desk()
        try wait(desk, [(1, 10, 0, 50), (2, 20, 0, 40), (3, 10, 0, 45), (4, 20, 5, 90), (5, 10, 0, 45), (6, 10, -1, 1)])
        try desk.addSession(7, topic: 10, status: 5, requested: 1)
        try desk.store.reading { reader throws in
            #expect(try reader.waiting(inTopic: 10, limit: 10).map(\.id) == [3, 5, 1, 6])
            #expect(try reader.waiting(inTopic: 10, limit: 2).map(\.id) == [3, 5])
            #expect(try reader.longestWaiting(inTopics: [10])?.id == 3)
            #expect(try reader.longestWaiting(inTopics: [10, 20])?.id == 4)
            #expect(try reader.longestWaiting(inTopics: [20, 10])?.id == 4)
            #expect(try reader.longestWaiting(inTopics: [10, 20], raising: { $0 == 10 ? 6 : 0 })?.id == 3)
            #expect(try reader.longestWaiting(inTopics: [30]) == nil)
            #expect(try reader.longestWaiting(inTopics: []) == nil)
            #expect(try reader.countWaiting(inTopic: 10) == 4)
            #expect(try reader.countWaiting(inTopic: 30) == 0)
        }
    }

    @Test("Places in the queue have no gaps and follow its order; who does not wait has none")
    func positions() throws {
        let desk = try Desk()
        try wait(desk, [(1, 10, 0, 50), (2, 20, 0, 40), (3, 10, 0, 45), (5, 10, 0, 45), (6, 10, 7, 99)])
        try desk.addSession(7, topic: 10, status: 5, requested: 1)
        try desk.store.reading { reader throws in
            let places = try [6, 3, 5, 1, 2, 7, 8].map { id in try reader.queuePosition(ofSession: id) }
            #expect(places == [1, 2, 3, 4, 1, nil, nil])
        }
    }

    @Test("Present agents are those who said so and hold one of the rights asked for, with what they have to do")
    func agents() throws {
        let desk = try Desk()
        try desk.addSession(1, topic: 20, status: 5, user: 1)
        try desk.addSession(2, topic: 20, status: 6, user: 1)
        try desk.addSession(3, topic: 20, status: 7, user: 1)
        try desk.store.writing { writer throws in
            #expect(try !writer.isAnyonePresent(inTopic: 10, withAnyOf: 15))
            try writer.savePresence(associateID: 1, isPresent: true, changed: 1)
            try writer.savePresence(associateID: 2, isPresent: false, changed: 1)
            try writer.savePresence(associateID: 4, isPresent: true, changed: 1)
            try writer.saveAssignment(toAssociate: 1, at: 70)
            try writer.savePresence(associateID: 1, isPresent: true, changed: 2)
            #expect(try !writer.isAnyonePresent(inTopic: 10, withAnyOf: 2))
            #expect(try writer.isAnyonePresent(inTopic: 10, withAnyOf: 6))
            #expect(
                try writer.presentAgents(inTopic: 10, withAnyOf: 6)
                    == [AgentLoad(associateID: 1, rights: 4, ongoingSessions: 2, assigned: 70)])
            try writer.savePresence(associateID: 2, isPresent: true, changed: 1)
            #expect(try writer.presentAgents(inTopic: 10, withAnyOf: 6).map(\.associateID) == [1, 2])
            #expect(try writer.countPresent(inTopic: 10, withAnyOf: 2) == 1)
            #expect(try writer.countActive(ofUser: 1) == 2)
        }
    }

    @Test("The ranks of a user are those of the sessions under way")
    func ranks() throws {
        let desk = try Desk()
        for (id, status, rank) in [(1, 5, 1), (2, 6, 3), (3, 7, 2), (4, 5, 0)] as [(Int32, Int32, Int32)] {
            var session = SessionRow(id: id, topicID: 10)
            (session.status, session.rank, session.userID) = (status, rank, 1)
            let saved = session
            try desk.store.writing { writer in _ = try writer.save(saved) }
        }
        #expect(try desk.store.reading { reader in try reader.activeRanks(ofUser: 1) }.sorted() == [0, 1, 3])
        #expect(try desk.store.reading { reader in try reader.activeRanks(ofUser: 2) } == [])
    }

    @Test("Whatever changes in a session is stored, by whichever statement it takes")
    func changes() throws {
        let desk = try Desk()
        typealias Change = (inout SessionRow) -> Void
        let quiet: [Change] = [
            { $0.firstMessage = "A" }, { $0.lastMessage = "B" }, { $0.whenIdle = 2 }, { $0.modified = 3 }, { $0.flags = 1 },
        ]
        let message: [Change] = quiet + [{ $0.status = 6 }, { $0.alertLevel = 4 }, { $0.whenFetched = 5 }]
        let assignment: [Change] = [
            { $0.status = 5 }, { $0.userID = 1 }, { $0.transferTo = 2 }, { $0.rank = 6 }, { $0.whenStarted = 7 },
            { $0.whenEnded = 8 }, { $0.whenIdle = 9 }, { $0.alertLevel = 10 }, { $0.chatbotIsActive = true },
            { $0.flags = 1 }, { $0.assignedAt = 11 }, { $0.offeredUntil = 12 }, { $0.modified = 13 },
        ]
        let rest: [Change] = [
            { $0.topicID = 20 }, { $0.customerName = "Kari" }, { $0.rating = 5 }, { $0.priority = 1 },
            { $0.whenRequested = 14 }, { $0.initialQueuePos = 2 }, { $0.deletedAt = 15 }, { $0.language = "nb" },
        ]
        var rows: [SessionRow] = []
        var row = SessionRow(id: 1, topicID: 10)
        (row.status, row.customerName, row.whenRequested) = (4, "Ola", 5)
        for change in quiet + message + assignment + rest {
            var changed = row
            change(&changed)
            rows.append(changed)
        }
        for changes in [quiet, message, assignment, quiet + assignment, message + assignment + rest] {
            var changed = row
            for change in changes { change(&changed) }
            rows.append(changed)
        }
        for changed in rows {
            try desk.store.writing { writer throws in
                try writer.save(row)
                #expect(try writer.update(changed, from: row))
                #expect(try writer.session(id: 1) == changed)
                #expect(try writer.update(row, from: changed))
                #expect(try writer.session(id: 1) == row)
            }
        }
        var gone = row
        gone.id = 2
        var goneChanged = gone
        goneChanged.status = 6
        let (before, after) = (gone, goneChanged)
        try desk.store.writing { writer throws in
            #expect(try !writer.update(after, from: before))
            #expect(try !writer.update(session: 2, whenFetched: 0))
            #expect(try writer.update(session: 1, whenFetched: 44))
            #expect(try writer.session(id: 1)?.whenFetched == 44)
        }
    }

    @Test("A pick-up and a change of agents leave a topic's document alone; one agent comes, changes and goes")
    func topics() throws {
        let desk = try Desk()
        try desk.store.writing { writer throws in
            var topic = try #require(try writer.topic(id: 10))
            #expect(try writer.update(topic: 10, lastAccept: 5, secondsPrAccept: 6))
            #expect(try writer.update(topic: 10, modified: 8))
            (topic.lastAccept, topic.secondsPrAccept, topic.modified) = (5, 6, 8)
            #expect(try writer.topic(id: 10) == topic)
            topic.settings = "{}"
            topic.lastAccept = nil
            try writer.save(topic)
            #expect(try writer.topic(id: 10) == topic)
            #expect(try writer.topics().map(\.id) == [10, 20])
            #expect(try writer.topicIDs() == [10, 20])
            #expect(try writer.topics(ofMember: 1).map(\.id) == [10, 20])
            #expect(try writer.topics(ofMember: 2) == [topic])
            #expect(try writer.topics(ofMember: 3) == [])
            #expect(try !writer.update(topic: 30, modified: 8))
            #expect(try !writer.hasSessions(topic: 10))

            try writer.save(TopicAgentRow(associateID: 4, rights: 3), ofTopic: 10)
            try writer.save(TopicAgentRow(associateID: 4, rights: 1), ofTopic: 10)
            #expect(try writer.agent(4, ofTopic: 10) == TopicAgentRow(associateID: 4, rights: 1))
            #expect(try writer.agent(4, ofTopic: 20) == nil)
            try writer.savePresence(associateID: 1, isPresent: true, changed: 1)
            let all = try writer.agents().map { [$0.topicID, $0.associateID, $0.rights, $0.isPresent ? 1 : 0] }
            #expect(all == [[10, 1, 4, 1], [10, 2, 2, 0], [10, 4, 1, 0], [20, 1, 1, 1], [20, 3, 0, 0]])
            #expect(try writer.deleteAgent(4, ofTopic: 10))
            #expect(try !writer.deleteAgent(4, ofTopic: 10))
        }
        try desk.addSession(1, topic: 10, status: 8)
        #expect(try desk.store.reading { reader in try reader.hasSessions(topic: 10) })
    }

    private func wait(_ desk: Desk, _ sessions: [(id: Int32, topic: Int32, priority: Int32, requested: Int64)]) throws {
        try desk.store.writing { writer throws in
            for (id, topic, priority, requested) in sessions {
                var session = SessionRow(id: id, topicID: topic)
                (session.status, session.priority, session.whenRequested) = (4, priority, requested)
                try writer.save(session)
            }
        }
    }
}
