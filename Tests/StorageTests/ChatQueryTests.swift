import Foundation
import Testing

@testable import Storage

@Suite("Topics, presence and sessions")
struct ChatQueryTests {
    @Test("A topic is saved, given an id, replaced with its agents kept, and deleted with its agents")
    func topics() throws {
        let desk = try Desk()
        try desk.store.writing { writer throws in
            #expect(try writer.topic(id: 10) == TopicRow(id: 10, document: #"{"Name":"Support"}"#))
            #expect(try writer.save(TopicRow(id: 0, document: "new")) == 21)
            try writer.save(TopicRow(id: 10, document: "changed"))
            #expect(try writer.topic(id: 10)?.document == "changed")
            #expect(try writer.agents(ofTopic: 10).map(\.associateID) == [1, 2])
            #expect(try writer.deleteTopic(id: 10))
            #expect(try !writer.deleteTopic(id: 10))
            #expect(try writer.topic(id: 10) == nil)
            #expect(try writer.agents(ofTopic: 10) == [])
            #expect(try writer.deleteTopic(id: 21))
            #expect(try writer.save(TopicRow(id: 0, document: "later")) == 22)
        }
    }

    @Test("The agents of a topic are replaced as a whole; they have to exist and be named once")
    func agents() throws {
        let desk = try Desk()
        try desk.store.writing { writer throws in
            try writer.replaceAgents(ofTopic: 10, with: [TopicAgentRow(associateID: 3, rights: 15)])
            #expect(try writer.agents(ofTopic: 10) == [TopicAgentRow(associateID: 3, rights: 15)])
        }
        let bad: [[TopicAgentRow]] = [
            [TopicAgentRow(associateID: 99, rights: 1)],
            [TopicAgentRow(associateID: 1, rights: 1), TopicAgentRow(associateID: 1, rights: 2)],
            [TopicAgentRow(associateID: 1, rights: -1)],
        ]
        for agents in bad {
            let error = storeError {
                try desk.store.writing { writer in try writer.replaceAgents(ofTopic: 10, with: agents) }
            }
            #expect(error?.kind == .constraint)
        }
        #expect(try desk.store.reading { reader in try reader.agents(ofTopic: 10) }.map(\.associateID) == [3])
    }

