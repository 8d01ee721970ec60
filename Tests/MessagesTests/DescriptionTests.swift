import Carriers
import Messages
import Testing
import Wire

@Suite("What the library says of itself")
struct DescriptionTests {
    @Test("Every operation is described with access, services, routes, arguments and answer")
    func operations() throws {
        let json = OperationDescription.json
        #expect(json.members.map(\.name) == Catalogue.operations.map(\.name))
        for (name, operation) in json.members.map({ ($0.name, $0.value) }) {
            #expect(
                operation.members.map(\.name) == [
                    "summary", "access", "right", "needs", "audited", "soap", "rest", "routes", "arguments", "result",
                    "response_element", "response",
                ], "\(name)")
            let isOfAService = Service.allCases.contains { name.hasPrefix($0.name + ".") }
            #expect(!isOfAService || operation["summary"]?.string != "", "\(name)")
        }
    }

    @Test("The five pages' operations say where they are reached")
    func pages() {
        let json = OperationDescription.json
        func texts(_ operation: String, _ key: String) -> [String] { json[operation]?[key]?.elements.map(\.string) ?? [] }

        #expect(texts("CustomerService.ChatSessionsForUser", "soap") == (84...88).map { "Services\($0)" })
        #expect(texts("CustomerService.DeleteChatSessions", "soap") == (84...88).map { "Services\($0)" })
        #expect(texts("Chat.GetChatPresence", "soap") == (86...88).map { "Services\($0)" })
        #expect(texts("Chat.GetChatPresence", "rest") == ["POST /api/v1/Agents/Chat/GetChatPresence"])
        #expect(
            texts("Chat.ChatSessionsForUser", "rest") == [
                "POST /api/v1/Agents/Chat/ChatSessionsForUser", "GET /api/v1/ChatSession/ForCurrentUser",
            ])
        #expect(json["Chat.ChatSessionsForUser"]?["result"]?.string == "ArrayOfChatSessionEntity")
        #expect(json["SoPrincipal.AuthenticateUsernamePassword"]?["response_element"]?.string == "AuthenticateResponse")
        #expect(json["SoPrincipal.AuthenticateUsernamePassword"]?["access"]?.string == "anybody")
        #expect(json["System.Import"]?["access"]?.string == "host")
        #expect(
            json["CustomerService.DeleteChatSessions"]?["arguments"]
                == .array([.object([.init("name", .string("Ids")), .init("type", .string("ArrayOfint"))])]))
    }

    @Test("A carrier is described by its own fields, not by those of the answers and arguments that hold one")
    func carriers() {
        let carriers = CarrierDescription.json["carriers"]
        func fields(_ name: String) -> [String] { carriers?[name]?["fields"]?.elements.map { $0["name"]?.string ?? "" } ?? [] }

        #expect(fields("ChatPresence") == ["UserId", "DisplayName", "OngoingChats", "Present", "ChatTopics"])
        #expect(fields("ChatSession") == ["ChatSessionId"])
        #expect(fields("ChatSessionEntity").prefix(3) == ["ChatSessionId", "TopicId", "User"])
        #expect(fields("ChatSessionEntity").count == 31)
        #expect(fields("Associate").prefix(2) == ["AssociateId", "Name"])
        #expect(fields("Person").contains("Firstname"))
        #expect(fields("Ticket").contains("BaseStatus"))
        #expect(fields("Carrier") == ["TableRight", "FieldProperties"])
        #expect(carriers?["ChatPresence"]?["base"]?.string == "Carrier")
        #expect(carriers?["ChatTopicAgent"]?["base"] == nil)
    }

    @Test("Every type that a described carrier names is described as well")
    func closure() {
        let json = CarrierDescription.json
        let known = Set((json["carriers"]?.members ?? []).map(\.name) + (json["enums"]?.members ?? []).map(\.name))
        var missing: Set<String> = []
        for carrier in json["carriers"]?.members ?? [] {
            for field in carrier.value["fields"]?.elements ?? [] {
                let type = field["type"]?.string ?? ""
                if !type.hasPrefix("xs:"), type != "duration", type != "inline", !known.contains(type) { missing.insert(type) }
            }
        }
        #expect(missing == [])
    }

    @Test("Every result that an operation names is described", arguments: Catalogue.operations.map(\.name))
    func results(operation: String) {
        let result = OperationDescription.json[operation]?["result"]?.string ?? "?"
        #expect(["", "boolean", "string"].contains(result) || CarrierDescription.json["carriers"]?[String(result.trimmingPrefix("ArrayOf"))] != nil)
    }

    @Test("Enums, lists and dictionaries have their shapes")
    func shapes() {
        let json = CarrierDescription.json
        #expect(json["enums"]?["ChatSessionStatus"]?["flags"] == .bool(false))
        #expect(json["enums"]?["ChatSessionStatus"]?["values"]?.elements.last == .array([.string("ClosedFromQueue"), .number("11")]))
        #expect(json["enums"]?["ETableRight"]?["flags"] == .bool(true))
        #expect(json["carriers"]?["ArrayOfint"]?["fields"]?.elements.first?["many"] == .bool(true))
        let pair = json["carriers"]?["StringDictionary"]?["fields"]?.elements.first
        #expect(pair?["name"]?.string == "StringKeyValuePair")
        #expect(pair?["pair"]?.elements.map { $0["name"]?.string } == ["Key", "Value"])
    }

    @Test("Every code is described once, with the name that the header gives it")
    func errors() {
        let members = ErrorDescription.json.members
        #expect(members.map { $0.value["code"] } == (1...19).map { .number("\($0)") })
        #expect(Set(members.map(\.name)).count == 19)
        #expect(members.allSatisfy { $0.name.hasPrefix("CHATCORE_ERROR_") && $0.value["meaning"]?.string.isEmpty == false })
    }
}
