import Carriers
import Messages
import Testing
import Wire

@Suite("The REST services as OpenAPI")
struct OpenAPITests {
    private let document = OpenAPIWriter.json(mount: ["Cust 1", "é"])

    private func member(_ value: JSONValue?, _ path: String...) -> JSONValue? {
        path.reduce(value) { $0?[$1] }
    }

    /// Calls `body` for every object in the value.
    private func walk(_ value: JSONValue, _ body: (JSONValue) -> Void) {
        switch value {
        case .object(let members):
            body(value)
            for member in members { walk(member.value, body) }
        case .array(let elements): for element in elements { walk(element, body) }
        default: break
        }
    }

    @Test("The document says which OpenAPI it is, and where the services are behind their mount")
    func head() {
        #expect(document["openapi"]?.string == "3.0.3")
        #expect(document["servers"]?.text == #"[{"url":"/Cust%201/%C3%A9"}]"#)
        #expect(OpenAPIWriter.json(mount: [])["servers"]?.text == #"[{"url":"/"}]"#)
    }

    @Test("Every reference leads somewhere")
    func references() {
        var count = 0
        walk(document) { object in
            guard case .string(let reference)? = object["$ref"] else { return }
            count += 1
            let names = reference.split(separator: "/").dropFirst().map(String.init)
            #expect(names.reduce(document) { $0?[$1] } != nil, "\(reference)")
        }
        #expect(count > 500)
    }

    @Test("Every route of the catalogue has one entry, and no two have the same name")
    func routes() {
        var names: Set<String> = []
        var count = 0
        for path in document["paths"]?.members ?? [] {
            for method in path.value.members {
                count += 1
                let name = method.value["operationId"]?.string ?? ""
                #expect(names.insert(name).inserted, "\(name)")
            }
        }
        let routes = Catalogue.operations.flatMap(\.routes)
        // Each agents' route has a GET beside it, and there are /api and /api/v1.
        #expect(count == routes.count + routes.filter { $0.style == .agent }.count + 2)
        #expect(routes.count { $0.base == .api } == 65)
    }

    @Test("Paths that differ in the names of their parameters alone are one path")
    func shapes() {
        let sessions = member(document, "paths", "/api/v1/ChatTopic/{id}/Sessions")
        #expect(sessions?.members.map(\.name) == ["get", "post"])
        #expect(member(document, "paths", "/api/v1/ChatTopic/{chatTopicId}/Sessions") == nil)
        #expect(member(sessions, "post", "parameters")?.elements.first?["name"]?.string == "id")
    }

    @Test("A conditional request is described where a record has a number of its own, and only there")
    func conditions() {
        func statuses(_ path: String, _ method: String) -> [String] {
            member(document, "paths", path, method, "responses")?.members.map(\.name) ?? []
        }
        #expect(statuses("/api/v1/ChatSession/{id}", "get").contains("304"))
        #expect(statuses("/api/v1/ChatSession/{id}", "patch").contains("412"))
        #expect(statuses("/api/v1/ChatTopic/{id}", "delete") == ["204", "400", "401", "403", "404", "406", "409", "412", "503"])
        #expect(!statuses("/api/v1/ChatSession/ForCurrentUser", "get").contains("304"))
        #expect(!statuses("/api/v1/ChatSession/{chatSessionId}/Messages", "get").contains("304"))
    }

    @Test("Fields may be null, since $select writes nulls; whole records may not, but on the agents' routes")
    func nulls() {
        let topic = member(document, "components", "schemas", "ChatTopicEntity", "properties")
        #expect(topic?.members.allSatisfy { $0.value["nullable"] == .bool(true) } == true)
        func answer(_ path: String, _ method: String) -> JSONValue? {
            member(document, "paths", path, method, "responses", "200", "content", "application/json", "schema")
        }
        #expect(answer("/api/v1/ChatTopic/{id}", "get")?["$ref"]?.string == "#/components/schemas/ChatTopicEntityWithLinks")
        #expect(answer("/api/v1/Agents/Chat/GetChatTopicEntity", "post")?["nullable"] == .bool(true))
        #expect(answer("/api/v1/ChatSession/Pickup", "post")?["nullable"] == .bool(true))
        #expect(answer("/api/v1/ChatTopic/{chatTopicId}/IsOpen", "get")?.text == #"{"type":"boolean"}"#)
    }
}
