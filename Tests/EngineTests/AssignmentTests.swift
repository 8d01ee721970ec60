import Messages
import Storage
import Testing
import Wire

@testable import Engine

@Suite("Sessions that are given to agents by themselves")
struct AssignmentTests {
    static let idle = #"{"1":{"assignment":"longestIdle"}}"#

    @Test("Without the setting sessions wait for somebody to pick them up", arguments: ["{}", #"{"1":{"assignment":"off"}}"#, #"{"*":{"capacity":3,"offerSeconds":9}}"#, #"{"2":{"assignment":"fewestChats"}}"#])
    func off(topics: String) throws {
        let desk = try AssigningDesk(topics, present: [2])
        let customer = try Customer(desk.desk)
        #expect(try desk.next() == -1)
        #expect(try desk.place(of: customer.session) == "InQueue")
        #expect(try desk.told(.sessionAssigned).isEmpty)
    }

    @Test("Whoever comes is given to an agent who is free, as if picked up")
    func given() throws {
        let desk = try AssigningDesk(Self.idle, present: [2], fields: #","WelcomeMessage":"Hello""#)
        let answer = try desk.desk.host("Customer.StartSession", #"{"ChatTopicId":1}"#)
        #expect(answer["Status"]?.string == "CustomerLast")
        let session = try desk.desk.session(1)
        #expect(session["User"]?["AssociateId"]?.int == 2)
        #expect(session["Rank"]?.int == 1)
        #expect(session["WhenStarted"]?.string == "2026-11-21T09:00:00Z")
        #expect(try desk.desk.messages(of: 1, as: "bob").map { $0["Author"]?.string } == ["bob"])
        let topic = try desk.desk.call("Chat.GetChatTopicEntity", #"{"ChatTopicEntityId":1}"#, as: "bob")
        #expect(topic["LastAccept"]?.string == "2026-11-21T09:00:00Z")
        #expect(try desk.desk.events() == ["created 1: InQueue", "changed 1: InQueue > CustomerLast", "message 1: 1", "chatsession.assigned 1"])
        let event = try #require(try desk.told(.sessionAssigned).first)
        #expect(event["UserId"]?.int == 2 && event["By"]?.string == "timer" && event["AssociateId"] == nil)
        let entry = try #require(try desk.desk.audit().last { $0.operation == "Time.assign" })
        #expect(entry.who == "timer" && entry.sessionID == 1)
    }

    @Test("Nobody gets more than there is room for, and whoever has room gets who has waited longest")
    func capacity() throws {
        let desk = try AssigningDesk(#"{"1":{"assignment":"fewestChats","capacity":2}}"#, present: [1, 2])
        let customers = try (0..<6).map { _ in
            desk.desk.clock.advance(seconds: 1)
            return try Customer(desk.desk)
        }
        #expect(try desk.places(customers) == ["CustomerLast 1", "CustomerLast 2", "CustomerLast 1", "CustomerLast 2", "InQueue", "InQueue"])
        try desk.finish(customers[1].session, as: "bob")
        #expect(try desk.places(customers) == ["CustomerLast 1", "Finished 2", "CustomerLast 1", "CustomerLast 2", "CustomerLast 2", "InQueue"])
        // Handing a session on makes room as well.
        try desk.desk.setPresence(of: 3)
        #expect(try desk.place(of: customers[5].session) == "CustomerLast 3")
        let seventh = try Customer(desk.desk)
        #expect(try desk.place(of: seventh.session) == "CustomerLast 3")
        let eighth = try Customer(desk.desk)
        #expect(try desk.place(of: eighth.session) == "InQueue")
        try seventh.call("Leave")
        #expect(try desk.place(of: eighth.session) == "CustomerLast 3")
        #expect(try desk.next() == -1)
    }

    @Test("The one who was idle for longest goes first, counted from the last session's end")
    func idle() throws {
        let desk = try AssigningDesk(Self.idle, present: [1, 2])
        var holders: [String] = []
        for user in ["ann", "bob", "ann"] {
            desk.desk.clock.advance(seconds: 10)
            let customer = try Customer(desk.desk)
            holders.append(try desk.place(of: customer.session))
            desk.desk.clock.advance(seconds: 10)
            try desk.finish(customer.session, as: user)
        }
        #expect(holders == ["CustomerLast 1", "CustomerLast 2", "CustomerLast 1"])
    }

    @Test("Agents who come in get those who wait, the oldest first, whatever the queue")
    func present() throws {
        let desk = try AssigningDesk(#"{"*":{"assignment":"longestIdle","capacity":2}}"#)
        for (id, topic, minute) in [(1, 1, 5), (2, 2, 3), (3, 1, 4)] {
            try desk.desk.addSession(id, topic: topic, "InQueue", #","WhenRequested":"2026-11-21T08:0\#(minute):00Z""#)
        }
        try desk.desk.setPresence(of: 3)
        #expect(try [1, 2, 3].map { try desk.place(of: $0) } == ["InQueue", "CustomerLast 3", "CustomerLast 3"])
        // Who says the same of themselves once more changes nothing.
        _ = try desk.desk.call("Chat.SaveChatPresence", #"{"ChatPresence":[{"UserId":3,"Present":true}]}"#, as: "cat")
        #expect(try desk.place(of: 1) == "InQueue")
        _ = try desk.desk.call("Chat.SaveChatPresence", #"{"ChatPresence":[{"UserId":2,"Present":true}]}"#, as: "bob")
        #expect(try desk.place(of: 1) == "CustomerLast 2")
    }

    @Test("What a form brings into the queue is given before its message is said")
    func form() throws {
        let desk = try AssigningDesk(Self.idle, present: [2], fields: #","Widget":{"PreFormEnabled":true}"#)
        let customer = try Customer(desk.desk)
        #expect(try customer.status() == "PreChatForm")
        let view = try customer.call("SubmitForm", #"{"Message":"Help"}"#)
        #expect(view["Status"]?.string == "CustomerLast")
        let session = try desk.desk.session(customer.session)
        #expect(session["User"]?["AssociateId"]?.int == 2 && session["LastMessage"]?.string == "Help")
        #expect(try customer.messages().map { $0["Message"]?.string } == ["Help"])
    }

    @Test("Those whom nothing has led to an agent are given by time: imported ones, and agents who get a right")
    func safetyNet() throws {
        let desk = try AssigningDesk(Self.idle, present: [2])
        _ = try desk.desk.host("System.Import", #"{"Sessions":[{"ChatSessionId":7,"TopicId":1,"Status":"InQueue"},{"ChatSessionId":8,"TopicId":1,"Status":"InQueue"}]}"#)
        #expect(try desk.place(of: 7) == "InQueue")
        #expect(try desk.next() == -1)
        #expect(try desk.place(of: 7) == "CustomerLast 2")
        #expect(try desk.place(of: 8) == "InQueue")
    }

    @Test("Topics of a higher priority go first, in assignment and in picking up; places in a queue are the topic's own")
    func priorities() throws {
        let picking = try AssigningDesk(#"{"*":{"priority":1},"2":{"priority":9}}"#, present: [2])
        let assigning = try AssigningDesk(#"{"*":{"priority":1,"assignment":"longestIdle"},"2":{"priority":9,"assignment":"longestIdle"}}"#)
        for desk in [picking, assigning] {
            for (id, topic, minute) in [(1, 1, 1), (2, 1, 2), (3, 2, 3), (4, 2, 4)] {
                try desk.desk.addSession(id, topic: topic, "InQueue", #","WhenRequested":"2026-11-21T08:0\#(minute):00Z""#)
            }
        }
        let position = try picking.desk.engine.store.read { (transaction: borrowing ReadTransaction<StoreError>) throws(StoreError) in
            try transaction.queuePosition(ofSession: 2)
        }
        #expect(position == 2)
        let order = try (0..<5).map { _ in
            try picking.desk.call("Chat.PickUpFirstChatSession", as: "bob")["ChatSessionId"]?.int
        }
        #expect(order == [3, 4, 1, 2, nil])
        for agent in [1, 2, 3] { try assigning.desk.setPresence(of: agent) }
        #expect(try [1, 2, 3, 4].map { try assigning.place(of: $0) } == ["CustomerLast 3", "InQueue", "CustomerLast 1", "CustomerLast 2"])
    }

    @Test("However many threads and connections are at it, each session is given once and nobody gets too many")
    func together() throws {
        let folder = try Folder()
        let topics = #"{"1":{"assignment":"fewestChats","capacity":40}}"#
        let first = try AssigningDesk(topics, present: [1], store: folder.store)
        let desks = [first, try AssigningDesk(topics, store: folder.store, isEmpty: true)]
        inThreads(6) { number in
            do {
                let desk = desks[number % 2].desk
                for turn in 0..<20 {
                    _ = try Customer(desk)
                    if turn == 5, number < 2 { try desk.setPresence(of: number + 2) }
                    if turn % 4 == 0 { _ = try desk.engine.runDue(at: (TestClock.start - DateTime.unixEpoch) / 10_000) }
                }
            } catch {
                Issue.record(error)
            }
        }
        let assigned = try first.told(.sessionAssigned)
        #expect(Set(assigned.compactMap { $0["ChatSessionId"]?.int }).count == 120)
        #expect(assigned.count == 120)
        let loads = Dictionary(grouping: assigned) { $0["UserId"]?.int ?? 0 }.mapValues(\.count)
        #expect(loads == [1: 40, 2: 40, 3: 40])
    }
}