    @Test("Memberships are the topics in which an associate holds any right")
    func memberships() throws {
        let desk = try Desk()
        try desk.store.reading { reader throws in
            #expect(
                try reader.memberships(ofAssociate: 1)
                    == [MembershipRow(topicID: 10, rights: 4), MembershipRow(topicID: 20, rights: 1)])
            #expect(try reader.memberships(ofAssociate: 3) == [])
            #expect(try reader.memberships(ofAssociate: 4) == [])
        }
    }

    @Test("Presences list every agent with the topics of their rights, in order, and chats under way, and nobody else")
    func presences() throws {
        let desk = try Desk()
        try desk.addSession(1, topic: 10, status: 5, user: 1)
        try desk.addSession(2, topic: 20, status: 6, user: 1)
        try desk.addSession(3, topic: 20, status: 7, user: 1)
        try desk.addSession(4, topic: 10, status: 5)
        try desk.store.writing { writer throws in
            try writer.savePresence(associateID: 2, isPresent: false, changed: 70)
            try writer.savePresence(associateID: 2, isPresent: true, changed: 77)
            try writer.savePresence(associateID: 4, isPresent: true, changed: 78)
            #expect(
                try writer.presences() == [
                    PresenceRow(associateID: 1, isPresent: false, changed: 0, topicIDs: [10, 20], ongoingSessions: 2),
                    PresenceRow(associateID: 2, isPresent: true, changed: 77, topicIDs: [10]),
                    PresenceRow(associateID: 3, isPresent: false, changed: 0, topicIDs: []),
                ])
            #expect(try writer.isPresent(associateID: 4))
            #expect(try !writer.isPresent(associateID: 1))
        }
    }

    @Test("A session comes back with every column as it was saved, when added and when replaced")
    func sessionColumns() throws {
        let desk = try Desk()
        try desk.store.writing { writer throws in
            for kind in DirectoryKind.allCases {
                for id in 1...3 as ClosedRange<Int32> { try writer.saveDocument(kind, id: id, "{}") }
            }
            let (one, two) = (distinctSession(id: 77, offset: 0), distinctSession(id: 77, offset: 1))
            #expect(try writer.save(one) == 77)
            #expect(try writer.session(id: 77) == one)
            #expect(try writer.save(two) == 77)
            #expect(try writer.session(id: 77) == two)
            #expect(try writer.update(one))
            #expect(try writer.session(id: 77) == one)
            #expect(try !writer.update(SessionRow(id: 78, topicID: 10)))
            var bare = SessionRow(topicID: 10)
            bare.id = try writer.save(bare)
            #expect(bare.id == 78)
            #expect(try writer.session(id: 78) == bare)
            #expect(try writer.session(id: 79) == nil)
        }
    }

    @Test("A member sees the sessions of topics with any right, not invalid or deleted, by request time, then id")
    func membersSessions() throws {
        let desk = try Desk()
        try desk.addSession(1, topic: 10, status: 7, requested: 50)
        try desk.addSession(2, topic: 20, status: 4, requested: 40)
        try desk.addSession(4, topic: 20, status: 5, requested: 40)
        try desk.addSession(3, topic: 10, status: 11, requested: 40)
        try desk.addSession(5, topic: 10, status: 8, requested: 10)
        try desk.addSession(6, topic: 10, status: 0, requested: 10)
        for (associate, expected) in [(1, [2, 3, 4, 1]), (2, [3, 1]), (3, []), (4, [])] as [(Int32, [Int32])] {
            try desk.store.reading { reader throws in
                #expect(try reader.sessions(ofMember: associate).map(\.id) == expected)
                #expect(try reader.sessionIDs(ofMember: associate) == expected)
            }
        }
    }

    @Test("With a bound, the list has what is under way and what ended since, in the same order")
    func endedSince() throws {
        let desk = try Desk()
        for status in 0...11 as ClosedRange<Int32> {
            for (offset, ended) in [(0, 100), (20, 200)] as [(Int32, Int64)] {
                var session = SessionRow(id: status + offset + 1, topicID: offset == 0 ? 10 : 20)
                (session.status, session.whenRequested, session.whenEnded) = (status, Int64(40 - status), ended)
                let saved = session
                try desk.store.writing { writer in _ = try writer.save(saved) }
            }
        }
        try desk.store.reading { reader throws in
            let all = try reader.sessions(ofMember: 1)
            #expect(all.count == 20)
            #expect(try reader.sessions(ofMember: 1, endedSince: 0) == all)
            let late = all.filter { $0.whenEnded == 200 || ![7, 9, 10, 11].contains($0.status) }
            #expect(try reader.sessions(ofMember: 1, endedSince: 101) == late)
            #expect(try reader.sessionIDs(ofMember: 1, endedSince: 200) == late.map(\.id))
            #expect(try reader.sessionIDs(ofMember: 1, endedSince: 201).count == 12)
            #expect(try reader.sessionIDs(ofMember: 3, endedSince: 0) == [])
            let plans = try reader.connection.plans()
            let plan = try #require(plans.first { $0.sql.contains("UNION ALL") }).plan
            #expect(plan.filter { $0.hasPrefix("SCAN") }.allSatisfy { $0.contains("subquery") }, "\(plan)")
            for index in ["silence", "end"] {
                #expect(plan.contains { $0.contains("SEARCH s USING INDEX sessions_by_\(index) (topic_id=?") }, "\(plan)")
            }
        }
    }

    @Test("The loads of the topics count who waits, since when, who chats and who is there")
    func loads() throws {
        let desk = try Desk()
        let sessions: [(Int32, Int32, Int32, Int64)] = [
            (1, 10, 4, 50), (2, 10, 4, 40), (3, 10, 5, 1), (4, 10, 6, 1), (5, 10, 1, 1), (6, 20, 7, 1), (7, 10, 4, 0),
        ]
        for (id, topic, status, requested) in sessions {
            try desk.addSession(id, topic: topic, status: status, requested: requested)
        }
        try desk.store.writing { writer throws in
            try writer.savePresence(associateID: 1, isPresent: true, changed: 1)
            try writer.savePresence(associateID: 3, isPresent: true, changed: 1)
            #expect(
                try writer.topicLoads(now: 100) == [
                    TopicLoad(topicID: 10, waiting: 3, waitingSince: 40, averageWait: 55, active: 2, presentAgents: 1),
                    TopicLoad(topicID: 20, waiting: 0, waitingSince: 0, averageWait: 0, active: 0, presentAgents: 1),
                ])
            #expect(try writer.topicLoads(now: 45).map(\.averageWait) == [2, 0])
            #expect(try writer.countPresentAgents() == 1)
        }
    }

    @Test("Marking as deleted counts what was not so before and ignores unknown ids")
    func deleting() throws {
        let desk = try Desk()
        try desk.addSession(1, topic: 10, status: 7)
        try desk.addSession(2, topic: 20, status: 8)
        try desk.store.writing { writer throws in
            #expect(try writer.topicIDs(ofSessions: [2, 1, 9, 1]) == [1: 10, 2: 20])
            #expect(try writer.markSessionsDeleted(ids: [1, 2, 9, 1], at: 77) == 1)
            #expect(try writer.session(id: 1)?.status == 8)
            #expect(try writer.session(id: 1)?.deletedAt == 77)
            #expect(try writer.session(id: 2)?.deletedAt == 0)
        }
    }

    @Test("What a session refers to has to exist and stays as long as it is referred to")
    func references() throws {
        let desk = try Desk()
        typealias Reference = (DirectoryKind, WritableKeyPath<SessionRow, Int32>)
        let references: [Reference] = [
            (.associate, \.userID), (.person, \.personID), (.contact, \.contactID), (.project, \.projectID),
            (.sale, \.saleID), (.ticket, \.ticketID), (.associate, \.transferTo),
        ]
        for (kind, path) in references {
            var session = SessionRow(id: 1, topicID: 10)
            session[keyPath: path] = 500
            let referring = session
            func save() throws {
                try desk.store.writing { writer in _ = try writer.save(referring) }
            }
            func delete() throws {
                try desk.store.writing { writer in _ = try writer.deleteDocument(kind, id: 500) }
            }
            #expect(storeError(save)?.kind == .constraint)
            try desk.store.writing { writer in _ = try writer.saveDocument(kind, id: 500, "{}") }
            try save()
            #expect(storeError(delete)?.kind == .constraint)
            try desk.store.writing { writer in _ = try writer.save(SessionRow(id: 1, topicID: 10)) }
            try delete()
        }
        #expect(
            storeError {
                try desk.store.writing { writer in try writer.deleteTopic(id: 10) }
            }?.kind == .constraint)
    }

    @Test("The counts tell how much there is of everything")
    func counts() throws {
        let desk = try Desk()
        try desk.addSession(1, topic: 10, status: 8)
        try desk.store.writing { writer throws in
            try writer.save(UserRow(userName: "anna", associateID: 1, passwordHash: ""))
            try writer.savePresence(associateID: 1, isPresent: true, changed: 1)
            _ = try writer.post(MessageRow(sessionID: 1))
            for (count, kind) in DirectoryKind.allCases.enumerated() where kind != .associate {
                for _ in 0..<count { try writer.saveDocument(kind, id: 0, "{}") }
            }
        }
        var expected = RowCounts()
        (expected.associates, expected.persons, expected.contacts, expected.projects) = (4, 1, 2, 3)
        (expected.sales, expected.directoryTickets, expected.users, expected.topics) = (4, 5, 1, 2)
        (expected.agents, expected.presences, expected.sessions, expected.messages) = (4, 1, 1, 1)
        #expect(try desk.store.reading { reader in try reader.rowCounts() } == expected)
    }

    /// A session with another value in every column, so that two that change places are seen.
    private func distinctSession(id: Int32, offset: Int32) -> SessionRow {
        var session = SessionRow(id: id, topicID: offset == 0 ? 10 : 20)
        let texts: [WritableKeyPath<SessionRow, String?>] = [
            \.customerAlias, \.customerHost, \.customerName, \.customerEmail, \.customerPhone, \.customerCompanyName,
            \.firstMessage, \.lastMessage, \.sessionKey, \.rights, \.extra, \.language,
        ]
        for (number, path) in texts.enumerated() { session[keyPath: path] = "å text number \(number) of \(offset)" }
        let numbers: [WritableKeyPath<SessionRow, Int32>] = [
            \.status, \.initialQueuePos, \.alertLevel, \.rank, \.flags, \.rating, \.priority,
        ]
        for (number, path) in numbers.enumerated() { session[keyPath: path] = Int32(number) - 1000 * offset }
        let dates: [WritableKeyPath<SessionRow, Int64>] = [
            \.whenRequested, \.whenStarted, \.whenEnded, \.whenIdle, \.whenFetched, \.modified,
            \.assignedAt, \.offeredUntil, \.deletedAt,
        ]
        for (number, path) in dates.enumerated() {
            session[keyPath: path] = 638_000_000_000_000_000 + Int64(number) + 10 * Int64(offset)
        }
        session.customerConsented = offset == 0
        session.chatbotIsActive = offset == 1
        let references: [WritableKeyPath<SessionRow, Int32>] = [
            \.userID, \.personID, \.contactID, \.projectID, \.saleID, \.ticketID, \.transferTo,
        ]
        // 3 different ids for 7 columns: neighbours differ, and the second session turns them around.
        for (number, path) in references.enumerated() { session[keyPath: path] = (Int32(number) + offset) % 3 + 1 }
        return session
    }
}
