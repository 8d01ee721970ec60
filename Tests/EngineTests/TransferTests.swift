import Messages
import Storage
import Testing
import Wire

@testable import Engine

@Suite("Handing a session on")
struct TransferTests {
    /// Session 201 of topic 1 is held by cat; anna manages the topic, fay and gus respond in it, fay is there.
    private func desk() throws -> Desk {
        let desk = try Desk()
        _ = try desk.host(
            "System.Import",
            #"""
            {"Associates":[{"AssociateId":6,"Name":"fay","FullName":"Fay Berg"},{"AssociateId":7,"Name":"gus"}],
             "Users":[{"UserName":"fay","AssociateId":6,"Password":"fay-secret"},{"UserName":"gus","AssociateId":7,"Password":"gus-secret"}],
             "Topics":[{"ChatTopicId":1,"Agents":[
              {"User":{"AssociateId":1},"CanManage":true},{"User":{"AssociateId":2},"CanListen":true},
              {"User":{"AssociateId":3},"CanRespond":true},{"User":{"AssociateId":6},"CanRespond":true},
              {"User":{"AssociateId":7},"CanRespond":true}]}],
             "Presence":[{"UserId":1,"Present":true},{"UserId":2,"Present":true},{"UserId":3,"Present":true},{"UserId":6,"Present":true}],
             "Sessions":[{"ChatSessionId":201,"TopicId":1,"Status":"CustomerLast","User":{"AssociateId":3},"Rank":1}]}
            """#)
        return desk
    }

    private func transfer(_ desk: Desk, to target: String, as user: String = "cat", _ id: Int = 201) throws -> JSONValue {
        try desk.call("Chat.TransferChatSession", #"{"ChatSessionId":\#(id),"ToAssociate":"\#(target)"}"#, as: user)
    }

    private func call(_ desk: Desk, _ method: String, as user: String, _ id: Int = 201) throws -> JSONValue {
        try desk.call("Chat.\(method)", #"{"ChatSessionId":\#(id)}"#, as: user)
    }

    @Test("The holder and the manager offer it to somebody by name or number", arguments: ["cat", "anna"], ["fay", "6", "FAY"])
    func offers(user: String, target: String) throws {
        let desk = try desk()
        let session = try transfer(desk, to: target, as: user)
        #expect(session["TransferTo"]?["AssociateId"]?.int == 6)
        #expect(session["User"]?["AssociateId"]?.int == 3)
        #expect(session["Status"]?.string == "CustomerLast")
        #expect(try desk.events() == ["changed 201: CustomerLast > CustomerLast"])
        #expect(try desk.audit().map(\.operation) == ["Chat.TransferChatSession"])
    }

    @Test(
        "To whoever is not there or cannot respond, and by whoever neither holds nor manages, nothing happens",
        arguments: [("gus", "cat"), ("ben", "cat"), ("dan", "anna"), ("fay", "ben"), ("fay", "gus")])
    func nothing(target: String, user: String) throws {
        let desk = try desk()
        let before = try desk.session(201)
        #expect(try transfer(desk, to: target, as: user) == before)
        #expect(try desk.session(201) == before)
        #expect(try desk.events() == [])
        #expect(try desk.audit().isEmpty)
    }

    @Test("A name that nobody has is an error; a session that is not there is null")
    func unknown() throws {
        let desk = try desk()
        let error = failure { try transfer(desk, to: "nobody") }
        #expect(error?.kind == .notFound)
        #expect(error?.path == "ToAssociate")
        #expect(try transfer(desk, to: "nobody", 999) == .null)
        for method in ["AcceptChatSessionTransfer", "RejectChatSessionTransfer", "ResetChatSession"] {
            #expect(try call(desk, method, as: "cat", 999) == .null)
        }
    }

    @Test(
        "Who is no member of the topic is denied and learns nothing of the session",
        arguments: ["TransferChatSession", "AcceptChatSessionTransfer", "RejectChatSessionTransfer", "ResetChatSession"], ["dan", "eve"])
    func denied(method: String, user: String) throws {
        let desk = try desk()
        let error = failure { try call(desk, method, as: user) }
        #expect(error?.kind == .denied)
        #expect(error?.path == "ChatSessionId")
    }

    @Test("Who accepts holds it, with a rank of their own, and the session says so")
    func accepted() throws {
        let desk = try desk()
        _ = try transfer(desk, to: "fay")
        let session = try call(desk, "AcceptChatSessionTransfer", as: "fay")
        #expect(session["User"]?["AssociateId"]?.int == 6)
        #expect(session["TransferTo"] == .null)
        #expect(session["Rank"]?.int == 1)
        let message = try #require(try desk.messages(of: 201, as: "fay").first)
        #expect(message["SpecialType"]?.string == "TransferedSession")
        #expect(message["Author"]?.string == "Fay Berg")
        #expect(try desk.events().suffix(2) == ["changed 201: CustomerLast > CustomerLast", "message 201: 1"])
    }

    @Test("Who rejects leaves it with its holder, and the session says so")
    func rejected() throws {
        let desk = try desk()
        _ = try transfer(desk, to: "fay")
        let session = try call(desk, "RejectChatSessionTransfer", as: "fay")
        #expect(session["User"]?["AssociateId"]?.int == 3)
        #expect(session["TransferTo"] == .null)
        #expect(try desk.messages(of: 201, as: "fay").map { $0["SpecialType"]?.string } == ["TransferRejected"])
    }

    @Test("Accepting and rejecting do nothing for anybody to whom it was not offered", arguments: ["AcceptChatSessionTransfer", "RejectChatSessionTransfer"], ["cat", "gus", "anna"])
    func notOffered(method: String, user: String) throws {
        let desk = try desk()
        _ = try transfer(desk, to: "fay")
        let before = try desk.session(201)
        #expect(try call(desk, method, as: user) == before)
        #expect(try desk.events().count == 1)
    }

    @Test("Transferring to the one who holds it takes the offer back")
    func cancelled() throws {
        let desk = try desk()
        _ = try transfer(desk, to: "fay")
        #expect(try transfer(desk, to: "cat")["TransferTo"] == .null)
        #expect(try call(desk, "AcceptChatSessionTransfer", as: "fay")["User"]?["AssociateId"]?.int == 3)
    }

    @Test("Whoever lost the right to respond meanwhile may not accept")
    func rightLost() throws {
        let desk = try desk()
        _ = try transfer(desk, to: "fay")
        _ = try desk.host("Directory.SaveTopic", #"{"Topic":{"ChatTopicId":1,"Agents":[{"User":{"AssociateId":1},"CanManage":true}]}}"#)
        let error = failure { try call(desk, "AcceptChatSessionTransfer", as: "fay") }
        #expect(error?.kind == .denied)
        #expect(error?.path == "ChatSessionId")
    }

    @Test("Reset puts it back where somebody else can take it, and the bot is silent", arguments: ["cat", "anna"])
    func reset(user: String) throws {
        let desk = try desk()
        try desk.addSession(
            201, "UserLast", #","User":{"AssociateId":3},"TransferTo":{"AssociateId":6},"Rank":2,"ChatbotIsActive":true,"WhenStarted":"2026-11-21T08:00:00Z""#)
        let session = try call(desk, "ResetChatSession", as: user)
        #expect(session["Status"]?.string == "InQueue")
        #expect(session["User"] == .null && session["TransferTo"] == .null)
        #expect(session["Rank"]?.int == 0)
        #expect(session["WhenStarted"]?.string == "0001-01-01T00:00:00")
        #expect(session["ChatbotIsActive"] == .bool(false))
        #expect(try desk.events() == ["changed 201: UserLast > InQueue"])
        #expect(try desk.call("Chat.PickUpFirstChatSession", as: "fay")["ChatSessionId"]?.int == 201)
    }

    @Test("Without somebody who can respond it goes to the offline form, and with a form before the chat to that one")
    func resetElsewhere() throws {
        let desk = try desk()
        for user in [3, 6] { try desk.setPresence(of: user, to: false) }
        #expect(try call(desk, "ResetChatSession", as: "cat")["Status"]?.string == "OfflineForm")
        try desk.saveTopic(1, #","Widget":{"PreFormEnabled":true}"#)
        #expect(try call(desk, "ResetChatSession", as: "cat")["Status"]?.string == "PreChatForm")
    }

    @Test("A session that has ended is not reset, and a listener resets none")
    func resetRefused() throws {
        let desk = try desk()
        let ended = failure { try call(desk, "ResetChatSession", as: "cat", 107) }
        #expect(ended?.kind == .conflict)
        #expect(ended?.message.contains("Closed") == true)
        let listener = failure { try call(desk, "ResetChatSession", as: "ben") }
        #expect(listener?.kind == .denied)
        #expect(listener?.path == "ChatSessionId")
    }
}
