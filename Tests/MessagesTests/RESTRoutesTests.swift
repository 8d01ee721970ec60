import Messages
import Testing

@Suite("REST routes")
struct RESTRoutesTests {
    private func destination(_ method: String, _ path: String, exposed: Set<String> = []) -> RESTDestination {
        RESTDestination(method: method, segments: path.split(separator: "/").map(String.init), exposedGroups: exposed)
    }

    private func name(_ destination: RESTDestination) -> String {
        switch destination {
        case .operation(let match): "\(match.operation.name) \(match.route.style)"
        case .description(let operation): "about \(operation.name)"
        case .service: "service"
        case .otherMethods(let methods): methods.joined(separator: ",")
        case .nowhere: "nowhere"
        }
    }

    @Test(
        "Every route of the catalogue leads to its operation, in any case of its letters",
        arguments: Catalogue.operations.flatMap { operation in operation.routes.map { (operation.name, $0) } })
    func everyRoute(operation: String, route: Route) {
        #expect(name(destination(route.method, route.path)) == "\(operation) \(route.style)")
        #expect(name(destination(route.method, route.path.uppercased())) == "\(operation) \(route.style)")
        #expect(name(destination(route.method, route.path.lowercased())) == "\(operation) \(route.style)")
    }

    @Test("The five pages' REST routes are there")
    func pages() {
        #expect(name(destination("POST", "api/v1/Agents/Chat/GetChatPresence")) == "Chat.GetChatPresence agent")
        #expect(name(destination("POST", "api/v1/Agents/Chat/ChatSessionsForUser")) == "Chat.ChatSessionsForUser agent")
        #expect(name(destination("GET", "api/v1/ChatSession/ForCurrentUser")) == "Chat.ChatSessionsForUser entity")
    }

    @Test("A path that is known by another method tells which", arguments: ["PUT", "DELETE", "PATCH", "post", ""])
    func otherMethod(method: String) {
        #expect(name(destination(method, "api/v1/ChatSession/ForCurrentUser")) == "GET")
        #expect(name(destination(method, "api/v1/Agents/Chat/GetChatPresence")) == "POST,GET")
    }

    @Test(
        "Anything else is nowhere",
        arguments: [
            "", "api/v2", "v1", "api/v2/Agents/Chat/GetChatPresence", "v1/Agents/Chat/GetChatPresence",
            "api/v1/Agents/Chat", "api/v1/Agents/Chat/GetChatPresence/x", "api/v1/Agents/Chat/Nothing",
            "api/v1/Agents/CustomerService/DeleteChatSessions", "x/api/v1/Agents/Chat/GetChatPresence",
        ])
    func nowhere(path: String) {
        #expect(name(destination("POST", path)) == "nowhere")
    }

    @Test("The host's groups are there only as the config exposes them, each by itself, and by POST alone")
    func exposed() {
        let path = "api/v1/Agents/System/Import"
        #expect(name(destination("POST", path)) == "nowhere")
        #expect(name(destination("POST", path, exposed: ["Directory"])) == "nowhere")
        #expect(name(destination("POST", path, exposed: ["System"])) == "System.Import agent")
        #expect(name(destination("GET", path, exposed: ["System"])) == "about System.Import")
        #expect(name(destination("PUT", path, exposed: ["System"])) == "POST,GET")
        #expect(name(destination("GET", path)) == "nowhere")
        #expect(name(destination("POST", "api/v1/agents/directory/savePerson", exposed: ["Directory"])) == "Directory.SavePerson agent")
    }

    @Test("GET of an agents' route asks what the operation is; of the two roots, what there is")
    func descriptions() {
        #expect(name(destination("GET", "api/v1/Agents/Chat/GetChatPresence")) == "about Chat.GetChatPresence")
        #expect(name(destination("GET", "API")) == "service")
        #expect(name(destination("GET", "api/V1")) == "service")
        #expect(name(destination("POST", "api/v1")) == "GET")
    }

    @Test(
        "Words go before parameters, whatever the method",
        arguments: [
            ("GET", "ChatSession/default", "Chat.DefaultChatSessionEntity entity"), ("DELETE", "ChatSession/Default", "GET"),
            ("GET", "ChatSession/7", "Chat.GetChatSessionEntity entity"), ("PATCH", "ChatSession/7", "Chat.PatchChatSessionEntity entity"),
            ("POST", "ChatSession/pickup", "Chat.PickUpFirstChatSession entity"), ("GET", "ChatSession/Pickup", "POST"),
            ("POST", "ChatSession/7/PICKUP", "Chat.PickUpChatSession entity"), ("POST", "ChatSession/7", "DELETE,GET,PUT,PATCH"),
            ("GET", "ChatTopic/UserAgents", "Chat.GetUserAgentList entity"),
            ("GET", "ChatTopic/UserAgents/UserAgent", "Chat.GetChatTopicUserAgentList entity"),
            ("PUT", "ChatTopic/7/UserAgent", "Chat.UpdateChatTopicUserAgents entity"), ("DELETE", "ChatTopic/7/UserAgent", "GET,POST,PUT"),
            ("GET", "ChatTopic/7/Sessions", "Chat.Sessions entity"), ("POST", "ChatTopic/7/Sessions", "Chat.CreateChatSessionForTopic entity"),
            ("GET", "ChatSession/7/Nothing", "nowhere"), ("GET", "Agents/Chat", "nowhere"),
            ("GET", "Agents/Chat/GetChatMessages", "about Chat.GetChatMessages"),
        ])
    func precedence(method: String, path: String, expected: String) {
        #expect(name(destination(method, "api/v1/" + path)) == expected)
    }

    @Test(
        "What cannot be read is refused in the form of the routes that it seems to mean",
        arguments: [
            ("/api/v1/Agents/Chat/ChatSessionsForUser?%", Route.Style.agent), ("/Cust1/API/V1/agents/Chat/%GG", .agent),
            ("/api/v1/ChatSession/%", .entity), ("/agents/v1/%", .entity), ("/api/v1/ChatSession?x=/v1/Agents/%", .entity),
        ])
    func unreadable(target: String, style: Route.Style) {
        #expect(Route.Style(ofUnread: target) == style)
    }
}
