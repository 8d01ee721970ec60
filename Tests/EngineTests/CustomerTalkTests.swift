import Messages
import Testing
import Wire

@testable import Engine

@Suite("What a customer says and hears")
struct CustomerTalkTests {
    @Test("A message goes to the user under the customer's alias or name, and the session follows")
    func post() throws {
        let desk = try Customer.desk()
        let customer = try Customer(desk, #","CustomerName":"Kari","CustomerAlias":"kk""#)
        let message = try customer.say("Is <script>x</script> <b>there</b> anybody?")
        #expect(message["Type"]?.string == "ToUser")
        #expect(message["Author"]?.string == "kk")
        #expect(message["WhenPosted"]?.string == "2026-11-21T09:00:00Z")
        #expect(message["Message"]?.string?.contains("<script>") == false)
        let session = try desk.session(customer.session)
        #expect(session["Status"]?.string == "InQueue")
        #expect(session["FirstMessage"] == message["Message"])
        try customer.pickUp()
        try desk.say("Yes", in: customer.session, as: "cat")
        #expect(try customer.status() == "UserLast")
        try customer.say("Good")
        #expect(try customer.status() == "CustomerLast")
        #expect(try desk.messages(of: customer.session, as: "ben").count == 3)
    }

    @Test("The same message sent again is the first one, and happens once")
    func again() throws {
        let desk = try Customer.desk()
        let customer = try Customer(desk)
        let first = try customer.say("Hello?", as: "m-1")
        desk.clock.advance(seconds: 3)
        #expect(try customer.say("Hello, hello?", as: "m-1") == first)
        #expect(try customer.say("Hello?", as: "m-2") != first)
        #expect(try customer.messages().count == 2)
        let other = try Customer(desk)
        #expect(try other.say("Hello?", as: "m-1")["ChatMessageId"] != first["ChatMessageId"])
    }

    @Test("One of many that send the same message at once posts it, and all get it")
    func atOnce() throws {
        let folder = try Folder()
        let desk = try Desk(store: folder.store)
        let customer = try Customer(desk)
        let ids = Shared<[Int?]>([])
        inThreads(8) { _ in
            let id = try? customer.say("Hello?", as: "same")["ChatMessageId"]?.int
            ids.change { $0.append(id) }
        }
        #expect(ids.value.count == 8)
        #expect(Set(ids.value).count == 1)
        #expect(try customer.messages().count == 1)
    }

    @Test(
        "What cannot be said is refused with its place",
        arguments: [
            (#"{}"#, .value, "Message"), (#"{"Message":""}"#, .value, "Message"), (#"{"Message":"12345678901"}"#, .limit, "Message"),
            (#"{"Message":"x","ClientId":""}"#, .value, "ClientId"), (#"{"Message":"x","ClientId":"a b"}"#, .value, "ClientId"),
            (#"{"Message":"x","ClientId":"æ"}"#, .value, "ClientId"), (#"{"Message":"x","Author":"Anna"}"#, .value, "Author"),
            (#"{"Message":"x","ClientId":"\#(String(repeating: "a", count: 65))"}"#, .value, "ClientId"),
        ] as [(String, OperationError.Kind, String)])
    func refused(arguments: String, kind: OperationError.Kind, path: String) throws {
        let desk = try Customer.desk(config: #","limits":{"chatMessage":10}"#)
        let customer = try Customer(desk)
        let error = failure { try customer.call("PostMessage", arguments) }
        #expect(error?.kind == kind)
        #expect(error?.path == path)
        #expect(try customer.messages().isEmpty)
        try customer.say("ææææææææææ")
    }

    @Test("Messages come after a number, delayed ones in their time, and what is between agents never")
    func fetch() throws {
        let desk = try Customer.desk()
        let customer = try Customer(desk)
        let first = try #require(try customer.say("one")["ChatMessageId"]?.int)
        try customer.pickUp()
        try desk.say("two", in: customer.session, #","Type":"ToCustomer","WhenPosted":"2026-11-21T09:00:30Z""#, as: "cat")
        _ = try desk.call("Chat.TransferChatSession", #"{"ChatSessionId":\#(customer.session),"ToAssociate":"cat"}"#, as: "anna")
        try desk.setPresence(of: 1)
        _ = try desk.host("Directory.SaveTopic", #"{"Topic":{"ChatTopicId":1,"Name":"Support","Agents":[{"User":{"AssociateId":1},"CanRespond":true,"CanManage":true},{"User":{"AssociateId":3},"CanRespond":true}]}}"#)
        _ = try desk.call("Chat.TransferChatSession", #"{"ChatSessionId":\#(customer.session),"ToAssociate":"anna"}"#, as: "cat")
        _ = try desk.call("Chat.RejectChatSessionTransfer", #"{"ChatSessionId":\#(customer.session)}"#, as: "anna")
        #expect(try desk.messages(of: customer.session, as: "cat").contains { $0["SpecialType"]?.string == "TransferRejected" })
        #expect(try customer.messages().map { $0["Message"]?.string } == ["one"])
        #expect(try customer.view()["LastMessageId"]?.int == first)
        desk.clock.advance(seconds: 30)
        #expect(try customer.messages(after: first).map { $0["Message"]?.string } == ["two"])
        #expect(try customer.view()["UnreadCount"]?.int == 1)
    }

    @Test("What was read is marked up to a message, for the agents to see")
    func read() throws {
        let desk = try Customer.desk()
        let customer = try Customer(desk)
        try customer.pickUp()
        let ids = try ["a", "b", "c"].map { try #require(try desk.say($0, in: customer.session, as: "cat")["ChatMessageId"]?.int) }
        #expect(try customer.view()["UnreadCount"]?.int == 3)
        try customer.call("MarkRead", #"{"ChatMessageId":\#(ids[1])}"#)
        #expect(try customer.view()["UnreadCount"]?.int == 1)
        #expect(try desk.messages(of: customer.session, as: "cat").map { $0["ReadByCustomer"]?.int } == [1, 1, 0])
        let error = failure { try customer.call("MarkRead", #"{"ChatMessageId":999}"#) }
        #expect(error?.kind == .notFound)
        #expect(error?.path == "ChatMessageId")
    }

    @Test("An option is clicked once for each message, and must be one of it")
    func options() throws {
        let desk = try Customer.desk()
        let customer = try Customer(desk)
        try customer.pickUp()
        let asked = try desk.say(
            "Which?", in: customer.session, #","Type":"Special","SpecialType":"Options","SpecialParam":"[\"Bill\",{\"Text\":\"Other\"}]""#, as: "cat")
        let id = try #require(asked["ChatMessageId"]?.int)
        func click(_ option: String, _ message: Int) throws -> JSONValue {
            try customer.call("ClickOption", #"{"ChatMessageId":\#(message),"Option":"\#(option)"}"#)
        }
        for (option, message, kind, path) in [
            ("None", id, .value, "Option"), ("", id, .value, "Option"), ("Bill", id + 1, .notFound, "ChatMessageId"),
        ] as [(String, Int, OperationError.Kind, String)] {
            let error = failure { try click(option, message) }
            #expect(error?.kind == kind)
            #expect(error?.path == path)
        }
        let clicked = try click("Bill", id)
        #expect(clicked["SpecialType"]?.string == "ClickedOption")
        #expect(clicked["SpecialParam"]?.string == "Bill")
        #expect(try click("Bill", id) == clicked)
        let late = failure { try click(#"{ \"Text\": \"Other\" }"#, id) }
        #expect(late?.kind == .conflict)
        #expect(late?.path == "Option")
        #expect(try customer.status() == "CustomerLast")
        #expect(try customer.messages().count == 2)
    }

    @Test("Typing is a sign of life, and the agent's typing is seen")
    func typing() throws {
        let desk = try Customer.desk()
        let customer = try Customer(desk)
        try customer.pickUp()
        desk.clock.advance(seconds: 2)
        try customer.call("SetTyping", #"{"Typing":true}"#)
        #expect(try desk.session(customer.session)["WhenFetched"]?.string == "2026-11-21T09:00:02Z")
        #expect(try customer.view()["AgentTyping"] == .bool(false))
        _ = try desk.call(
            "Chat.SaveChatSessionEntity",
            #"{"ChatSessionEntity":{"ChatSessionId":\#(customer.session),"Status":"CustomerLast","Flags":"UserIsTyping"}}"#, as: "cat")
        #expect(try customer.view()["AgentTyping"] == .bool(true))
    }

    @Test("What a customer does is a sign of life, also where nothing comes of it")
    func inVain() throws {
        let desk = try Customer.desk()
        let customer = try Customer(desk)
        try customer.say("Hello?", as: "m-1")
        func fetched(after call: () throws -> Void) throws -> String? {
            desk.clock.advance(seconds: 1)
            try call()
            return try desk.session(customer.session)["WhenFetched"]?.string
        }
        #expect(try fetched { try customer.call("SetTyping", #"{"Typing":true}"#) } == "2026-11-21T09:00:01Z")
        #expect(try fetched { try customer.say("Hello?", as: "m-1") } == "2026-11-21T09:00:02Z")
        #expect(try fetched { try customer.call("Leave") } == "2026-11-21T09:00:03Z")
        #expect(try fetched { try customer.call("Leave") } == "2026-11-21T09:00:04Z")
        #expect(try customer.status() == "ClosedFromQueue")
    }
}
