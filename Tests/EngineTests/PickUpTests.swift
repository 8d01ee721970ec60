import Messages
import Storage
import Testing
import Wire

@testable import Engine

@Suite("Picking a session up")
struct PickUpTests {
    @Test("A session from the queue becomes the caller's: status, user, rank, times and the topic's average follow")
    func picksUp() throws {
        let desk = try Desk()
        desk.clock.advance(seconds: 90)

        let session = try desk.call("Chat.PickUpChatSession", #"{"ChatSessionId":101}"#, as: "cat")

        #expect(session["Status"]?.string == "CustomerLast")
        #expect(session["User"]?["AssociateId"]?.int == 3)
        #expect(session["Rank"]?.int == 1)
        #expect(session["WhenStarted"]?.string == "2026-11-21T09:01:30Z")
        #expect(try desk.session(101)["Status"]?.string == "CustomerLast")
        let topic = try desk.call("Chat.GetChatTopicEntity", #"{"ChatTopicEntityId":1}"#, as: "cat")
        #expect(topic["LastAccept"]?.string == "2026-11-21T09:01:30Z")
        #expect(topic["SecondsPrAccept"]?.int == 90)
        #expect(try desk.events() == ["changed 101: InQueue > CustomerLast"])
        #expect(try desk.messages(of: 101, as: "cat").isEmpty)
    }

    @Test("The topic's welcome message is written in the caller's name, after the change")
    func welcomes() throws {
        let desk = try Desk()
        try desk.saveTopic(1, #","WelcomeMessage":"Hello <b>you</b>""#)

        _ = try desk.call("Chat.PickUpChatSession", #"{"ChatSessionId":101}"#, as: "cat")

        let message = try #require(try desk.messages(of: 101, as: "cat").first)
        #expect(message["Message"]?.string == "Hello <b>you</b>")
        #expect(message["Author"]?.string == "cat")
        #expect(message["SpecialType"]?.string == "Welcome")
        #expect(message["Type"]?.string == "ToCustomer")
        #expect(try desk.session(101)["Status"]?.string == "CustomerLast")
        #expect(try desk.events() == ["changed 101: InQueue > CustomerLast", "message 101: 1"])
    }

    @Test("The rank is the lowest that the caller's other active sessions have not")
    func ranks() throws {
        let desk = try Desk()
        try desk.addSession(201, "UserLast", #","User":{"AssociateId":3},"Rank":1"#)
        try desk.addSession(202, topic: 2, "CustomerLast", #","User":{"AssociateId":3},"Rank":3"#)
        try desk.addSession(203, "Finished", #","User":{"AssociateId":3},"Rank":2"#)
        for (id, rank) in [(301, 2), (302, 4)] {
            try desk.addSession(id, "InQueue")
            #expect(try desk.call("Chat.PickUpChatSession", #"{"ChatSessionId":\#(id)}"#, as: "cat")["Rank"]?.int == rank)
        }
    }

    @Test("A session that is not in the queue, or not there, is null and nothing happens", arguments: [102, 107, 104, 105, 999, 0, -1])
    func notQueued(id: Int) throws {
        let desk = try Desk()
        #expect(try desk.call("Chat.PickUpChatSession", #"{"ChatSessionId":\#(id)}"#, as: "cat") == .null)
        #expect(try desk.events() == [])
        #expect(try desk.audit().isEmpty)
    }

    @Test("Whoever cannot respond in the topic is denied, whatever the session's status", arguments: ["anna", "ben", "dan", "eve"], [101, 102])
    func denied(user: String, id: Int) throws {
        let desk = try Desk()
        let error = failure { try desk.call("Chat.PickUpChatSession", #"{"ChatSessionId":\#(id)}"#, as: user) }
        #expect(error?.kind == .denied)
        #expect(error?.path == "ChatSessionId")
        #expect(try desk.events() == [])
    }

    @Test("The first to be picked is who has waited longest over all topics in which the caller can respond")
    func first() throws {
        let desk = try Desk()
        _ = try desk.host(
            "Directory.SaveTopic", #"{"Topic":{"ChatTopicId":3,"Agents":[{"User":{"AssociateId":3},"CanRespond":true}]}}"#)
        try desk.addSession(301, topic: 3, "InQueue", #","WhenRequested":"2026-11-21T08:59:59Z""#)
        try desk.addSession(302, topic: 2, "InQueue", #","WhenRequested":"2026-11-21T07:00:00Z""#)
        try desk.addSession(303, topic: 3, "InQueue", #","WhenRequested":"2026-11-21T09:00:00Z""#)
        // In topic 2 the caller manages and does not respond; of 101 and 303 the lower number is first.
        var picked: [Int?] = []
        for _ in 0..<3 { picked.append(try desk.call("Chat.PickUpFirstChatSession", as: "cat")["ChatSessionId"]?.int) }
        #expect(picked == [301, 101, 303])
        #expect(try desk.call("Chat.PickUpFirstChatSession", as: "cat") == .null)
        #expect(try desk.session(302)["Status"]?.string == "InQueue")
    }

    @Test("Who can respond nowhere finds nothing", arguments: ["anna", "dan", "eve"])
    func nowhere(user: String) throws {
        #expect(try Desk().call("Chat.PickUpFirstChatSession", as: user) == .null)
    }

    @Test("The pick-up stands in the audit with its agent and the statuses")
    func audited() throws {
        let desk = try Desk()
        _ = try desk.call("Chat.PickUpChatSession", #"{"ChatSessionId":101}"#, as: "cat")
        let entry = try #require(try desk.audit().first)
        #expect(entry.operation == "Chat.PickUpChatSession")
        #expect(entry.associateID == 3)
        #expect(entry.who == "cat")
        #expect(entry.sessionID == 101)
        #expect(entry.details == #"{"OldStatus":"InQueue","NewStatus":"CustomerLast"}"#)
    }

    @Test("Two engines on one file and eight threads get each session of a queue exactly once")
    func once() throws {
        let folder = try Folder()
        let desks = [try Desk(store: folder.store), try Desk(store: folder.store, isEmpty: true)]
        let count = 200
        let sessions = (0..<count).map { #"{"ChatSessionId":\#(1000 + $0),"TopicId":1,"Status":"InQueue"}"# }
        _ = try desks[0].host("System.Import", #"{"Sessions":[\#(sessions.joined(separator: ","))]}"#)
        let picked = Shared<[Int]>([])
        let failures = Shared<[String]>([])

        inThreads(8) { thread in
            while true {
                do {
                    let session = try desks[thread % 2].call("Chat.PickUpFirstChatSession", as: "cat")
                    guard let id = session["ChatSessionId"]?.int else { return }
                    picked.change { $0.append(id) }
                } catch {
                    failures.change { $0.append("\(error)") }
                    return
                }
            }
        }

        #expect(failures.value == [])
        #expect(picked.value.sorted() == [101] + Array(1000..<1000 + count))
        // Ranks are given in the same transaction, so they are as exact.
        let ranks = try desks[0].call("Chat.ChatSessionsForUser", as: "cat").elements
            .filter { $0["User"]?["AssociateId"]?.int == 3 && $0["Status"]?.string == "CustomerLast" }.map { $0["Rank"]?.int ?? 0 }
        #expect(ranks.sorted() == Array(1...count + 1))
        #expect(try desks[1].events().count >= 100)
    }
}
