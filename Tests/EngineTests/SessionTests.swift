import Messages
import Testing
import Wire

@Suite("Sessions of the caller's topics")
struct SessionTests {
    @Test(
        "A member of a topic sees its sessions but the deleted and the invalid, in the order of their requests",
        arguments: [
            ("anna", [102, 107, 103, 106, 101]), ("ben", [102, 107, 101]), ("cat", [102, 107, 103, 106, 101]), ("dan", []), ("eve", []),
        ])
    func listed(user: String, ids: [Int]) throws {
        let desk = try Desk()
        #expect(try desk.sessionIDs(of: user) == ids)
        let numbers = try desk.call("CustomerService.ChatSessionsForUser", as: user).elements
        #expect(numbers.map { $0["ChatSessionId"]?.int } == ids)
    }

    @Test("A right that is taken away takes the sessions away, and one that is given brings them")
    func rightsChange() throws {
        let desk = try Desk()
        _ = try desk.host(
            "Directory.SaveTopic",
            #"{"Topic":{"ChatTopicId":1,"Agents":[{"User":{"AssociateId":4},"CanNotify":true},{"User":{"AssociateId":2}}]}}"#)
        #expect(try desk.sessionIDs(of: "dan") == [102, 107, 101])
        #expect(try desk.sessionIDs(of: "ben") == [])
        #expect(try desk.sessionIDs(of: "anna") == [103, 106])
    }

    @Test("A session comes with all that it refers to, its dates in UTC, and the fields that nobody knows")
    func whole() throws {
        let desk = try Desk()
        let session = try #require(try desk.call("Chat.ChatSessionsForUser", as: "anna").elements.first)

        #expect(session["User"]?["FullName"]?.string == "Anna Solberg")
        #expect(session["Person"]?["Firstname"]?.string == "Kari")
        #expect(session["Contact"]?["Name"]?.string == "Fjell AS")
        #expect(session["Project"]?["ProjectId"]?.int == 31)
        #expect(session["Sale"]?["Title"]?.string == "Rope")
        #expect(session["Ticket"]?["Shade"]?.string == "teal")
        #expect(session["TransferTo"]?["Name"]?.string == "cat")
        #expect(session["WhenRequested"]?.string == "2026-11-21T08:00:00Z")
        #expect(session["WhenEnded"]?.string == "0001-01-01T00:00:00")
        #expect(session["Rating"]?.int == 4)
        #expect(session["Mood"] == .object([.init("Colour", .string("green"))]))
    }

    @Test(
        "Deleting marks the sessions, of either right, and nothing else changes",
        arguments: [("anna", 101), ("cat", 102), ("cat", 106)])
    func deletes(user: String, id: Int) throws {
        let desk = try Desk()
        let before = try desk.sessionIDs(of: "anna")

        let answer = try desk.call("CustomerService.DeleteChatSessions", #"{"Ids":[\#(id)]}"#, as: user)

        #expect(answer == .null)
        #expect(try desk.status(ofSession: id) == "Deleted")
        #expect(try desk.sessionIDs(of: "anna") == before.filter { $0 != id })
    }

    @Test("Ids that do not exist are ignored, and so are those named twice, no list and an empty one")
    func ignores() throws {
        let desk = try Desk()
        for ids in ["[999,-1,0,101,101,2147483647]", "[]", "null"] {
            #expect(try desk.call("CustomerService.DeleteChatSessions", #"{"Ids":\#(ids)}"#, as: "anna") == .null)
        }
        #expect(try desk.call("CustomerService.DeleteChatSessions", as: "anna") == .null)
        #expect(try desk.sessionIDs(of: "anna") == [102, 107, 103, 106])
    }

    @Test(
        "One session that the caller may not delete is named, and none is deleted",
        arguments: [("anna", "[101,103]", "Ids[1]"), ("ben", "[101]", "Ids[0]"), ("dan", "[999,101]", "Ids[1]"), ("eve", "[103]", "Ids[0]")])
    func nothingHalfDone(user: String, ids: String, path: String) throws {
        let desk = try Desk()
        let error = failure { try desk.call("CustomerService.DeleteChatSessions", #"{"Ids":\#(ids)}"#, as: user) }
        #expect(error?.kind == .denied)
        #expect(error?.path == path)
        #expect(try desk.sessionIDs(of: "cat") == [102, 107, 103, 106, 101])
    }

    @Test("The same call without the one that was refused goes through")
    func afterRefusal() throws {
        let desk = try Desk()
        _ = failure { try desk.call("CustomerService.DeleteChatSessions", #"{"Ids":[101,103]}"#, as: "anna") }
        _ = try desk.call("CustomerService.DeleteChatSessions", #"{"Ids":[101]}"#, as: "anna")
        #expect(try desk.sessionIDs(of: "anna") == [102, 107, 103, 106])
    }

    @Test("Presence lists every agent with the topics of their rights, ongoing chats and a name, present or not")
    func presence() throws {
        let desk = try Desk()
        let list = try desk.call("Chat.GetChatPresence", as: "dan").elements

        #expect(list.map { $0["UserId"]?.int } == [1, 2, 3, 5])
        #expect(list.map { $0["Present"] } == [.bool(true), .bool(false), .bool(false), .bool(false)])
        #expect(list.map { $0["DisplayName"]?.string } == ["Anna Solberg", "Ben Aas", "cat", "eve"])
        #expect(list.map { $0["OngoingChats"]?.int } == [2, 0, 0, 0])
        #expect(list.map { $0["ChatTopics"]?.elements.map(\.int) } == [[1, 2], [1], [1, 2], []])
    }

    @Test("Saving presence looks at user and presence alone")
    func savesPresence() throws {
        let desk = try Desk()
        _ = try desk.host(
            "System.SavePresence", #"{"Presence":[{"UserId":3,"Present":true,"DisplayName":"X","OngoingChats":9},{"UserId":1}]}"#)
        let list = try desk.call("Chat.GetChatPresence", as: "anna").elements
        #expect(list.map { $0["Present"] } == [.bool(false), .bool(false), .bool(true), .bool(false)])
        #expect(list[2]["DisplayName"]?.string == "cat")
        #expect(list[2]["OngoingChats"]?.int == 0)
    }

    @Test("Presence of somebody who does not exist is refused, and nobody's is saved")
    func unknownPresence() throws {
        let desk = try Desk()
        let error = failure {
            try desk.host("System.SavePresence", #"{"Presence":[{"UserId":3,"Present":true},{"UserId":77,"Present":true}]}"#)
        }
        #expect(error?.kind == .value)
        #expect(error?.path == "Presence[1].UserId")
        #expect(try desk.call("Chat.GetChatPresence", as: "anna").elements[2]["Present"] == .bool(false))
    }
}
