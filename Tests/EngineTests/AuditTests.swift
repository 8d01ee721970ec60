import Messages
import Testing
import Wire

@testable import Engine

@Suite("The audit")
struct AuditTests {
    private static let audited = Catalogue.operations.filter(\.isAudited).map(\.name)

    @Test("Whatever changes something says in the audit who did it", arguments: audited)
    func everyChange(operation: String) throws {
        let scene = try #require(AuditScenes.all[operation], "a scene is missing in which \(operation) is done")
        let desk = try Customer.desk()
        let before = try entries(desk).count
        try scene(desk, operation)
        let new = try entries(desk).dropFirst(before).filter { $0["Operation"]?.string == operation }
        #expect(new.count >= 1)
        let who = operation.hasPrefix("Customer.") ? "customer" : operation.hasPrefix("Chat.") || operation.hasPrefix("CustomerS") ? nil : "host"
        for entry in new {
            if let who { #expect(entry["Who"]?.string == who) } else { #expect(["Anna Solberg", "cat"].contains(entry["Who"]?.string)) }
            #expect((entry["AssociateId"]?.int ?? 0 > 0) == (who == nil))
            #expect(entry["At"]?.string?.hasPrefix("2026-11-21T09:") == true)
        }
    }

    @Test("There is a scene for no other operation, so that what is audited is what changes something")
    func noOther() {
        #expect(Set(AuditScenes.all.keys).subtracting(AuditTests.audited) == [])
    }

    @Test("What is refused, and what changes nothing, leaves nothing in the audit")
    func nothing() throws {
        let desk = try Desk()
        let before = try entries(desk).count
        _ = try? desk.call("Chat.DeleteChatTopicEntity", #"{"ChatTopicEntityId":1}"#, as: "anna")
        _ = try? desk.host("Directory.DeletePerson", #"{"PersonId":999}"#)
        _ = try? desk.host("System.SaveUser", #"{"UserName":"x","AssociateId":999,"Password":"y"}"#)
        _ = try desk.call("Chat.PickUpChatSession", #"{"ChatSessionId":102}"#, as: "cat")
        _ = try? desk.host("System.EraseCustomer", #"{"ChatSessionId":102}"#)
        #expect(try entries(desk).count == before)
    }

    @Test("The audit comes in pages, of all or of one session")
    func pages() throws {
        let desk = try Desk()
        try desk.setPresence(of: 3)
        _ = try desk.call("Chat.PickUpChatSession", #"{"ChatSessionId":101}"#, as: "cat")
        _ = try desk.call("CustomerService.DeleteChatSessions", #"{"Ids":[101,102]}"#, as: "cat")
        let all = try desk.host("System.Audit")
        #expect(all["Entries"]?.elements.map { $0["Seq"]?.int } == [1, 2, 3, 4, 5])
        #expect(all["Next"]?.int == 5)
        #expect(all["CompleteSince"] == .null)
        let page = try desk.host("System.Audit", #"{"After":2,"Top":2}"#)
        #expect(page["Entries"]?.elements.map { $0["Operation"]?.string } == ["Chat.PickUpChatSession", "CustomerService.DeleteChatSessions"])
        #expect(page["Entries"]?.elements.first?["Details"]?["NewStatus"]?.string == "CustomerLast")
        #expect(page["Entries"]?.elements.first?["TopicId"]?.int == 1)
        #expect(page["Next"]?.int == 4)
        let one = try desk.host("System.Audit", #"{"ChatSessionId":101}"#)
        #expect(one["Entries"]?.elements.map { $0["Seq"]?.int } == [3, 4])
        let end = try desk.host("System.Audit", #"{"After":5}"#)
        #expect(end["Entries"]?.elements == [])
        #expect(end["Next"]?.int == 5)
    }

    @Test(
        "A page that cannot be is refused",
        arguments: [(#"{"After":-1}"#, "After"), (#"{"After":1.5}"#, "After"), (#"{"After":1e300}"#, "After"), (#"{"Top":1001}"#, "Top"), (#"{"Top":-1}"#, "Top")])
    func refusals(arguments: String, path: String) throws {
        let error = failure { try Desk(isEmpty: true).host("System.Audit", arguments) }
        #expect(error?.kind == .value)
        #expect(error?.path == path)
    }

    @Test("Entries go when the config says so, and the audit then says since when it is complete")
    func retention() throws {
        let desk = try Desk(config: #","sessions":{"auditDays":10,"purgeDeletedHours":87600}"#)
        desk.clock.advance(seconds: 5 * 86_400)
        try desk.setPresence(of: 3)
        #expect(try desk.runDue() == 5 * 86_400_000)
        desk.clock.advance(seconds: 5 * 86_400 - 1)
        #expect(try desk.runDue() == 1000)
        #expect(try entries(desk).count == 2)
        desk.clock.advance(seconds: 1)
        #expect(try desk.runDue() == 5 * 86_400_000)
        let audit = try desk.host("System.Audit")
        #expect(audit["Entries"]?.elements.map { $0["Seq"]?.int } == [2])
        #expect(audit["CompleteSince"]?.string?.hasPrefix("2026-11-21T09:00:00") == true)
    }

    private func entries(_ desk: Desk) throws -> [JSONValue] {
        try desk.host("System.Audit", #"{"Top":1000}"#)["Entries"]?.elements ?? []
    }
}
