import Messages
import Storage
import Testing
import Wire

@testable import Engine

@Suite("A customer begins a session and comes back to it")
struct CustomerStartTests {
    @Test("The session waits in the queue under a key that is shown this once")
    func start() throws {
        let desk = try Customer.desk(#","CustomQueueTextEnabled":true,"CustomQueueText":"You are number {cque}""#)
        let session = try desk.host(
            "Customer.StartSession", #"{"ChatTopicId":1,"CustomerName":"Kari","CustomerEmail":"kari@example.com","CustomerHost":"shop.example"}"#)
        #expect(session["Status"]?.string == "InQueue")
        #expect(session["QueuePosition"]?.int == 2)
        #expect(session["QueueText"]?.string == "You are number 2")
        #expect(session["TopicName"]?.string == "Topic 1")
        let key = try #require(session["SessionKey"]?.string)
        #expect(key.utf8.count == 43)

        let again = try desk.call("Customer.GetSession", caller: #"{"SessionKey":"\#(key)"}"#)
        #expect(again["SessionKey"] == .null)
        #expect(again["ChatSessionId"] == session["ChatSessionId"])
        let stored = try desk.session(try #require(session["ChatSessionId"]?.int))
        #expect(stored["CustomerName"]?.string == "Kari")
        #expect(stored["CustomerHost"]?.string == "shop.example")
        #expect(stored["InitialQueuePos"]?.int == 2)
        #expect(stored["WhenFetched"]?.string == "2026-11-21T09:00:00Z")
        #expect(try desk.events() == ["created 108: InQueue"])
        #expect(try desk.audit().map { "\($0.operation) \($0.who)" } == ["Customer.StartSession customer"])
    }

    @Test(
        "Fields that are brought along stand for the form before the chat, when nothing that it asks for is missing",
        arguments: [
            ("", "PreChatForm"), (#","CustomerName":"Kari""#, "PreChatForm"), (#","CustomerEmail":"k@example.com""#, "InQueue"),
            (#","CustomerConsented":true"#, "PreChatForm"),
        ])
    func preForm(fields: String, status: String) throws {
        let desk = try Customer.desk(#","Widget":{"PreFormEnabled":true,"RequiredFields":"Email, Country","PreFormMessage":"Who are you?"}"#)
        let customer = try Customer(desk, fields)
        let view = try customer.view()
        #expect(view["Status"]?.string == status)
        #expect(view["FormMessage"]?.string == (status == "PreChatForm" ? "Who are you?" : nil))
        #expect(view["RequiredFields"]?.string == (status == "PreChatForm" ? "Email" : "None"))
    }

    @Test(
        "What cannot be begun is refused with its place, and nothing is stored",
        arguments: [
            (#"{"ChatTopicId":9}"#, .notFound, "ChatTopicId"), ("{}", .notFound, "ChatTopicId"),
            (#"{"ChatTopicId":1}"#, .value, "CustomerConsented"),
            (#"{"ChatTopicId":1,"CustomerConsented":true,"CustomerAlias":"\#(String(repeating: "a", count: 65))"}"#, .value, "CustomerAlias"),
            (#"{"ChatTopicId":1,"CustomerConsented":true,"CustomerPhone":"\#(String(repeating: "1", count: 33))"}"#, .value, "CustomerPhone"),
            (#"{"ChatTopicId":1,"CustomerConsented":true,"Language":"\#(String(repeating: "x", count: 256))"}"#, .value, "Language"),
            (#"{"ChatTopicId":1,"SessionKey":"mine"}"#, .value, "SessionKey"), (#"{"ChatTopicId":1,"Status":"InQueue"}"#, .value, "Status"),
        ] as [(String, OperationError.Kind, String)])
    func refused(arguments: String, kind: OperationError.Kind, path: String) throws {
        let desk = try Customer.desk(#","CollectConsent":true"#)
        let error = failure { try desk.host("Customer.StartSession", arguments) }
        #expect(error?.kind == kind)
        #expect(error?.path == path)
        #expect(try desk.events().isEmpty)
    }

    @Test("Texts come in the language that the customer asked for when it began")
    func language() throws {
        let desk = try Customer.desk(#","Widget":{"WelcomeTitle":"NO:\"Hei\";US:\"Hello\""}"#)
        #expect(try Customer(desk, #","Language":"nb-NO""#).view()["WelcomeTitle"]?.string == "Hei")
        #expect(try Customer(desk, #","Language":"en""#).view()["WelcomeTitle"]?.string == "Hello")
        #expect(try Customer(desk).view()["WelcomeTitle"]?.string == #"NO:"Hei";US:"Hello""#)
    }

    @Test("The address that the host tells of is the customer's, without its port, unless the customer names another")
    func host() throws {
        let desk = try Customer.desk()
        let session = try desk.call("Customer.StartSession", #"{"ChatTopicId":1}"#, caller: #"{"Peer":"192.0.2.7:50123"}"#)
        #expect(try desk.session(try #require(session["ChatSessionId"]?.int))["CustomerHost"]?.string == "192.0.2.7")
    }

    @Test("Only so many sessions a minute are begun from one address, where the config says so")
    func bounded() throws {
        let desk = try Customer.desk(config: #","limits":{"startsPerMinute":2}"#)
        func start(_ peer: String) throws(OperationError) {
            _ = try desk.call("Customer.StartSession", #"{"ChatTopicId":1}"#, caller: #"{"Peer":"\#(peer)"}"#)
        }
        for peer in ["192.0.2.7:1", "192.0.2.7:2", "192.0.2.8"] { try start(peer) }
        let error = failure { try start("192.0.2.7:3") }
        #expect(error?.kind == .limit)
        #expect(error?.path == "Peer")
        #expect(error?.status == 429)
        desk.clock.advance(seconds: 60)
        try start("192.0.2.7:4")
        for _ in 0..<5 { _ = try desk.host("Customer.StartSession", #"{"ChatTopicId":1}"#) }
    }

    @Test("The agent goes by the first name where the topic says so, and nothing else of the agent is seen")
    func agent() throws {
        for (widget, name) in [("{}", "Anna Solberg"), (#"{"UseAgentFirstname":true}"#, "Anna")] {
            let desk = try Customer.desk(#","Widget":\#(widget)"#)
            _ = try desk.host("Directory.SaveTopic", #"{"Topic":{"ChatTopicId":1,"Name":"Support","Widget":\#(widget),"Agents":[{"User":{"AssociateId":1},"CanRespond":true}]}}"#)
            let customer = try Customer(desk)
            #expect(try customer.view()["AgentName"] == .null)
            try customer.pickUp(as: "anna")
            try desk.say("Hello", in: customer.session, as: "anna")
            let view = try customer.view()
            #expect(view["AgentName"]?.string == name)
            #expect(view["UnreadCount"]?.int == 1)
            #expect(try customer.messages().map { $0["Author"]?.string } == [name])
            let all = view.text + (try customer.call("GetMessages").text)
            for secret in ["anna@desk", "AssociateId", "secret"] { #expect(!all.contains(secret)) }
        }
    }

    @Test("A sign of life is noted once in five seconds, and at once when the customer returns")
    func signsOfLife() throws {
        let desk = try Customer.desk()
        let customer = try Customer(desk)
        func fetched() throws -> String? { try desk.session(customer.session)["WhenFetched"]?.string }
        desk.clock.advance(seconds: 4)
        _ = try customer.view()
        _ = try customer.messages()
        #expect(try fetched() == "2026-11-21T09:00:00Z")
        desk.clock.advance(seconds: 1)
        _ = try customer.messages()
        #expect(try fetched() == "2026-11-21T09:00:05Z")
        desk.clock.advance(seconds: 1)
        try customer.call("Return")
        #expect(try fetched() == "2026-11-21T09:00:06Z")
        desk.clock.advance(seconds: 60)
        _ = try customer.view()
        #expect(try fetched() == "2026-11-21T09:01:06Z")
        #expect(try desk.events().count == 1)
    }
}

@Suite("A session's key")
struct SessionKeyTests {
    private static let operations = Catalogue.operations.filter { $0.access == .customer }.map(\.name)

    @Test("Whoever has no key, a wrong one or that of a deleted session is nobody, whatever they ask for", arguments: operations)
    func wrong(operation: String) throws {
        let desk = try Customer.desk()
        let deleted = try Customer(desk)
        _ = try desk.call("CustomerService.DeleteChatSessions", #"{"Ids":[\#(deleted.session)]}"#, as: "anna")
        for key in ["", "x", deleted.key, deleted.key + "A", String(deleted.key.dropLast()), String(repeating: "k", count: 10_000)] {
            let error = failure { try desk.call(operation, caller: #"{"SessionKey":"\#(key)"}"#) }
            #expect(error?.kind == .authentication)
            #expect(error?.path == "SessionKey")
        }
        for caller in ["", #"{"Associate":"anna"}"#] {
            #expect(failure { try desk.call(operation, caller: caller) }?.kind == .authentication)
        }
    }

    @Test("It opens nothing but what is the customer's", arguments: Catalogue.operations.filter { ![.customer, .anybody].contains($0.access) }.map(\.name))
    func others(operation: String) throws {
        let desk = try Customer.desk()
        let customer = try Customer(desk)
        #expect(failure { try desk.call(operation, caller: #"{"SessionKey":"\#(customer.key)"}"#) }?.kind == .authentication)
    }

    @Test("It is said once, as a text, and not beside another way to call")
    func malformed() throws {
        let desk = try Desk()
        for (caller, path) in [(#"{"SessionKey":null}"#, "caller.SessionKey"), (#"{"SessionKey":"a","Ticket":"7T:x"}"#, "caller")] {
            let error = failure { try desk.call("Customer.GetSession", caller: caller) }
            #expect(error?.kind == .value)
            #expect(error?.path == path)
        }
    }

    @Test("It shows one session, and of that nothing of another's")
    func apart() throws {
        let desk = try Customer.desk()
        let (first, second) = (try Customer(desk), try Customer(desk))
        let secret = try #require(try first.say("my number is 4711")["ChatMessageId"]?.int)
        #expect(try second.messages().isEmpty)
        #expect(try second.messages(after: secret - 1).isEmpty)
        for (operation, arguments) in [
            ("MarkRead", #"{"ChatMessageId":\#(secret)}"#), ("ClickOption", #"{"ChatMessageId":\#(secret),"Option":"x"}"#),
        ] {
            let error = failure { try second.call(operation, arguments) }
            #expect(error?.kind == .notFound)
            #expect(error?.path == "ChatMessageId")
        }
        try second.call("Leave")
        #expect(try first.status() == "InQueue")
    }
}
