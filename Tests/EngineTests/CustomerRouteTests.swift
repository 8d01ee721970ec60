import Messages
import Testing
import Wire

@testable import Engine

@Suite("The customers' routes under /chat/v1")
struct CustomerRouteTests {
    private func start(_ desk: Desk) throws -> [(String, String)] {
        let response = desk.handle("POST", "/chat/v1/sessions", [("Content-Type", "application/json")], body: #"{"ChatTopicId":1}"#)
        #expect(response.status == 200)
        return [("Authorization", "SessionKey \(try #require(response.json?["SessionKey"]?.string))")]
    }

    @Test("A talk from the first click to the end")
    func talk() throws {
        let desk = try Customer.desk(#","WidgetEnableRating":true"#)
        let key = try start(desk)
        #expect(desk.handle("GET", "/chat/v1/session", key).json?["Status"]?.string == "InQueue")
        #expect(desk.handle("GET", "/CHAT/V1/Session", key.map { ($0.0.lowercased(), "SESSIONKEY" + $0.1.dropFirst(10)) }).status == 200)
        let posted = desk.handle("POST", "/chat/v1/session/messages", key, body: #"{"Message":"Hello?","ClientId":"1"}"#)
        #expect(posted.status == 200)
        let id = try #require(posted.json?["ChatMessageId"]?.int)
        #expect(desk.handle("GET", "/chat/v1/session/messages?after=0", key).json?.elements.count == 1)
        #expect(desk.handle("GET", "/chat/v1/session/messages?after=\(id)", key).text == "[]")
        let typing = desk.handle("POST", "/chat/v1/session/typing", key, body: #"{"Typing":true}"#)
        #expect(typing.status == 204)
        #expect(typing.body.isEmpty)
        #expect(desk.handle("POST", "/chat/v1/session/leave", key).json?["Status"]?.string == "ClosedFromQueue")
    }

    @Test("Failures come in the form of the entities' routes, with the place")
    func failures() throws {
        let desk = try Customer.desk()
        let key = try start(desk)
        for (method, path, headers, body, status, place) in [
            ("GET", "/chat/v1/session", [], "", 401, "SessionKey"), ("GET", "/chat/v1/session", [("Authorization", "SessionKey x")], "", 401, "SessionKey"),
            ("GET", "/chat/v1/session/messages?after=x", key, "", 400, "after"),
            ("POST", "/chat/v1/session/messages", key, #"{"Text":"x"}"#, 400, "Text"),
            ("POST", "/chat/v1/session/rating", key, #"{"Rating":3}"#, 409, "Rating"),
            ("POST", "/chat/v1/sessions", [], #"{"ChatTopicId":9}"#, 404, "ChatTopicId"),
            ("GET", "/chat/v1", [], "", 404, "target"), ("GET", "/chat/v1/nothing", key, "", 404, "target"),
            ("GET", "/api/v1/session", key, "", 404, "target"), ("GET", "/chat/v1/ChatSession/101", key, "", 404, "target"),
        ] as [(String, String, [(String, String)], String, Int32, String)] {
            let response = desk.handle(method, path, headers, body: body)
            #expect(response.status == status, "\(method) \(path)")
            #expect(response.json?["Error"] == .bool(true))
            #expect(response.json?["ErrorMessage"]?.string?.contains(place) == true, "\(response.text)")
            if status == 401 { #expect(response["WWW-Authenticate"] == #"SessionKey realm="ChatCore""#) }
        }
    }

    @Test("HEAD and OPTIONS answer, other methods are told which there are")
    func methods() throws {
        let desk = try Customer.desk()
        let key = try start(desk)
        let head = desk.handle("HEAD", "/chat/v1/session", key)
        #expect(head.status == 200)
        #expect(head.body.isEmpty)
        #expect(desk.handle("OPTIONS", "/chat/v1/session/messages")["Allow"] == "GET, HEAD, POST, OPTIONS" || desk.handle("OPTIONS", "/chat/v1/session/messages")["Allow"] == "POST, GET, HEAD, OPTIONS")
        let wrong = desk.handle("DELETE", "/chat/v1/session", key)
        #expect(wrong.status == 405)
        #expect(wrong["Allow"] == "GET, HEAD, OPTIONS")
    }

    @Test("A key is no way into the agents' routes, and no application token is asked of a customer")
    func apart() throws {
        let desk = try Desk(auth: #","applicationTokens":["partner"]"#)
        let key = try start(desk)
        #expect(desk.handle("GET", "/chat/v1/session", key).status == 200)
        let response = desk.handle("GET", "/api/v1/ChatSession/ForCurrentUser", key + [("SO-AppToken", "partner")])
        #expect(response.status == 401)
    }
}
