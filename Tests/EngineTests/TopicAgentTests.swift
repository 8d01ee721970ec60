import Messages
import Testing
import Wire

@testable import Engine

@Suite("Agents of a topic")
struct TopicAgentTests {
    @Test("An agent is found by user name, by the associate's name and by number")
    func names() throws {
        let desk = try Desk()
        _ = try desk.host("Directory.SaveAssociate", #"{"Associate":{"AssociateId":3,"Name":"Catherine"}}"#)
        for name in ["cat", "CAT", "catherine", "3"] {
            let agent = try desk.call("Chat.GetChatTopicUserAgent", #"{"ChatTopicId":1,"Username":"\#(name)"}"#, as: "dan")
            #expect(agent["User"]?["AssociateId"]?.int == 3, "\(name)")
            #expect(agent["CanRespond"] == .bool(true) && agent["CanManage"] == .bool(false))
        }
        #expect(try desk.call("Chat.GetChatTopicUserAgent", #"{"ChatTopicId":1,"Username":"dan"}"#, as: "dan") == .null)
        let nobody = failure { try desk.call("Chat.GetChatTopicUserAgent", #"{"ChatTopicId":1,"Username":"zoe"}"#, as: "dan") }
        #expect(nobody?.kind == .notFound && nobody?.path == "Username")
        let nowhere = failure { try desk.call("Chat.GetChatTopicUserAgent", #"{"ChatTopicId":9,"Username":"dan"}"#, as: "dan") }
        #expect(nowhere?.kind == .notFound && nowhere?.path == "ChatTopicId")
    }

    @Test("Who manages a topic adds an agent, changes the rights and takes the agent away")
    func life() throws {
        let desk = try Desk()
        let dan = #"{"User":{"AssociateId":4},"CanListen":true}"#
        let added = try desk.call("Chat.AddChatTopicUserAgent", #"{"ChatTopicId":1,"Useragent":\#(dan)}"#, as: "anna")
        #expect(added["TopicId"]?.int == 1 && added["User"]?["Name"]?.string == "dan" && added["CanListen"] == .bool(true))
        #expect(try desk.sessionIDs(of: "dan").isEmpty == false)

        let twice = failure { try desk.call("Chat.AddChatTopicUserAgent", #"{"ChatTopicId":1,"Useragent":\#(dan)}"#, as: "anna") }
        #expect(twice?.kind == .conflict && twice?.path == "Useragent.User.AssociateId")

        let updated = try desk.call(
            "Chat.UpdateChatTopicUserAgent", #"{"ChatTopicId":1,"Username":"dan","Useragent":{"CanRespond":true}}"#, as: "anna")
        #expect(updated["CanRespond"] == .bool(true) && updated["CanListen"] == .bool(false))

        _ = try desk.call("Chat.DeleteChatTopicUserAgent", #"{"ChatTopicId":1,"Username":"dan"}"#, as: "anna")
        #expect(try desk.sessionIDs(of: "dan").isEmpty)
        let gone = failure { try desk.call("Chat.DeleteChatTopicUserAgent", #"{"ChatTopicId":1,"Username":"dan"}"#, as: "anna") }
        #expect(gone?.kind == .notFound && gone?.path == "Username")
    }

    @Test("A list of agents replaces all of them, or none when one cannot be")
    func replacing() throws {
        let desk = try Desk()
        let agents = #"[{"User":{"AssociateId":1},"CanManage":true},{"User":{"AssociateId":5},"CanNotify":true}]"#
        let list = try desk.call("Chat.UpdateChatTopicUserAgents", #"{"ChatTopicId":1,"Useragents":\#(agents)}"#, as: "anna")
        #expect(list.elements.map { $0["User"]?["AssociateId"]?.int } == [1, 5])

        let unknown = failure {
            try desk.call(
                "Chat.UpdateChatTopicUserAgents", #"{"ChatTopicId":1,"Useragents":[{"User":{"AssociateId":2}},{"User":{"AssociateId":77}}]}"#,
                as: "anna")
        }
        #expect(unknown?.kind == .value && unknown?.path == "Useragents[1].User.AssociateId")
        #expect(try desk.call("Chat.GetChatTopicUserAgentList", #"{"ChatTopicId":1}"#, as: "anna").elements.count == 2)
    }

    @Test(
        "Agents are changed by those who manage the topic alone",
        arguments: [
            ("AddChatTopicUserAgent", #""Useragent":{"User":{"AssociateId":4}}"#),
            ("UpdateChatTopicUserAgent", #""Username":"ben","Useragent":{}"#), ("UpdateChatTopicUserAgents", #""Useragents":[]"#),
            ("DeleteChatTopicUserAgent", #""Username":"ben""#),
        ])
    func rights(method: String, arguments: String) throws {
        let desk = try Desk()
        let error = failure { try desk.call("Chat.\(method)", #"{"ChatTopicId":1,\#(arguments)}"#, as: "cat") }
        #expect(error?.kind == .denied && error?.path == "ChatTopicId")
        let nowhere = failure { try desk.call("Chat.\(method)", #"{"ChatTopicId":9,\#(arguments)}"#, as: "cat") }
        #expect(nowhere?.kind == .notFound && nowhere?.path == "ChatTopicId")
    }

    @Test(
        "What an operation needs and does not get is named",
        arguments: [
            ("AddChatTopicUserAgent", "{\"ChatTopicId\":1}", "Useragent"),
            ("AddChatTopicUserAgent", #"{"ChatTopicId":1,"Useragent":{}}"#, "Useragent.User.AssociateId"),
            ("UpdateChatTopicUserAgent", #"{"ChatTopicId":1,"Username":"ben"}"#, "Useragent"),
            ("UpdateChatTopicUserAgent", #"{"ChatTopicId":1,"Username":"ben","Useragent":{"User":{"AssociateId":1}}}"#,
             "Useragent.User.AssociateId"),
            ("UpdateChatTopicUserAgents", "{\"ChatTopicId\":1}", "Useragents"),
        ])
    func missing(method: String, arguments: String, place: String) throws {
        let desk = try Desk()
        let error = failure { try desk.call("Chat.\(method)", arguments, as: "anna") }
        #expect(error?.kind == .value && error?.path == place)
    }

    @Test("The list of agents is flat or by topic, and leaves out who is away when that is asked for")
    func listing() throws {
        let desk = try Desk()
        let flat = try desk.call("Chat.GetUserAgentList", #"{"Flat":true}"#, as: "dan").elements
        #expect(flat.map { $0["Id"]?.int } == [1, 2, 3])
        #expect(flat.first?["Name"]?.string == "Anna Solberg" && flat.first?["Type"]?.string == "associate")
        let topics = try desk.call("Chat.GetUserAgentList", "{}", as: "dan").elements
        #expect(topics.map { $0["Name"]?.string } == ["Support", "Sales"])
        #expect(topics.map { ($0["ChildItems"]?.elements ?? []).compactMap { $0["Id"]?.int } } == [[1, 2, 3], [1, 3]])
        let present = try desk.call("Chat.GetUserAgentList", #"{"Flat":true,"OnlyPresent":true}"#, as: "dan").elements
        #expect(present.map { $0["Id"]?.int } == [1])
    }

    @Test("Somebody says whether they are there; for others that takes managing a topic of theirs")
    func presence() throws {
        let desk = try Desk()
        _ = try desk.call("Chat.SaveChatPresence", #"{"ChatPresence":[{"UserId":2,"Present":true}]}"#, as: "ben")
        _ = try desk.call("Chat.SaveChatPresence", #"{"ChatPresence":[{"UserId":1,"Present":false},{"UserId":3,"Present":true}]}"#, as: "anna")
        let list = try desk.call("Chat.GetChatPresence", as: "dan").elements
        #expect(list.filter { $0["Present"] == .bool(true) }.map { $0["UserId"]?.int } == [2, 3])

        let denied = failure {
            try desk.call("Chat.SaveChatPresence", #"{"ChatPresence":[{"UserId":2,"Present":false},{"UserId":1}]}"#, as: "ben")
        }
        #expect(denied?.kind == .denied && denied?.path == "ChatPresence[1].UserId")
        #expect(try desk.call("Chat.GetChatPresence", as: "dan").elements[1]["Present"] == .bool(true))
    }
}
