import Messages
import Testing
import Wire

@testable import Engine

@Suite("Bodies in XML")
struct XMLBodyTests {
    private func send(_ desk: Desk, _ method: String, _ path: String, _ body: String, as user: String = "anna", type: String = "application/xml") -> HTTPResponse {
        desk.send(method, path, as: user, [("Content-Type", type)], body: body)
    }

    @Test("A record goes in as it comes out")
    func record() throws {
        let desk = try Desk()
        let xml = desk.send("GET", "ChatTopic/1?$format=xml", as: "anna").text
        let changed = xml.split(separator: "<WelcomeMessage i:nil=\"true\"/>").joined(separator: "<WelcomeMessage>Hei &amp; hå</WelcomeMessage>")
        #expect(changed != xml)
        let response = send(desk, "PUT", "ChatTopic/1", changed)
        #expect(response.status == 200, "\(response.text)")
        #expect(response.json?["WelcomeMessage"] == .string("Hei & hå") && response.json?["Name"] == .string("Support"))
    }

    @Test(
        "Arguments stand under the operation's name or that of its request, in any order",
        arguments: ["AddChatMessage", "AddChatMessageRequest", "addchatmessage"])
    func arguments(root: String) throws {
        let desk = try Desk()
        let body = "<?xml version=\"1.0\"?><\(root)><Message><Message>hi</Message><Type>ToCustomer</Type></Message><ChatSessionId> 102 </ChatSessionId></\(root)>"
        let response = send(desk, "POST", "Agents/Chat/AddChatMessage", body, as: "cat", type: "text/xml; charset=\"UTF-8\"")
        #expect(response.status == 200, "\(response.text)")
        #expect(response.json?["Message"] == .string("hi"))
    }

    @Test("A record on an agents' route stands alone, or under the operation's name")
    func named() throws {
        let record = "<ChatTopicEntity><ChatTopicId>1</ChatTopicId><Name>New</Name></ChatTopicEntity>"
        for body in [record, "<SaveChatTopicEntity>\(record)</SaveChatTopicEntity>", "<SaveChatTopicEntityRequest>\(record)</SaveChatTopicEntityRequest>"] {
            let response = send(try Desk(), "POST", "Agents/Chat/SaveChatTopicEntity", body)
            #expect(response.status == 200 && response.json?["Name"] == .string("New"), "\(response.text)")
        }
    }

    @Test("A list of records stands under ArrayOf and their name")
    func list() throws {
        let agents = "<ArrayOfChatTopicAgent><ChatTopicAgent><User><AssociateId>2</AssociateId></User><CanRespond>true</CanRespond></ChatTopicAgent></ArrayOfChatTopicAgent>"
        let response = send(try Desk(), "PUT", "ChatTopic/1/UserAgent", agents)
        #expect(response.status == 200, "\(response.text)")
        #expect(response.json?.elements.contains { $0["User"]?["AssociateId"] == .number("2") && $0["CanRespond"] == .bool(true) } == true)
    }

    @Test("UTF-16 is told by its mark")
    func utf16() throws {
        let desk = try Desk()
        let text = "<ChatTopicEntity><Name>Blå</Name></ChatTopicEntity>"
        let bytes: [UInt8] = text.utf16.reduce(into: [0xFF, 0xFE]) { bytes, unit in
            bytes += [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
        }
        let response = desk.engine.handle(
            HTTPRequest(
                method: "PUT", target: "/api/v1/ChatTopic/1",
                headers: [HTTPHeader("Authorization", Desk.basic("anna").1), HTTPHeader("Content-Type", "application/xml; charset=utf-16")], body: bytes))
        #expect(response.status == 200 && response.json?["Name"] == .string("Blå"), "\(response.text)")
    }

    @Test(
        "What is not the record is told with its place",
        arguments: [
            ("PUT", "ChatTopic/1", "<ChatTopic/>", "expected <ChatTopicEntity> without a namespace, found <ChatTopic>"),
            ("PUT", "ChatTopic/1", "<ChatTopicEntity xmlns=\"urn:x\"/>", "expected <ChatTopicEntity> without a namespace, found <ChatTopicEntity>"),
            ("PUT", "ChatTopic/1", "<ChatTopicEntity><Name>x</ChatTopicEntity>", "ChatTopicEntity"),
            ("PUT", "ChatTopic/1", "<ChatTopicEntity><WarnNewChatMinutes>many</WarnNewChatMinutes></ChatTopicEntity>", "ChatTopicEntity.WarnNewChatMinutes"),
            ("PUT", "ChatTopic/1", "{}", "byte 0"), ("PUT", "ChatTopic/1", "<!DOCTYPE x []><ChatTopicEntity/>", "byte 0"),
            ("PUT", "ChatTopic/1/UserAgent", "<ChatTopicAgent/>", "expected <ArrayOfChatTopicAgent> without a namespace"),
        ])
    func refusals(method: String, path: String, body: String, words: String) throws {
        let response = send(try Desk(), method, path, body)
        #expect(response.status == 400)
        #expect(response.json?["ErrorMessage"]?.string?.contains(words) == true, "\(response.text)")
    }

    @Test("A stray argument is told by its name")
    func stray() throws {
        let response = send(try Desk(), "POST", "Agents/Chat/ResetChatSession", "<ResetChatSession><ChatSession>1</ChatSession></ResetChatSession>")
        #expect(response.status == 400 && response.json?["MessageDetail"] == .string("at ChatSession"))
    }

    @Test("Other types and character sets are 415", arguments: ["application/x-www-form-urlencoded", "text/plain", "json", "application/json; charset=latin1", "application/xml;charset=iso-8859-1", "application/json;charset=utf-16"])
    func types(type: String) throws {
        let response = send(try Desk(), "PUT", "ChatTopic/1", #"{"Name":"x"}"#, type: type)
        #expect(response.status == 415)
        #expect(response.json?["ErrorMessage"]?.string?.hasSuffix("at Content-Type") == true)
    }
}
