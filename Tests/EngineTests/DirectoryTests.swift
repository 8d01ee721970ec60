import Messages
import Testing
import Wire

@testable import Engine

@Suite("The host's records")
struct DirectoryTests {
    static let kinds = [
        ("Associate", "AssociateId", "FullName"), ("Person", "PersonId", "Firstname"), ("Contact", "ContactId", "Name"),
        ("Project", "ProjectId", "Name"), ("Sale", "SaleId", "Title"), ("Ticket", "TicketId", "Title"), ("Topic", "ChatTopicId", "Name"),
    ]

    @Test("A record is saved under its number or a new one, read back, replaced and deleted", arguments: kinds)
    func life(kind: String, key: String, field: String) throws {
        let desk = try Desk(isEmpty: true)
        let saved = try desk.host("Directory.Save\(kind)", #"{"\#(kind)":{"\#(key)":40,"\#(field)":"one","Shade":"teal"}}"#)
        #expect(saved[key]?.int == 40)
        #expect(saved[field]?.string == "one")
        #expect(saved["Shade"]?.string == "teal")

        let new = try desk.host("Directory.Save\(kind)", #"{"\#(kind)":{"\#(field)":"two"}}"#)
        #expect(new[key]?.int == 41)
        #expect(try desk.host("Directory.Get\(kind)", #"{"\#(key)":41}"#) == new)

        let replaced = try desk.host("Directory.Save\(kind)", #"{"\#(kind)":{"\#(key)":40}}"#)
        #expect(replaced[field] == .null)
        #expect(replaced["Shade"] == nil)

        #expect(try desk.host("Directory.Delete\(kind)", #"{"\#(key)":40}"#) == .null)
        #expect(try desk.host("Directory.Get\(kind)", #"{"\#(key)":40}"#) == .null)
    }

    @Test("What is wrong is told with its place", arguments: kinds.map { ($0.0, $0.1) } + [("ChatSession", "ChatSessionId")])
    func faults(kind: String, key: String) throws {
        let desk = try Desk()
        let none = failure { try desk.host("Directory.Save\(kind)", "{}") }
        #expect(none?.kind == .value)
        #expect(none?.path == kind)
        let negative = failure { try desk.host("Directory.Save\(kind)", #"{"\#(kind)":{"\#(key)":-1}}"#) }
        #expect(negative?.kind == .value)
        #expect(negative?.path == "\(kind).\(key)")
        let mistyped = failure { try desk.host("Directory.Save\(kind)", #"{"\#(kind)":{"\#(key)":"x"}}"#) }
        #expect(mistyped?.kind == .value)
        #expect(mistyped?.path == "\(kind).\(key)")
        for id in ["777", "0", "-1"] {
            let missing = failure { try desk.host("Directory.Delete\(kind)", #"{"\#(key)":\#(id)}"#) }
            #expect(missing?.kind == .notFound)
            #expect(missing?.path == key)
            #expect(try desk.host("Directory.Get\(kind)", #"{"\#(key)":\#(id)}"#) == .null)
        }
    }

    @Test(
        "What something refers to is not deleted, and says so",
        arguments: [
            ("Associate", "AssociateId", 1), ("Associate", "AssociateId", 4), ("Person", "PersonId", 12), ("Contact", "ContactId", 21),
            ("Project", "ProjectId", 31), ("Sale", "SaleId", 41), ("Ticket", "TicketId", 51), ("Topic", "ChatTopicId", 2),
        ])
    func references(kind: String, key: String, id: Int) throws {
        let desk = try Desk()
        let error = failure { try desk.host("Directory.Delete\(kind)", #"{"\#(key)":\#(id)}"#) }
        #expect(error?.kind == .conflict)
        #expect(error?.path == key)
        #expect(try desk.host("Directory.Get\(kind)", #"{"\#(key)":\#(id)}"#)[key]?.int == id)
    }

    @Test("An associate whom nothing refers to any more goes, and is no longer present")
    func freeAssociate() throws {
        let desk = try Desk()
        _ = try desk.host("System.SavePresence", #"{"Presence":[{"UserId":4,"Present":true}]}"#)
        _ = try desk.host("System.DeleteUser", #"{"UserName":"dan"}"#)
        #expect(try desk.host("Directory.DeleteAssociate", #"{"AssociateId":4}"#) == .null)
        #expect(try desk.host("System.CountRows")["Presence"]?.int == 2)
    }

    @Test("A topic comes with its agents, whole and in the order of their numbers")
    func topic() throws {
        let desk = try Desk()
        let saved = try desk.host(
            "Directory.SaveTopic",
            #"""
            {"Topic":{"ChatTopicId":2,"Name":"Rope","BotEnabled":true,"Agents":[
              {"User":{"AssociateId":3},"CanManage":true,"CanNotify":true},{"User":{"AssociateId":1,"Name":"not this"},"CanListen":true}]}}
            """#)
        #expect(saved["BotEnabled"] == .bool(true))
        let agents = saved["Agents"]?.elements ?? []
        #expect(agents.map { $0["TopicId"]?.int } == [2, 2])
        #expect(agents.map { $0["User"]?["AssociateId"]?.int } == [1, 3])
        #expect(agents[0]["User"]?["Name"]?.string == "anna")
        #expect(agents.map { $0["CanListen"] } == [.bool(true), .bool(false)])
        #expect(agents.map { $0["CanRespond"] } == [.bool(false), .bool(false)])
        #expect(agents.map { $0["CanManage"] } == [.bool(false), .bool(true)])
        #expect(agents.map { $0["CanNotify"] } == [.bool(false), .bool(true)])
        #expect(try desk.sessionIDs(of: "anna").contains(103))

        #expect(try desk.host("Directory.SaveTopic", #"{"Topic":{"ChatTopicId":2,"Agents":[]}}"#)["Agents"] == .array([]))
        #expect(!(try desk.sessionIDs(of: "anna").contains(103)))
    }

    @Test("A topic that is refused for one agent stays as it was")
    func refusedTopic() throws {
        let desk = try Desk()
        let before = try desk.host("Directory.GetTopic", #"{"ChatTopicId":2}"#)
        let error = failure {
            try desk.host("Directory.SaveTopic", #"{"Topic":{"ChatTopicId":2,"Name":"x","Agents":[{"User":{"AssociateId":1}},{"User":{"AssociateId":77}}]}}"#)
        }
        #expect(error?.kind == .value)
        #expect(error?.path == "Topic.Agents[1].User.AssociateId")
        #expect(try desk.host("Directory.GetTopic", #"{"ChatTopicId":2}"#) == before)
    }

    @Test("A session is saved by the keys of what it refers to, and its dates come back in UTC")
    func session() throws {
        let desk = try Desk()
        let saved = try desk.host(
            "Directory.SaveChatSession",
            #"""
            {"ChatSession":{"TopicId":1,"Status":"UserLast","User":{"AssociateId":2},"Ticket":{"TicketId":51,"Title":"not this"},
              "WhenRequested":"2026-06-01T12:00:00.5+02:00","WhenIdle":"2026-06-01T12:00:00","Flags":"CustomerIsTyping",
              "TableRight":{"Mask":"Select","Reason":"why"},"ChatbotIsActive":true}}
            """#)
        #expect(saved["ChatSessionId"]?.int == 108)
        #expect(saved["User"]?["FullName"]?.string == "Ben Aas")
        #expect(saved["Ticket"]?["Title"]?.string == "Broken [SR_THING]")
        #expect(saved["WhenRequested"]?.string == "2026-06-01T10:00:00.5Z")
        #expect(saved["WhenIdle"]?.string == "2026-06-01T12:00:00Z")
        #expect(saved["WhenEnded"]?.string == "0001-01-01T00:00:00")
        #expect(saved["TableRight"]?["Reason"]?.string == "why")
        #expect(saved["ChatbotIsActive"] == .bool(true))
        #expect(try desk.host("Directory.GetChatSession", #"{"ChatSessionId":108}"#) == saved)
    }

    @Test("A session's number is not given again, and a deleted one can still be looked at")
    func sessionNumbers() throws {
        let desk = try Desk()
        #expect(try desk.host("Directory.DeleteChatSession", #"{"ChatSessionId":107}"#) == .null)
        #expect(try desk.status(ofSession: 107) == "Deleted")
        let again = failure { try desk.host("Directory.DeleteChatSession", #"{"ChatSessionId":107}"#) }
        #expect(again?.kind == .notFound)
        #expect(again?.path == "ChatSessionId")
        let new = try desk.host("Directory.SaveChatSession", #"{"ChatSession":{"TopicId":1}}"#)
        #expect(new["ChatSessionId"]?.int == 108)
    }

    @Test(
        "A session that is refused is named by what is wrong with it",
        arguments: [
            ("{}", "TopicId"), (#"{"TopicId":9}"#, "TopicId"), (#"{"TopicId":1,"User":{"AssociateId":9}}"#, "User.AssociateId"),
            (#"{"TopicId":1,"TransferTo":{"AssociateId":9}}"#, "TransferTo.AssociateId"), (#"{"TopicId":1,"Sale":{"SaleId":9}}"#, "Sale.SaleId"),
            (#"{"TopicId":1,"CustomerPhone":"012345678901234567890123456789012"}"#, "CustomerPhone"),
        ])
    func refusedSession(session: String, path: String) throws {
        let desk = try Desk()
        let error = failure { try desk.host("Directory.SaveChatSession", #"{"ChatSession":\#(session)}"#) }
        #expect(error?.kind == .value)
        #expect(error?.path == "ChatSession.\(path)")
    }

    @Test("The earlier release's ticket comes out as it went in")
    func earlierTicket() throws {
        let desk = try Desk()
        let saved = try desk.host(
            "Directory.SaveTicket", #"{"Ticket":{"TicketId":60,"CustFirstname":"Kari","TicketStatusDisplayValue":"Open"}}"#)
        #expect(saved["CustFirstname"]?.string == "Kari")
        #expect(saved["TicketStatusDisplayValue"]?.string == "Open")
        #expect(saved["CustMiddleName"] == nil)
    }
}

@Suite("Users")
struct UserTests {
    @Test("A user may come with the hash that another system made")
    func hash() throws {
        let desk = try Desk()
        let hash = try PasswordHash.make("brought along", cost: .minimum)
        #expect(try desk.host("System.SaveUser", #"{"UserName":"fay","AssociateId":4,"PasswordHash":"\#(hash)"}"#) == .null)
        #expect(try desk.call("CustomerService.ChatSessionsForUser", caller: #"{"UserName":"fay","Password":"brought along"}"#) == .array([]))
        #expect(failure { try desk.call("CustomerService.ChatSessionsForUser", caller: #"{"UserName":"fay","Password":"\#(hash)"}"#) }?.kind == .authentication)
    }

    @Test("Names are one name in any case, of up to 255 bytes, in any letters", arguments: ["ÆRLIG", "語", "a b", String(repeating: "x", count: 255), "anna@desk.example"])
    func names(name: String) throws {
        let desk = try Desk()
        _ = try desk.host("System.SaveUser", #"{"UserName":"\#(name)","AssociateId":4,"Password":"p"}"#)
        _ = try desk.host("System.SaveUser", #"{"UserName":"\#(name.lowercased())","AssociateId":4,"Password":"q"}"#)
        #expect(try desk.host("System.CountRows")["Users"]?.int == 6)
        #expect(failure { try desk.call("Chat.GetChatPresence", caller: #"{"UserName":"\#(name)","Password":"p"}"#) }?.kind == .authentication)
        #expect(try desk.call("Chat.GetChatPresence", caller: #"{"UserName":"\#(name)","Password":"q"}"#).elements.count == 4)
    }

    @Test(
        "What is wrong is told with its place",
        arguments: [
            (#"{"AssociateId":1,"Password":"p"}"#, "UserName"), (#"{"UserName":"a:b","AssociateId":1,"Password":"p"}"#, "UserName"),
            (#"{"UserName":"x","AssociateId":1}"#, "Password"), (#"{"UserName":"x","AssociateId":1,"Password":"p","PasswordHash":"q"}"#, "Password"),
            (#"{"UserName":"x","AssociateId":1,"PasswordHash":"q"}"#, "PasswordHash"), (#"{"UserName":"x","AssociateId":77,"Password":"p"}"#, "AssociateId"),
            (#"{"UserName":"x","Password":"p"}"#, "AssociateId"), (#"{"UserName":"x","AssociateId":1,"Pasword":"p"}"#, "Pasword"),
        ])
    func faults(arguments: String, path: String) throws {
        let desk = try Desk()
        let error = failure { try desk.host("System.SaveUser", arguments) }
        #expect(error?.kind == .value)
        #expect(error?.path == path)
        #expect(try desk.host("System.CountRows")["Users"]?.int == 5)
    }

    @Test("Who is no user cannot be deleted", arguments: [#"{"UserName":"nobody"}"#, #"{"UserName":""}"#, "{}"])
    func noUser(arguments: String) throws {
        let desk = try Desk()
        let error = failure { try desk.host("System.DeleteUser", arguments) }
        #expect(error?.kind == .notFound)
        #expect(error?.path == "UserName")
    }
}
