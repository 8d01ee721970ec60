import Messages
import Testing
import Wire

@testable import Engine

@Suite("Pages of other origins")
struct CrossOriginTests {
    private static let page = "https://app.example.com"

    private func desk(_ origins: String = #""https://*.example.com""#) throws -> Desk {
        try Desk(config: #","cors":{"origins":[\#(origins)],"maxAge":60}"#)
    }

    @Test("An origin that is allowed is named, with cookies, whatever the answer", arguments: ["ChatSession/102", "ChatSession/999", "Nowhere"])
    func allowed(path: String) throws {
        let response = try desk().send("GET", path, [("Origin", Self.page)])
        #expect(response["Access-Control-Allow-Origin"] == Self.page)
        #expect(response["Access-Control-Allow-Credentials"] == "true")
        #expect(response["Access-Control-Expose-Headers"] == "Allow, Retry-After, WWW-Authenticate")
        #expect(response["Vary"] == "Origin")
    }

    @Test("Others get the answer without a word about origins, but that it depends on them", arguments: ["https://example.com", "http://app.example.com", "null", "https://app.example.com.evil.org"])
    func others(origin: String) throws {
        for response in [try desk().send("GET", "ChatSession/102", [("Origin", origin)]), try desk().send("GET", "ChatSession/102")] {
            #expect(response.status == 200 && response["Vary"] == "Origin")
            #expect(!response.headers.contains { $0.name.hasPrefix("Access-Control-") })
        }
    }

    @Test("Without a list nothing is said")
    func off() throws {
        let response = try Desk().send("GET", "ChatSession/102", [("Origin", Self.page)])
        #expect(response["Vary"] == nil && !response.headers.contains { $0.name.hasPrefix("Access-Control-") })
    }

    @Test("A star answers anybody, without cookies; an origin that is named beside it has them")
    func star() throws {
        let desk = try desk(#""*","https://app.example.com""#)
        let anybody = desk.send("GET", "ChatSession/102", [("Origin", "https://whoever.example")])
        #expect(anybody["Access-Control-Allow-Origin"] == "*" && anybody["Access-Control-Allow-Credentials"] == nil)
        let known = desk.send("GET", "ChatSession/102", [("Origin", Self.page)])
        #expect(known["Access-Control-Allow-Origin"] == Self.page && known["Access-Control-Allow-Credentials"] == "true")
    }

    @Test(
        "A preflight is answered without credentials, with the methods of the path",
        arguments: [
            ("/api/v1/ChatSession/102", "GET, DELETE, PUT, PATCH, HEAD, OPTIONS"), ("/api/v1/Agents/Chat/GetChatPresence", "POST, GET, HEAD, OPTIONS"),
            ("/Remote/Services88/Chat.svc", "POST, OPTIONS"),
        ])
    func preflight(target: String, methods: String) throws {
        let response = try desk().handle(
            "OPTIONS", target, [("Origin", Self.page), ("Access-Control-Request-Method", "PUT"), ("Access-Control-Request-Headers", "authorization")])
        #expect(response.status == 204 && response.body.isEmpty)
        #expect(response["Access-Control-Allow-Origin"] == Self.page)
        #expect(Set(response["Access-Control-Allow-Methods"]?.split(separator: ",").map { $0.trimmed() } ?? []) == Set(methods.split(separator: ",").map { $0.trimmed() }))
        #expect(response["Access-Control-Allow-Headers"]?.contains("X-XSRF-TOKEN") == true)
        #expect(response["Access-Control-Max-Age"] == "60")
        #expect(response["Vary"] == "Origin, Access-Control-Request-Method, Access-Control-Request-Headers")
    }

    @Test("A preflight of a stranger, and of a path that is none, allows nothing")
    func refusedPreflights() throws {
        let asked = ("Access-Control-Request-Method", "GET")
        let stranger = try desk().handle("OPTIONS", "/api/v1/ChatSession/102", [("Origin", "https://evil.example"), asked])
        #expect(stranger.status == 204 && !stranger.headers.contains { $0.name.hasPrefix("Access-Control-") })
        let nowhere = try desk().handle("OPTIONS", "/api/v1/Nowhere", [("Origin", Self.page), asked])
        #expect(nowhere.status == 404 && nowhere["Access-Control-Allow-Methods"] == nil)
    }

    @Test("A cookie alone is not enough, from any origin: the page has to know the session's own word")
    func cookies() throws {
        let desk = try desk()
        let session = try desk.host("System.OpenBrowserSession", #"{"UserName":"anna"}"#)
        let cookies = session.members.compactMap(\.value.string)
        let ticket = try #require(cookies.first { $0.hasPrefix("7T:") })
        let names = [("Origin", Self.page), ("Cookie", "\(BrowserCookie.ticket)=\(ticket)")]
        #expect(desk.handle("GET", "/api/v1/ChatSession/102", names).status == 401)
    }
}
