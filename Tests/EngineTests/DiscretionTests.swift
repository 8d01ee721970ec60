import Messages
import Testing
import Wire

@testable import Engine

@Suite("What errors say")
struct DiscretionTests {
    /// Stored about customers and users; no error may show any of it.
    private static let private_ = ["Hemmelig", "private.example", "4711", "key-of-102", "anna-secret", "$argon2id$", "Fjell", "anna@desk"]

    private func expectDiscreet(_ text: String, _ call: String) {
        for word in Self.private_ { #expect(!text.contains(word), "\(call)") }
    }

    @Test("No failure of a call shows what is stored")
    func calls() throws {
        let desk = try Desk()
        let calls: [(String, String, String)] = [
            ("CustomerService.DeleteChatSessions", #"{"Ids":[102]}"#, #"{"Associate":"ben"}"#),
            ("CustomerService.DeleteChatSessions", #"{"Ids":[102,"x"]}"#, #"{"Associate":"anna"}"#),
            ("Chat.ChatSessionsForUser", "", #"{"UserName":"anna","Password":"wrong"}"#),
            ("Chat.ChatSessionsForUser", "", #"{"Associate":"nobody"}"#),
            ("Chat.ChatSessionsForUser", "", #"{"Associate":"anna","Select":"a//b"}"#),
            ("Directory.DeletePerson", #"{"PersonId":12}"#, ""), ("Directory.DeleteContact", #"{"ContactId":21}"#, ""),
            ("Directory.DeleteTopic", #"{"ChatTopicId":1}"#, ""), ("Directory.DeleteAssociate", #"{"AssociateId":1}"#, ""),
            ("System.SaveUser", #"{"UserName":"anna","AssociateId":77,"Password":"x"}"#, ""),
            ("System.Import", #"{"Sessions":[{"ChatSessionId":102,"TopicId":77}]}"#, ""),
            ("System.Import", #"{"Sessions":[{"ChatSessionId":102,"TopicId":1,"Person":{"PersonId":77}}]}"#, ""),
            ("Directory.GetContact", #"{"ContactId":21}"#, #"{"Associate":"anna"}"#),
        ]
        for (operation, arguments, caller) in calls {
            let error = failure { try desk.call(operation, arguments, caller: caller) }
            expectDiscreet(error?.sentence ?? "", "\(operation) \(arguments)")
        }
    }

    @Test("A value that is refused is not repeated")
    func refusedValues() throws {
        let desk = try Desk()
        let calls = [
            ("System.SaveUser", #"{"UserName":"anna-secret:x","AssociateId":1,"Password":"anna-secret"}"#),
            ("System.SaveUser", #"{"UserName":"x","AssociateId":1,"PasswordHash":"$argon2id$anna-secret"}"#),
            ("Directory.SaveChatSession", #"{"ChatSession":{"TopicId":1,"CustomerPhone":"Hemmelig 4711 \#(String(repeating: "7", count: 40))"}}"#),
            ("Directory.SaveChatSession", #"{"ChatSession":{"TopicId":"Hemmelig"}}"#),
            ("Directory.SaveChatSession", #"{"ChatSession":{"TopicId":1,"Status":"Hemmelig"}}"#),
            ("Directory.SaveChatSession", #"{"ChatSession":{"TopicId":1,"WhenIdle":"Hemmelig"}}"#),
        ]
        for (operation, arguments) in calls {
            let error = failure { try desk.host(operation, arguments) }
            #expect(error?.kind == .value)
            expectDiscreet(error?.sentence ?? "", operation)
        }
        for caller in [#"{"Ticket":"7T:anna-secret"}"#, #"{"UserName":"Hemmelig","Password":"anna-secret"}"#, #"{"Associate":"Hemmelig"}"#] {
            expectDiscreet(failure { try desk.call("Chat.GetChatPresence", caller: caller) }?.sentence ?? "", caller)
        }
    }

    @Test("No failure over HTTP shows what is stored, in body or headers")
    func http() throws {
        let desk = try Desk()
        let basic = "Basic " + Base64Bytes(Array("anna:anna-secret".utf8)).text
        let requests: [(String, String, [(String, String)], String)] = [
            ("GET", "/api/v1/ChatSession/ForCurrentUser", [("Authorization", basic + "x")], ""),
            ("GET", "/api/v1/ChatSession/ForCurrentUser", [("Authorization", basic), ("SO-TimeZone", "XX")], ""),
            ("GET", "/api/v1/ChatSession/ForCurrentUser?$select=a//b", [("Authorization", basic)], ""),
            ("DELETE", "/api/v1/ChatSession/103", [("Authorization", basic)], ""),
            ("POST", "/api/v1/Agents/Chat/ChatSessionsForUser", [("Authorization", basic)], #"{"a":"#),
            ("POST", "/api/v1/Agents/System/Import", [("Authorization", basic)], "{}"),
        ]
        for (method, target, headers, body) in requests {
            let response = desk.handle(method, target, headers, body: body)
            #expect(response.status >= 400)
            expectDiscreet(response.text + response.headers.map { "\($0.name): \($0.value)" }.joined(), "\(method) \(target)")
        }
    }

    @Test("A failing password shows no more than an unknown name does")
    func sameWords() throws {
        let desk = try Desk()
        func error(_ caller: String) -> OperationError? { failure { try desk.call("Chat.GetChatPresence", caller: caller) } }
        let wrong = error(#"{"UserName":"anna","Password":"x"}"#)
        let unknown = error(#"{"UserName":"nobody","Password":"x"}"#)
        #expect(wrong?.sentence == unknown?.sentence)
        #expect(wrong?.kind == unknown?.kind)
    }

    @Test("Answers to the host never hold a password or its hash")
    func answers() throws {
        let desk = try Desk()
        for (operation, arguments) in [("System.CountRows", ""), ("Directory.GetAssociate", #"{"AssociateId":1}"#), ("System.Import", Desk.document)] {
            let text = try desk.host(operation, arguments).text
            #expect(!text.contains("secret") && !text.contains("$argon2id$"))
        }
    }
}
