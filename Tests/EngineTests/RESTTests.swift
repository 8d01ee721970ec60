import Messages
import Testing
import Wire

@testable import Engine

@Suite("The REST services")
struct RESTTests {
    private static let entity = "/api/v1/ChatSession/ForCurrentUser"
    private static let agent = "/api/v1/Agents/Chat/ChatSessionsForUser"

    private func basic(_ text: String = "anna:anna-secret") -> (String, String) {
        ("Authorization", "Basic " + Base64Bytes(Array(text.utf8)).text)
    }

    @Test("Both routes answer what the call inside the process answers")
    func same() throws {
        let desk = try Desk()
        let called = try desk.call("Chat.ChatSessionsForUser", as: "anna")
        let entity = desk.handle("GET", Self.entity, [basic()])
        let agent = desk.handle("POST", Self.agent, [basic()], body: "{}")
        for response in [entity, agent] {
            #expect(response.status == 200)
            #expect(response["Content-Type"] == "application/json; charset=utf-8")
            #expect(response.json == called)
        }
        #expect(desk.handle("POST", "/api/v1/Agents/Chat/GetChatPresence", [basic()]).json == (try desk.call("Chat.GetChatPresence", as: "ben")))
    }

    @Test("Every kind of credentials lets its bearer in")
    func credentials() throws {
        let desk = try Desk()
        let ticket = try desk.ticket()
        let token = try #require(try desk.host("System.IssueAccessToken", #"{"UserName":"anna"}"#)["AccessToken"]?.string)
        for header in [basic(), ("authorization", "soticket \(ticket)"), ("Authorization", "Bearer \(token)"), basic("\(ticket):")] {
            #expect(desk.handle("GET", Self.entity, [header]).status == 200)
        }
    }

    @Test("Without good credentials nothing is answered but 401 and how to sign in")
    func unauthenticated() throws {
        let desk = try Desk()
        let ticket = try desk.ticket()
        let token = try #require(try desk.host("System.IssueAccessToken", #"{"UserName":"anna"}"#)["AccessToken"]?.string)
        let headers: [[(String, String)]] = [
            [], [basic("anna:wrong")], [basic("nobody:x")], [("Authorization", "SOTicket \(ticket)x")], [("Authorization", "SOTicket \(token)")],
            [("Authorization", "Bearer \(ticket)")], [("Authorization", "Digest x")], [("Cookie", "SOTicket=\(ticket)")],
        ]
        for headers in headers {
            for response in [desk.handle("GET", Self.entity, headers), desk.handle("POST", Self.agent, headers)] {
                #expect(response.status == 401)
                #expect(response["WWW-Authenticate"] == "Basic realm=\"ChatCore\", charset=\"UTF-8\"")
                #expect(!response.text.contains("ChatSessionId"))
            }
        }
    }

    @Test("The two kinds of route fail each in its form")
    func forms() throws {
        let desk = try Desk()
        let agent = try #require(desk.handle("POST", Self.agent).json)
        #expect(agent.members.map(\.name) == ["Message", "MessageDetail"])
        let entity = try #require(desk.handle("GET", Self.entity).json)
        #expect(entity.members.map(\.name) == ["Error", "ErrorType", "ErrorMessage", "ErrorSource"])
        #expect(entity["ErrorType"]?.string == "SoSessionException")
    }

    @Test("Another method is told which ones there are", arguments: ["POST", "PUT", "DELETE", "PATCH", "BREW", ""])
    func methods(method: String) throws {
        let response = try Desk().handle(method, Self.entity, [basic()])
        #expect(response.status == 405)
        #expect(response["Allow"] == "GET, HEAD, OPTIONS")
        #expect(response.json?["Error"] == .bool(true))
    }

    @Test("GET of an agents' route tells what the operation is, and does not call it")
    func agentMethods() throws {
        let desk = try Desk()
        let response = desk.handle("GET", Self.agent)
        #expect(response.status == 200)
        #expect(response.json?["name"]?.string == "Chat.ChatSessionsForUser")
        #expect(response.json?["result"]?.string == "ArrayOfChatSessionEntity")
        #expect(desk.handle("PUT", Self.agent, [basic()])["Allow"] == "POST, GET, HEAD, OPTIONS")
    }

    @Test("A parameter that cannot be read is refused with its name, in the form of its route, before anything is done")
    func parameters() throws {
        let desk = try Desk()
        let entity = desk.handle("GET", "/api/v1/ChatSession/x", [basic()])
        #expect(entity.status == 400)
        #expect(entity.json?["ErrorMessage"]?.string?.hasSuffix("at id") == true)
        let agent = desk.handle("POST", "/api/v1/Agents/Chat/GetChatSessionEntity?chatSessionEntityId=x", [basic()])
        #expect(agent.status == 400)
        #expect(agent.json?["MessageDetail"]?.string == "at chatSessionEntityId")
        #expect(desk.handle("GET", "/api/v1/ChatSession/x").status == 401)
    }

