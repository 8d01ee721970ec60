import Messages
import Testing
import Wire

@Suite("Responses of a server elsewhere, over REST")
struct ClientResponseTests {
    private func decode(
        _ operation: String, _ body: String, status: Int32 = 200, type: String? = "application/json"
    ) throws(OperationError) -> String {
        let response = HTTPResponse(
            status: status, headers: type.map { [HTTPHeader("content-type", $0)] } ?? [], body: Array(body.utf8))
        return String(decoding: try ClientResponse.decode(operation: operation, response: response), as: UTF8.self)
    }

    @Test("A list comes out with every field of its records, and what is not known stays")
    func lists() throws {
        let json = try JSONValue(decode("Chat.GetChatPresence", #"[{"UserId":3,"Mood":"good"},{"Present":true}]"#))
        #expect(json.elements.map { $0["UserId"] } == [.number("3"), .number("0")])
        #expect(json.elements.map { $0["Present"] } == [.bool(false), .bool(true)])
        #expect(json.elements[0]["Mood"] == .string("good"))
        #expect(json.elements[1]["DisplayName"] == .null)
    }

    @Test(
        "An answer that is a record itself keeps what it says",
        arguments: [
            ("System.CountRows", #"{"Sessions":60,"Users":8}"#, "Sessions", JSONValue.number("60")),
            ("System.IssueAccessToken", #"{"AccessToken":"8A:x"}"#, "AccessToken", .string("8A:x")),
            ("System.OpenBrowserSession", #"{"Ticket":"7T:x"}"#, "Ticket", .string("7T:x")),
            ("SoPrincipal.AuthenticateUsernamePassword", #"{"AuthenticationSucceeded":true}"#, "AuthenticationSucceeded", .bool(true)),
            ("Directory.GetPerson", #"{"PersonId":5}"#, "PersonId", .number("5")),
        ])
    func records(operation: String, body: String, field: String, value: JSONValue) throws {
        #expect(try JSONValue(decode(operation, body))[field] == value)
    }

    @Test("Nothing is null", arguments: [(204, ""), (200, ""), (200, "null"), (0, "null")] as [(Int32, String)])
    func nothing(status: Int32, body: String) throws {
        #expect(try decode("System.SaveUser", body, status: status) == "null")
        #expect(try decode("Directory.GetPerson", body, status: status) == "null")
    }

    @Test(
        "A failure becomes the server's own words, in either form, or its status",
        arguments: [
            (400, #"{"Message":"wrong","MessageDetail":"at x"}"#, "wrong"), (404, #"{"Error":true,"ErrorMessage":"gone"}"#, "gone"),
            (500, "<html>", "the server answered with status 500"), (503, "", "the server answered with status 503"),
            (302, "{}", "the server answered with status 302"), (401, #"{"Message":7}"#, "the server answered with status 401"),
        ] as [(Int32, String, String)])
    func remote(status: Int32, body: String, message: String) {
        let error = failure { () throws(OperationError) in try decode("Chat.GetChatPresence", body, status: status) }
        #expect(error?.kind == .remote)
        #expect(error?.message == message)
        #expect(error?.path == "HTTP \(status)")
    }

    @Test(
        "What cannot be read is told with its place",
        arguments: [
            (#"[{"UserId":"x"}]"#, .value, "[0].UserId"), (#"[{"UserId":1"#, .malformed, "[0]"), (#"{"UserId":1}"#, .value, ""),
            (#"[] []"#, .malformed, ""),
        ] as [(String, OperationError.Kind, String)])
    func unreadable(body: String, kind: OperationError.Kind, path: String) {
        let error = failure { () throws(OperationError) in try decode("Chat.GetChatPresence", body) }
        #expect(error?.kind == kind)
        #expect(error?.path.hasPrefix(path) == true)
        #expect(error?.offset != nil)
    }

    @Test("An operation that is not there is an error of its own kind")
    func unknown() {
        #expect(failure { () throws(OperationError) in try decode("Chat.Nothing", "null") }?.kind == .operation)
    }
}
