import Messages
import Storage
import Testing
import Wire

@testable import Engine

@Suite("Sessions as records")
struct SaveSessionTests {
    private func save(_ desk: Desk, _ fields: String, as user: String = "anna") throws -> JSONValue {
        try desk.call("Chat.SaveChatSessionEntity", #"{"ChatSessionEntity":{\#(fields)}}"#, as: user)
    }

    @Test("A member of its topic reads a session whole; there is null where there is none")
    func reads() throws {
        let desk = try Desk()
        let session = try desk.call("Chat.GetChatSessionEntity", #"{"ChatSessionEntityId":102}"#, as: "ben")
        #expect(session == (try desk.session(102)))
        #expect(session["CustomerName"]?.string == "Kari Hemmelig")
        #expect(try desk.call("Chat.GetChatSessionEntity", #"{"ChatSessionEntityId":999}"#, as: "dan") == .null)
        for user in ["dan", "eve"] {
            let error = failure { try desk.call("Chat.GetChatSessionEntity", #"{"ChatSessionEntityId":102}"#, as: user) }
            #expect(error?.kind == .denied)
            #expect(error?.path == "ChatSessionEntityId")
        }
    }

    @Test("A saved session takes what is known of its customer, and the rest stays as life has made it")
    func merges() throws {
        let desk = try Desk()
        desk.clock.advance(seconds: 7)
        let before = try desk.session(102)

        let session = try save(
            desk,
            #"""
            "ChatSessionId":102,"Status":"CustomerLast","CustomerName":"Kari N","CustomerEmail":"k@n.example","Rank":9,"TopicId":2,
            "SessionKey":"mine","WhenRequested":"2020-01-01T00:00:00Z","User":{"AssociateId":3},"Person":{"PersonId":11},"Mood":"calm"
            """#)

        #expect(session["CustomerName"]?.string == "Kari N")
        #expect(session["Person"]?["Firstname"]?.string == "Anna")
        #expect(session["Contact"] == .null)
        #expect(session["Mood"]?.string == "calm")
        for kept in ["Rank", "TopicId", "SessionKey", "WhenRequested", "User", "TransferTo", "LastMessage"] {
            #expect(session[kept] == before[kept], "\(kept)")
        }
        #expect(try desk.events() == ["changed 102: CustomerLast > CustomerLast"])
        #expect(try desk.audit().map(\.operation) == ["Chat.SaveChatSessionEntity"])
    }

    @Test("What is saved as it is changes nothing and tells nobody")
    func unchanged() throws {
        let desk = try Desk()
        let read = try desk.call("Chat.GetChatSessionEntity", #"{"ChatSessionEntityId":102}"#, as: "anna")
        let saved = try desk.call("Chat.SaveChatSessionEntity", #"{"ChatSessionEntity":\#(read.text)}"#, as: "anna")
        #expect(saved == read)
        #expect(try desk.events() == [])
        #expect(try desk.audit().isEmpty)
    }

    @Test(
        "The status goes by the table, with what comes of it",
        arguments: [(102, "Finished", ["ClosedByUser"]), (102, "Deleted", ["SessionDeleted"]), (102, "UserLast", []), (101, "ClosedFromQueue", ["ClosedByUser"])])
    func closes(id: Int, status: String, messages: [String]) throws {
        let desk = try Desk()
        let before = try desk.session(id)["Status"]?.string ?? ""
        let session = try save(desk, #""ChatSessionId":\#(id),"Status":"\#(status)""#)
        #expect(session["Status"]?.string == status)
        #expect(try desk.messages(of: id, as: "anna").map { $0["SpecialType"]?.string } == messages)
        #expect(try desk.events().first == "changed \(id): \(before) > \(status)")
    }

    @Test(
        "A status that the table does not allow is refused with both, and nothing is saved",
        arguments: [(101, "UserLast"), (102, "InQueue"), (102, "Invalid"), (102, "RequestPosted"), (107, "InQueue"), (107, "CustomerLast"), (104, "Closed")])
    func refused(id: Int, status: String) throws {
        let desk = try Desk()
        let before = try desk.session(id)
        let error = failure { try save(desk, #""ChatSessionId":\#(id),"Status":"\#(status)","CustomerName":"X""#) }
        #expect(error?.kind == .conflict)
        #expect(error?.path == "ChatSessionEntity.Status")
        #expect(error?.message.contains(status) == true)
        #expect(error?.message.contains(before["Status"]?.string ?? "?") == true)
        #expect(try desk.session(id) == before)
        #expect(try desk.events() == [])
    }

    @Test(
        "Texts have bounds, and what is referred to exists",
        arguments: [
            (#""CustomerAlias":"\#(String(repeating: "x", count: 65))""#, "CustomerAlias"),
            (#""CustomerPhone":"\#(String(repeating: "1", count: 33))""#, "CustomerPhone"),
            (#""CustomerName":"\#(String(repeating: "x", count: 256))""#, "CustomerName"), (#""Flags":"Humming""#, "Flags"),
            (#""Person":{"PersonId":99}"#, "Person.PersonId"), (#""Contact":{"ContactId":99}"#, "Contact.ContactId"),
            (#""Project":{"ProjectId":99}"#, "Project.ProjectId"), (#""Sale":{"SaleId":99}"#, "Sale.SaleId"),
            (#""Ticket":{"TicketId":99}"#, "Ticket.TicketId"),
        ], [0, 102])
    func checked(field: (text: String, place: String), id: Int) throws {
        let (fields, place) = field
        let desk = try Desk()
        let error = failure { try save(desk, #""ChatSessionId":\#(id),"TopicId":1,"Status":"\#(id == 0 ? "InQueue" : "CustomerLast")",\#(fields)"#) }
        #expect(error?.kind == .value)
        #expect(error?.path == "ChatSessionEntity.\(place)")
        #expect(try desk.events() == [])
    }

    @Test("Who may not write in the topic saves nothing", arguments: ["ben", "dan", "eve"])
    func denied(user: String) throws {
        let desk = try Desk()
        let old = failure { try save(desk, #""ChatSessionId":102,"Status":"CustomerLast""#, as: user) }
        #expect(old?.kind == .denied && old?.path == "ChatSessionEntity.ChatSessionId")
        let new = failure { try save(desk, #""TopicId":1,"Status":"InQueue""#, as: user) }
        #expect(new?.kind == .denied && new?.path == "ChatSessionEntity.TopicId")
        let gone = failure { try desk.call("Chat.DeleteChatSessionEntity", #"{"ChatSessionEntityId":102}"#, as: user) }
        #expect(gone?.kind == .denied && gone?.path == "ChatSessionEntityId")
    }

    @Test("What is not there, or not given, is said with its place")
    func missing() throws {
        let desk = try Desk()
        let unknown = failure { try save(desk, #""ChatSessionId":999"#) }
        #expect(unknown?.kind == .notFound && unknown?.path == "ChatSessionEntity.ChatSessionId")
        let negative = failure { try save(desk, #""ChatSessionId":-1"#) }
        #expect(negative?.kind == .value && negative?.path == "ChatSessionEntity.ChatSessionId")
        let topic = failure { try save(desk, #""TopicId":9"#) }
        #expect(topic?.kind == .value && topic?.path == "ChatSessionEntity.TopicId")
        for method in ["SaveChatSessionEntity", "PostChatSessionEntity", "PutChatSessionEntity"] {
            let none = failure { try desk.call("Chat.\(method)", as: "anna") }
            #expect(none?.kind == .value && none?.path == "ChatSessionEntity")
        }
        let gone = failure { try desk.call("Chat.DeleteChatSessionEntity", #"{"ChatSessionEntityId":999}"#, as: "anna") }
        #expect(gone?.kind == .notFound && gone?.path == "ChatSessionEntityId")
    }

    @Test("Number 0 makes a new session in the status that it names, with a key and its times")
    func creates() throws {
        let desk = try Desk()
        let session = try save(desk, #""TopicId":1,"Status":"InQueue","CustomerName":"Ola","CustomerHost":"10.0.0.1","SessionKey":"mine","Rank":7"#)
        #expect(session["ChatSessionId"]?.int == 108)
        #expect(session["CustomerHost"]?.string == "10.0.0.1")
        #expect(session["InitialQueuePos"]?.int == 2)
        #expect(session["SessionKey"]?.string?.utf8.count == 43)
        #expect(session["Rank"]?.int == 0)
        #expect(session["WhenRequested"]?.string == "2026-11-21T09:00:00Z")
        #expect(try desk.events() == ["created 108: InQueue"])
    }

    @Test("Without a status a new session begins where a customer's would, and one under way is made by nobody")
    func begins() throws {
        let desk = try Desk()
        let made = try desk.call("Chat.CreateDefaultChatSessionEntity", as: "anna")
        #expect(made == (try desk.call("Chat.DefaultChatSessionEntity", as: "anna")))
        #expect(made["ChatSessionId"]?.int == 0)
        #expect(try save(desk, #""TopicId":1"#)["Status"]?.string == "OfflineForm")
        let error = failure { try save(desk, #""TopicId":1,"Status":"CustomerLast""#) }
        #expect(error?.kind == .conflict && error?.path == "ChatSessionEntity.Status")
    }

    @Test("POST makes a new one whatever number it brings; PUT goes by the number of the path")
    func postAndPut() throws {
        let desk = try Desk()
        let posted = try desk.call(
            "Chat.PostChatSessionEntity", #"{"ChatSessionEntity":{"ChatSessionId":102,"TopicId":1,"Status":"InQueue"}}"#, as: "anna")
        #expect(posted["ChatSessionId"]?.int == 108)
        let put = try desk.call(
            "Chat.PutChatSessionEntity",
            #"{"ChatSessionEntityId":102,"ChatSessionEntity":{"Status":"CustomerLast","CustomerName":"K"}}"#, as: "anna")
        #expect(put["CustomerName"]?.string == "K")
        let other = failure {
            try desk.call("Chat.PutChatSessionEntity", #"{"ChatSessionEntityId":102,"ChatSessionEntity":{"ChatSessionId":101}}"#, as: "anna")
        }
        #expect(other?.kind == .value && other?.path == "ChatSessionEntity.ChatSessionId")
        let missing = failure { try desk.call("Chat.PutChatSessionEntity", #"{"ChatSessionEntityId":9,"ChatSessionEntity":{}}"#, as: "anna") }
        #expect(missing?.kind == .notFound && missing?.path == "ChatSessionEntityId")
    }

    @Test("Deleting marks, ends what was under way and tells of it; once more it does nothing")
    func deletes() throws {
        let desk = try Desk()
        for _ in 0..<2 {
            #expect(try desk.call("Chat.DeleteChatSessionEntity", #"{"ChatSessionEntityId":102}"#, as: "cat") == .null)
        }
        let session = try desk.session(102)
        #expect(session["Status"]?.string == "Deleted")
        #expect(session["WhenEnded"]?.string == "2026-11-21T09:00:00Z")
        #expect(try desk.events() == ["changed 102: CustomerLast > Deleted", "message 102: 1"])
        #expect(try desk.audit().map(\.operation) == ["Chat.DeleteChatSessionEntity"])
    }

    @Test("The customer service's deletion tells of each session in the order of the call")
    func deletesMany() throws {
        let desk = try Desk()
        _ = try desk.call("CustomerService.DeleteChatSessions", #"{"Ids":[107,999,101,107]}"#, as: "cat")
        #expect(try desk.events() == ["changed 107: Closed > Deleted", "changed 101: InQueue > Deleted", "message 101: 1"])
    }

    @Test("A route without a body does not look at one, whatever it says it is; a route with one does")
    func strayBody() throws {
        let desk = try Desk()
        let headers = [("Authorization", "SOTicket \(try desk.ticket())"), ("Content-Type", "text/plain")]
        #expect(desk.handle("GET", "/api/v1/ChatSession/102", headers, body: "stray").status == 200)
        #expect(desk.handle("DELETE", "/api/v1/ChatSession/102", headers, body: "stray").status == 204)
        #expect(desk.handle("POST", "/api/v1/ChatSession", headers, body: "stray").status == 415)
        #expect(desk.handle("POST", "/api/v1/Agents/Chat/PickUpFirstChatSession", headers, body: "stray").status == 415)
    }
}
