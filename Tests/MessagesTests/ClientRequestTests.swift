import Messages
import Testing
import Wire

@Suite("Requests to a server elsewhere, over REST")
struct ClientRequestTests {
    private func encode(
        _ operation: String = "Chat.ChatSessionsForUser", _ connection: String = #"{"Protocol":"rest"}"#, _ arguments: String = ""
    ) throws(OperationError) -> HTTPRequest {
        try ClientRequest.encode(operation: operation, connection: Array(connection.utf8), arguments: Array(arguments.utf8))
    }

    @Test("The smallest request has a method, a path, the accepted type and an empty object")
    func smallest() throws {
        let request = try encode()
        #expect(request.method == "POST")
        #expect(request.target == "/api/v1/Agents/Chat/ChatSessionsForUser")
        #expect(request["Accept"] == "application/json")
        #expect(request["Content-Type"] == "application/json; charset=utf-8")
        #expect(request["Authorization"] == nil)
        #expect(request.text == "{}")
    }

    @Test(
        "The mount stands in front of the path, however it is written",
        arguments: ["/Cust1", "Cust1", "Cust1/", "//Cust1//"])
    func mount(mount: String) throws {
        #expect(try encode("Chat.GetChatPresence", #"{"Protocol":"rest","Mount":"\#(mount)"}"#).target == "/Cust1/api/v1/Agents/Chat/GetChatPresence")
    }

    @Test(
        "Credentials become an Authorization: a ticket before a token before a password",
        arguments: [
            (#""Ticket":"7T:a","AccessToken":"8A:b","UserName":"anna""#, "SOTicket 7T:a"),
            (#""AccessToken":"8A:b","UserName":"anna""#, "Bearer 8A:b"),
            (#""UserName":"anna","Password":"p:æ""#, "Basic " + Base64Bytes(Array("anna:p:æ".utf8)).text),
            (#""UserName":"anna""#, "Basic " + Base64Bytes(Array("anna:".utf8)).text),
        ])
    func authorization(fields: String, header: String) throws {
        #expect(try encode("Chat.GetChatPresence", #"{"Protocol":"rest",\#(fields)}"#)["Authorization"] == header)
    }

    @Test("Language, culture, zone, application and the accepted type become headers")
    func headers() throws {
        let request = try encode(
            "Chat.GetChatPresence",
            #"{"Protocol":"rest","Language":"NO","Culture":"nb","TimeZone":"NO, includeTZOffset","ApplicationToken":"t","Accept":"text/json"}"#)
        #expect(request["SO-Language"] == "NO")
        #expect(request["SO-Culture"] == "nb")
        #expect(request["SO-TimeZone"] == "NO, includeTZOffset")
        #expect(request["SO-AppToken"] == "t")
        #expect(request["Accept"] == "text/json")
    }

    @Test("A selection is escaped into the query, and read back from it")
    func select() throws {
        let request = try encode("Chat.ChatSessionsForUser", #"{"Protocol":"rest","Select":"user/name, æ&x=1#?"}"#)
        #expect(request.target.hasSuffix("?$select=user/name,%20%C3%A6%26x%3D1%23%3F"))
        #expect(try RequestTarget(request.target, mount: [])["$select"] == "user/name, æ&x=1#?")
    }

    @Test(
        "A control character in a value would begin another header, and is refused by the field's name",
        arguments: ["Ticket", "AccessToken", "ApplicationToken", "Language", "Culture", "TimeZone", "Accept"],
        [#"x\r\nEvil: 1"#, #"x\n"#, #"\u0000"#, #"\u007f"#])
    func headerInjection(field: String, value: String) {
        let error = failure { () throws(OperationError) in
            try encode("Chat.GetChatPresence", #"{"Protocol":"rest","\#(field)":"\#(value)"}"#)
        }
        #expect(error?.kind == .value)
        #expect(error?.path == "connection.\(field)")
        #expect(error?.message.contains("Evil") == false)
    }

    @Test("A user name with a colon would move letters into the password, and is refused")
    func colon() {
        let error = failure { () throws(OperationError) in
            try encode("Chat.GetChatPresence", #"{"Protocol":"rest","UserName":"an:na","Password":"x"}"#)
        }
        #expect(error?.kind == .value)
        #expect(error?.path == "connection.UserName")
    }

    @Test(
        "A mount that would change the request line is refused",
        arguments: [#"/a b"#, #"/a\r\nEvil: 1"#, "/a?b", "/a#b", "/æ", #"/\u0000"#])
    func mountInjection(mount: String) {
        let error = failure { () throws(OperationError) in
            try encode("Chat.GetChatPresence", #"{"Protocol":"rest","Mount":"\#(mount)"}"#)
        }
        #expect(error?.kind == .value)
        #expect(error?.path == "connection.Mount")
    }

    @Test(
        "What is wrong with the connection is told with its place",
        arguments: [
            (#"{"Protocol":"rest","Tikcet":"x"}"#, .value, "connection.Tikcet"), (#"{"Protocol":7}"#, .value, "connection.Protocol"),
            (#"{"Protocol":"ftp"}"#, .value, "connection.Protocol"), (#"{"#, .malformed, "connection"),
            (#"{"Protocol":"rest","Select":"a//b"}"#, .value, "connection.Select"), (#"[]"#, .value, "connection"),
        ] as [(String, OperationError.Kind, String)])
    func badConnection(connection: String, kind: OperationError.Kind, path: String) {
        let error = failure { () throws(OperationError) in try encode("Chat.GetChatPresence", connection) }
        #expect(error?.kind == kind)
        #expect(error?.path == path)
    }

    @Test("An operation that REST does not reach, or that is not there, is an error of its own kind")
    func operations() {
        let unreached = failure { () throws(OperationError) in try encode("CustomerService.DeleteChatSessions") }
        #expect(unreached?.kind == .operation)
        #expect(unreached?.path == "connection.Protocol")
        let unknown = failure { () throws(OperationError) in try encode("Chat.Nothing") }
        #expect(unknown?.kind == .operation)
        #expect(unknown?.path == "operation")
    }

    @Test("Arguments are checked before anything is sent")
    func arguments() {
        let error = failure { () throws(OperationError) in try encode("Chat.GetChatPresence", #"{"Protocol":"rest"}"#, #"{"Ids":[1]}"#) }
        #expect(error?.kind == .value)
        #expect(error?.path == "Ids")
    }
}
