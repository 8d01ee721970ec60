import Messages
import Testing
import Wire

@testable import Engine

@Suite("Metrics")
struct MetricsTests {
    @Test("Who waits, for how long, who chats and who is there, in all and of each topic")
    func snapshot() throws {
        let desk = try Desk()
        try desk.setPresence(of: 3)
        try desk.addSession(201, topic: 1, "InQueue", #","WhenRequested":"2026-11-21T08:59:00Z""#)
        try desk.addSession(202, topic: 2, "InQueue", #","WhenRequested":"2026-11-21T08:57:00Z""#)
        // Not known since when, and not before later.
        try desk.addSession(203, topic: 1, "InQueue")
        desk.clock.advance(seconds: 30)
        let metrics = try desk.host("System.Metrics")
        func numbers(_ of: JSONValue?) -> [Int?] {
            ["Waiting", "LongestWaitSeconds", "AverageWaitSeconds", "PresentAgents", "Active"].map { of?[$0]?.int }
        }
        // 101 waits since 09:00.
        #expect(numbers(metrics) == [4, 210, 97, 2, 2])
        let topics = metrics["Topics"]?.elements ?? []
        #expect(topics.map { $0["Name"]?.string } == ["Support", "Sales"])
        // Anna and cat belong to both.
        #expect(numbers(topics.first) == [3, 90, 60, 2, 1])
        #expect(numbers(topics.last) == [1, 210, 210, 2, 1])
    }

    @Test("A pick-up shows in the running average, and a queue that is empty has no wait")
    func pickUps() throws {
        let desk = try Desk()
        desk.clock.advance(seconds: 40)
        _ = try desk.call("Chat.PickUpFirstChatSession", as: "cat")
        let topic = try desk.host("System.Metrics")["Topics"]?.elements.first
        #expect(topic?["PickUpSeconds"]?.int == 40)
        #expect(topic?["AverageWaitSeconds"]?.int == 0)
        #expect(topic?["LongestWaitSeconds"]?.int == 0)
    }

    @Test("A desk without topics has nothing to tell")
    func empty() throws {
        let desk = try Desk(isEmpty: true)
        #expect(try desk.host("System.Metrics")["Topics"]?.elements == [])
        let text = try desk.engine.metricsText()
        #expect(!text.contains("{topic"))
        #expect(text.contains("\nchatcore_agents_present 0\n"))
    }

    @Test("Prometheus' text has help and type before each metric, and escapes what stands in a label")
    func text() throws {
        let desk = try Desk()
        _ = try desk.host("Directory.SaveTopic", #"{"Topic":{"ChatTopicId":2,"Name":"A \"quoted\" \\ name\nof two lines"}}"#)
        let text = try desk.host("System.MetricsText").string ?? ""
        #expect(text.contains("# HELP chatcore_sessions_waiting Sessions in the queue.\n# TYPE chatcore_sessions_waiting gauge\n"))
        #expect(text.contains("\nchatcore_sessions_waiting{topic=\"1\"} 1\nchatcore_sessions_waiting{topic=\"2\"} 0\n"))
        #expect(text.contains(#"chatcore_topic_info{topic="2",name="A \"quoted\" \\ name\nof two lines"} 1"#))
        #expect(text.contains("\n# TYPE chatcore_events_total counter\nchatcore_events_total 0\n"))
        #expect(text.hasSuffix("\n"))
    }

    @Test("Over HTTP the text is for administrators alone")
    func http() throws {
        let desk = try Desk(config: #","mount":{"administrators":["anna"]}"#)
        func get(_ user: String?, _ method: String = "GET") throws -> HTTPResponse {
            let headers = try user.map { [("Authorization", "SOTicket \(try desk.ticket(of: $0))")] } ?? []
            return desk.handle(method, "/Chat/v1/Metrics", headers)
        }
        let answer = try get("anna")
        #expect(answer.status == 200)
        #expect(answer["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8")
        #expect(answer.text == (try desk.engine.metricsText()))
        #expect(try get("anna", "HEAD").body == [])
        let denied = try get("cat")
        #expect(denied.status == 403)
        #expect(denied.json?["ErrorMessage"]?.string?.contains("mount.administrators") == true)
        let unknown = try get(nil)
        #expect(unknown.status == 401)
        #expect(unknown["WWW-Authenticate"] != nil)
        #expect(try get("anna", "POST").status == 405)
        #expect(try get("anna", "POST")["Allow"] == "GET, HEAD, OPTIONS")
        #expect(try get("anna", "OPTIONS").status == 204)
        // Nobody is an administrator where the config names none.
        let plain = try Desk()
        #expect(plain.handle("GET", "/chat/v1/metrics", [("Authorization", "SOTicket \(try plain.ticket())")]).status == 403)
    }

    @Test("Inside the process the metrics are the host's")
    func rights() throws {
        let desk = try Desk()
        for operation in ["System.Metrics", "System.MetricsText"] {
            #expect(failure { try desk.call(operation, as: "anna") }?.kind == .denied)
        }
    }
}