    @Test("The two roots tell what there is, the host's groups only when they are exposed", arguments: ["/api", "/api/v1", "/API/V1/"])
    func service(target: String) throws {
        let routes = try Desk().handle("GET", target).json?["Routes"]
        #expect(routes?["/api/v1/ChatSession/ForCurrentUser"]?.elements.map(\.string) == ["GET"])
        #expect(routes?["/api/v1/Agents/Chat/GetChatPresence"]?.elements.map(\.string) == ["POST", "GET"])
        #expect(routes?["/api/v1/Agents/System/Import"] == nil)
        let desk = try Desk(config: #","mount":{"groups":["System"],"administrators":["CAT"]}"#)
        #expect(desk.handle("GET", target).json?["Routes"]?["/api/v1/Agents/System/Import"] != nil)
    }

    @Test("OPTIONS tells what a path allows, to anybody")
    func options() throws {
        let desk = try Desk()
        let entity = desk.handle("OPTIONS", Self.entity)
        #expect(entity.status == 204)
        #expect(entity["Allow"] == "GET, HEAD, OPTIONS")
        #expect(entity.body.isEmpty)
        #expect(desk.handle("OPTIONS", Self.agent)["Allow"] == "POST, GET, HEAD, OPTIONS")
        #expect(desk.handle("OPTIONS", "/api/v1/Nothing").status == 404)
    }

    @Test("HEAD answers as GET does, failures included, and without a body")
    func head() throws {
        let desk = try Desk()
        for (target, headers, status) in [(Self.entity, [basic()], 200), (Self.entity, [], 401), ("/api/v1/Nothing", [], 404), (Self.agent, [], 200)] as [(String, [(String, String)], Int32)] {
            let response = desk.handle("HEAD", target, headers)
            #expect(response.status == status)
            #expect(response.body.isEmpty)
            #expect(response["Content-Type"] == "application/json; charset=utf-8")
        }
    }

    @Test("A path that leads nowhere is not found", arguments: ["/", "/api/v2", "/api/v1/Agents/Chat/Nothing", "/api/v1/Agents/System/Import", "/api/v1/Agents/Directory/GetPerson", "/etc/passwd"])
    func nowhere(target: String) throws {
        let response = try Desk().handle("POST", target, [basic()])
        #expect(response.status == 404)
        #expect(response.json?["ErrorType"]?.string == "SoNotFoundException")
    }

    @Test("A target that cannot be read is the caller's fault", arguments: [("/api/v1/%zz", 400), ("/api/v1/%ff", 400), ("/%00", 400)] as [(String, Int32)])
    func badTarget(target: String, status: Int32) throws {
        #expect(try Desk().handle("GET", target, [basic()]).status == status)
    }

    @Test("Paths are read in any case, with the mount or an absolute URI in front", arguments: ["/API/V1/chatsession/FORCURRENTUSER", "/cust1/api/v1/ChatSession/ForCurrentUser", "https://desk.example/Cust1/api/v1/ChatSession/ForCurrentUser?x=y"])
    func paths(target: String) throws {
        let desk = try Desk(config: #","mount":{"prefix":"/Cust1"}"#)
        #expect(desk.handle("GET", target, [basic()]).status == 200)
    }

    @Test(
        "$format goes before Accept, and both choose the form",
        arguments: [
            ("", "application/xml", "application/xml"), ("", "text/json", "text/json"), ("?$format=xml", "application/json", "application/xml"),
            ("?$format=json", "application/xml", "application/json"), ("?$FORMAT=text/xml", "", "text/xml"), ("", "*/*", "application/json"),
        ])
    func media(query: String, accept: String, type: String) throws {
        let response = try Desk().handle("GET", Self.entity + query, [basic(), ("Accept", accept)])
        #expect(response.status == 200)
        #expect(response["Content-Type"] == type + "; charset=utf-8")
        #expect(response.text.hasPrefix(type.hasSuffix("xml") ? "<ArrayOfChatSessionEntity" : "["))
    }

    @Test("A failure comes in the form that was asked for")
    func failureMedia() throws {
        let response = try Desk().handle("GET", Self.entity, [("Accept", "application/xml")])
        #expect(response.status == 401)
        #expect(response["Content-Type"] == "application/xml; charset=utf-8")
        #expect(response.text.hasPrefix("<Error>"))
    }

    @Test("A form that cannot be written is refused")
    func notAcceptable() throws {
        let desk = try Desk()
        #expect(desk.handle("GET", Self.entity, [basic(), ("Accept", "image/png")]).status == 406)
        #expect(desk.handle("GET", Self.entity + "?$format=yaml", [basic()]).status == 400)
        #expect(desk.handle("GET", Self.entity, [basic(), ("Accept", "image/png"), ("Accept", "text/json")]).status == 200)
    }

    @Test(
        "A body that is no object of the operation's arguments is refused with its place",
        arguments: [
            ("application/json", "{", 400, "byte 1"), ("application/json", #"{"x":1}"#, 400, "at x"), ("application/json", "[]", 400, "byte 0"),
            ("application/xml", "<a/>", 400, "byte 0"), ("text/plain", "{}", 415, "Content-Type"),
            ("application/json; charset=iso-8859-1", "{}", 415, "Content-Type"), ("application/x-www-form-urlencoded", "a=1", 415, "Content-Type"),
        ] as [(String, String, Int32, String)])
    func bodies(type: String, body: String, status: Int32, place: String) throws {
        let response = try Desk().handle("POST", Self.agent, [basic(), ("Content-Type", type)], body: body)
        #expect(response.status == status)
        #expect(response.json?["MessageDetail"]?.string?.contains(place) == true)
    }

    @Test("A body may come without a type, and with one that says charset", arguments: [nil, "application/json; charset=utf-8", "TEXT/JSON"])
    func bodyTypes(type: String?) throws {
        #expect(try Desk().handle("POST", Self.agent, [basic()] + (type.map { [("Content-Type", $0)] } ?? []), body: " {} ").status == 200)
    }

    @Test("A body past the bound is too large")
    func tooLarge() throws {
        let desk = try Desk(config: #","limits":{"messageBytes":20000}"#)
        let response = desk.handle("POST", Self.agent, [basic()], body: "{" + String(repeating: " ", count: 20_000) + "}")
        #expect(response.status == 413)
    }

    @Test("$select, language and zone work on both routes, and what is wrong with them is told")
    func representation() throws {
        let desk = try Desk()
        for (method, target) in [("GET", Self.entity), ("POST", Self.agent)] {
            let response = desk.handle(
                method, target + "?$select=whenrequested,project/name", [basic(), ("Accept-Language", "da, nb;q=0.5"), ("SO-TimeZone", "261")])
            let session = response.json?.elements.first
            #expect(session?["WhenRequested"]?.string == "2026-11-21T09:00:00")
            #expect(session?["Project"]?["Name"]?.string == "Bro")
            #expect(session?["Project"]?["ProjectId"]?.int == 31)
            #expect(session?["CustomerName"] == .null)

            #expect(desk.handle(method, target, [basic(), ("SO-Language", "US"), ("Accept-Language", "nb")]).text.contains("Bridge"))
            #expect(desk.handle(method, target, [basic(), ("SO-TimeZone", "XX")]).status == 400)
            #expect(desk.handle(method, target + "?$select=a//b", [basic()]).status == 400)
        }
    }

    @Test("The host's groups are reached as the config says: by those who are named, and nobody else")
    func exposed() throws {
        let desk = try Desk(config: #","mount":{"groups":["System"],"administrators":["CAT"]}"#)
        let target = "/api/v1/Agents/System/CountRows"
        #expect(desk.handle("POST", target, [basic("cat:cat-secret")]).json?["Sessions"]?.int == 7)
        #expect(desk.handle("POST", target, [basic()]).status == 403)
        #expect(desk.handle("POST", target).status == 401)
        #expect(desk.handle("PUT", target, [basic("cat:cat-secret")])["Allow"] == "POST, GET, HEAD, OPTIONS")
        #expect(desk.handle("POST", "/api/v1/Agents/Directory/GetPerson", [basic("cat:cat-secret")]).status == 404)
        // What has no answer has no body either.
        let saved = desk.handle(
            "POST", "/api/v1/Agents/System/SavePresence", [basic("cat:cat-secret")], body: #"{"Presence":[{"UserId":2,"Present":true}]}"#)
        #expect(saved.status == 204)
        #expect(saved.body.isEmpty)
        #expect(desk.handle("POST", "/api/v1/Agents/System/DeleteUser", [basic("cat:cat-secret")], body: #"{"UserName":"x"}"#).status == 404)
    }

    @Test("An administrator who calls in-process may do what HTTP lets them do")
    func administrator() throws {
        let desk = try Desk(config: #","mount":{"groups":["System"],"administrators":["cat"]}"#)
        #expect(try desk.call("System.CountRows", as: "cat")["Users"]?.int == 5)
        #expect(failure { try desk.call("Directory.GetPerson", #"{"PersonId":11}"#, as: "cat") }?.kind == .denied)
        #expect(failure { try desk.call("System.CountRows", as: "anna") }?.kind == .denied)
    }
}
