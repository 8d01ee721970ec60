import Messages
import Testing
import Wire

@testable import Engine

@Suite("What is said in a session")
struct MessageTests {
    @Test("A message to the customer makes the session UserLast, and session and log follow")
    func toCustomer() throws {
        let desk = try Desk()
        desk.clock.advance(seconds: 5)

        let message = try desk.say("Good morning", in: 102, as: "anna")

        #expect(message["ChatMessageId"]?.int == 1)
        #expect(message["ChatSessionId"]?.int == 102)
        #expect(message["Author"]?.string == "Anna Solberg")
        #expect(message["WhenPosted"]?.string == "2026-11-21T09:00:05Z")
        #expect(message["ReadByCustomer"]?.int == 0)
        let session = try desk.session(102)
        #expect(session["Status"]?.string == "UserLast")
        #expect(session["LastMessage"]?.string == "Good morning")
        #expect(session["FirstMessage"]?.string == "Good morning")
        #expect(session["WhenIdle"]?.string == "2026-11-21T09:00:05Z")
        #expect(try desk.events() == ["message 102: 1", "changed 102: CustomerLast > UserLast"])
        #expect(try desk.messages(of: 102, as: "ben") == [message])
    }

    @Test("A message to the user is the customer's, under the customer's name")
    func toUser() throws {
        let desk = try Desk()
        let message = try desk.say("Hello?", in: 103, #","Type":"ToUser""#, as: "cat")
        #expect(message["Author"]?.string == "")
        #expect(try desk.session(103)["Status"]?.string == "CustomerLast")
        #expect(try desk.say("Hello?", in: 102, #","Type":"ToUser""#, as: "cat")["Author"]?.string == "Kari Hemmelig")
    }

    @Test("What is said in the queue and in a form leaves the status", arguments: ["InQueue", "PreChatForm", "Faq", "OfflineForm"], ["ToUser", "ToCustomer"])
    func waiting(status: String, type: String) throws {
        let desk = try Desk()
        try desk.addSession(201, status)
        try desk.say("x", in: 201, #","Type":"\#(type)""#, as: "cat")
        #expect(try desk.session(201)["Status"]?.string == status)
        #expect(try desk.events() == ["message 201: 1"])
    }

    @Test("The same words twice at the same moment are two messages")
    func twice() throws {
        let desk = try Desk()
        for _ in 0..<2 { try desk.say("ping", in: 103, as: "cat") }
        #expect(try desk.messages(of: 103, as: "cat").map { $0["ChatMessageId"]?.int } == [1, 2])
        #expect(try desk.events() == ["message 103: 1", "message 103: 2"])
    }

    @Test("HTML is reduced to harmless tags, in the message and in its copies")
    func reduced() throws {
        let desk = try Desk()
        let message = try desk.say("<p onclick='x'>Hi<script>y</script></p>", in: 102, as: "anna")
        #expect(message["Message"]?.string == "<p>Hi&lt;script&gt;y&lt;/script&gt;</p>")
        #expect(try desk.session(102)["LastMessage"] == message["Message"])
    }

    @Test("The copies have 1024 characters, the message has all")
    func long() throws {
        let desk = try Desk()
        let text = String(repeating: "å", count: 3000)
        #expect(try desk.say(text, in: 102, as: "anna")["Message"]?.string == text)
        #expect(try desk.session(102)["LastMessage"]?.string?.unicodeScalars.count == 1024)
    }

    @Test("A message of the future is shown when its time has come, and sorted by it")
    func delayed() throws {
        let desk = try Desk()
        let later = try desk.say("later", in: 102, #","Type":"ToCustomer","WhenPosted":"2026-11-21T10:00:30+01:00""#, as: "anna")
        #expect(later["WhenPosted"]?.string == "2026-11-21T09:00:30Z")
        try desk.say("now", in: 102, as: "anna")
        #expect(try desk.messages(of: 102, as: "anna").map { $0["Message"]?.string } == ["now"])
        desk.clock.advance(seconds: 30)
        #expect(try desk.messages(of: 102, as: "anna").map { $0["Message"]?.string } == ["now", "later"])
        #expect(try desk.messages(of: 102, after: 2, as: "anna").map { $0["Message"]?.string } == ["later"])
    }

    @Test("Nobody writes into the past, and a time without a zone is on the caller's clock")
    func times() throws {
        let desk = try Desk()
        let past = try desk.say("x", in: 102, #","Type":"ToCustomer","WhenPosted":"2020-01-01T00:00:00Z""#, as: "anna")
        #expect(past["WhenPosted"]?.string == "2026-11-21T09:00:00Z")
        let local = try desk.call(
            "Chat.AddChatMessage",
            #"{"ChatSessionId":102,"Message":{"Message":"x","Type":"ToCustomer","WhenPosted":"2026-11-21T12:00:00"}}"#,
            caller: #"{"Associate":"anna","TimeZone":"NO, includeTZOffset"}"#)
        #expect(local["WhenPosted"]?.string == "2026-11-21T12:00:00+01:00")
        desk.clock.advance(seconds: 2 * 3600)
        #expect(try desk.messages(of: 102, as: "anna").count == 2)
    }

    @Test(
        "After a message come those behind it; an unknown number counts by itself",
        arguments: [(0, [1, 2, 3]), (1, [2, 3]), (3, []), (99, []), (-5, [1, 2, 3])])
    func after(id: Int, ids: [Int]) throws {
        let desk = try Desk()
        for _ in 0..<3 { try desk.say("x", in: 102, as: "anna") }
        #expect(try desk.messages(of: 102, after: id, as: "ben").map { $0["ChatMessageId"]?.int } == ids)
    }

    @Test("Messages are for the members of the session's topic; of no session there are none")
    func readers() throws {
        let desk = try Desk()
        for user in ["dan", "eve"] {
            let error = failure { try desk.messages(of: 102, as: user) }
            #expect(error?.kind == .denied)
            #expect(error?.path == "ChatSessionId")
        }
        #expect(try desk.call("Chat.GetChatMessages", #"{"ChatSessionId":999}"#, as: "dan") == .null)
    }

    @Test("The agents' side may be the bot's while a bot holds the session")
    func bot() throws {
        let desk = try Desk()
        try desk.saveTopic(1, #","BotEnabled":true,"BotSettings":{"BotName":"Robo"}"#)
        try desk.addSession(201, "CustomerLast", #","ChatbotIsActive":true"#)
        let special = #","Type":"ToCustomer","SpecialType":"BotMessage""#
        #expect(try desk.say("beep", in: 201, special, as: "cat")["Author"]?.string == "Robo")
        #expect(try desk.session(201)["Status"]?.string == "UserLast")
        let error = failure { try desk.say("beep", in: 102, special, as: "cat") }
        #expect(error?.kind == .conflict)
        #expect(error?.path == "ChatSessionId")
    }

    @Test("Special messages keep their parameter, and a special one needs no text")
    func special() throws {
        let desk = try Desk()
        let fields = #","Type":"Special","SpecialType":"Options","SpecialParam":"[\"Yes\",\"No\"]","Author":"Desk","Mood":"calm""#
        let message = try desk.say("", in: 102, fields, as: "anna")
        #expect(message["SpecialParam"]?.string == #"["Yes","No"]"#)
        #expect(message["Author"]?.string == "Desk")
        #expect(message["Mood"]?.string == "calm")
        #expect(try desk.messages(of: 102, as: "ben") == [message])
        #expect(try desk.session(102)["Status"]?.string == "UserLast")
        try desk.say("Yes", in: 102, #","Type":"Special","SpecialType":"ClickedOption","SpecialParam":"Yes""#, as: "anna")
        #expect(try desk.session(102)["Status"]?.string == "CustomerLast")
    }

    @Test(
        "What a message cannot be is told with its place, and nothing is stored",
        arguments: [
            (#""Type":"ToCustomer""#, "Message.Message"), (#""Type":"ToCustomer","Message":"""#, "Message.Message"),
            (#""Message":"x""#, "Message.Type"), (#""Message":"x","Type":"Invalid""#, "Message.Type"),
            (#""Message":"x","Type":"Loud""#, "Message.Type"),
            (#""Message":"x","Type":"ToCustomer","ChatSessionId":103"#, "Message.ChatSessionId"),
            (#""Message":"x","Type":"ToCustomer","SpecialType":"Options""#, "Message.SpecialParam"),
            (#""Message":"x","Type":"ToCustomer","SpecialType":"Options","SpecialParam":"[]""#, "Message.SpecialParam"),
            (#""Message":"x","Type":"ToCustomer","SpecialType":"Options","SpecialParam":"[1]""#, "Message.SpecialParam"),
            (#""Message":"x","Type":"ToCustomer","SpecialType":"Options","SpecialParam":"[\"a""#, "Message.SpecialParam"),
            (#""Message":"x","Type":"ToCustomer","SpecialType":"Url","SpecialParam":"javascript:x""#, "Message.SpecialParam"),
            (#""Message":"x","Type":"Special","SpecialType":"ClosedByCustomer""#, "Message.SpecialType"),
            (#""Message":"x","Type":"Special","SpecialType":"Shouted""#, "Message.SpecialType"),
        ])
    func refused(message: String, path: String) throws {
        let desk = try Desk()
        let error = failure {
            try desk.call("Chat.AddChatMessage", #"{"ChatSessionId":102,"Message":{\#(message)}}"#, as: "anna")
        }
        #expect(error?.kind == .value)
        #expect(error?.path == path)
        #expect(try desk.events() == [])
    }

    @Test("A text may be as long as its bound and no longer", arguments: ["Author", "SpecialParam"])
    func bounds(field: String) throws {
        let desk = try Desk()
        func say(_ count: Int) throws {
            try desk.say("x", in: 102, #","Type":"ToCustomer","\#(field)":"\#(String(repeating: "ø", count: count))""#, as: "anna")
        }
        try say(255)
        let error = failure { try say(256) }
        #expect(error?.kind == .value)
        #expect(error?.path == "Message.\(field)")
    }

    @Test("No message, no session, no right: each is an error of its own")
    func missing() throws {
        let desk = try Desk()
        func error(_ arguments: String, as user: String) -> OperationError? {
            failure { try desk.call("Chat.AddChatMessage", arguments, as: user) }
        }
        let text = #""Message":{"Message":"x","Type":"ToCustomer"}"#
        let none = error(#"{"ChatSessionId":102}"#, as: "anna")
        #expect(none?.kind == .value && none?.path == "Message")
        let nowhere = error(#"{"ChatSessionId":999,\#(text)}"#, as: "anna")
        #expect(nowhere?.kind == .notFound && nowhere?.path == "ChatSessionId")
        for user in ["ben", "dan", "eve"] {
            let denied = error(#"{"ChatSessionId":102,\#(text)}"#, as: user)
            #expect(denied?.kind == .denied && denied?.path == "ChatSessionId")
        }
    }

    @Test("A session that has ended takes no message of an agent", arguments: [107, 104, 106])
    func ended(id: Int) throws {
        let desk = try Desk()
        let error = failure { try desk.say("x", in: id, as: "cat") }
        #expect(error?.kind == .conflict)
        #expect(error?.path == "ChatSessionId")
        #expect(error?.message.contains("UserLast") == true)
        #expect(try desk.messages(of: id, as: "cat").isEmpty)
    }

    @Test("Before a customer has consented nothing of theirs is taken down, where the topic asks for it")
    func consent() throws {
        let desk = try Desk()
        try desk.saveTopic(1, #","CollectConsent":true"#)
        let error = failure { try desk.say("x", in: 102, #","Type":"ToUser""#, as: "anna") }
        #expect(error?.kind == .conflict)
        #expect(error?.path == "ChatSessionId")
    }

    @Test("Readers that go on from the last message they saw miss none while eight threads write")
    func complete() throws {
        let folder = try Folder()
        let desk = try Desk(store: folder.store)
        let ids = Shared<[Int]>([])
        inThreads(8) { thread in
            if thread == 0 {
                var last = 0
                while ids.value.count < 140 {
                    for message in (try? desk.messages(of: 102, after: last, as: "ben")) ?? [] {
                        last = message["ChatMessageId"]?.int ?? 0
                        ids.change { $0.append(last) }
                    }
                }
            } else {
                for _ in 0..<20 {
                    desk.clock.advance(seconds: 1)
                    _ = try? desk.say("x", in: 102, as: "anna")
                }
            }
        }
        #expect(ids.value == Array(1...140))
    }
}
