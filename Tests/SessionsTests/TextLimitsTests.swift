import Carriers
import Sessions
import Testing

@Suite("How long texts may be")
struct TextLimitsTests {
    static let bounds: [(String, Int, @Sendable (inout ChatSessionEntity, String) -> Void)] = [
        ("CustomerAlias", 64, { $0.customerAlias = $1 }),
        ("CustomerHost", 255, { $0.customerHost = $1 }),
        ("CustomerName", 255, { $0.customerName = $1 }),
        ("CustomerEmail", 255, { $0.customerEmail = $1 }),
        ("CustomerPhone", 32, { $0.customerPhone = $1 }),
        ("CustomerCompanyName", 255, { $0.customerCompanyName = $1 }),
        ("FirstMessage", 1024, { $0.firstMessage = $1 }),
        ("LastMessage", 1024, { $0.lastMessage = $1 }),
    ]

    @Test("A text may be as long as its bound and not one character longer", arguments: bounds.indices)
    func edge(index: Int) {
        let (field, limit, set) = Self.bounds[index]
        var session = ChatSessionEntity()

        set(&session, String(repeating: "x", count: limit))
        #expect(TextLimits.violation(in: session) == nil)

        set(&session, String(repeating: "x", count: limit + 1))
        let violation = TextLimits.violation(in: session)
        #expect(violation?.field == field)
        #expect(violation?.limit == limit)
    }

    @Test("Characters are counted, not bytes", arguments: ["ø", "語", "🙂"])
    func characters(character: String) {
        var session = ChatSessionEntity()

        session.customerPhone = String(repeating: character, count: 32)
        #expect(TextLimits.violation(in: session) == nil)

        session.customerPhone = String(repeating: character, count: 33)
        #expect(TextLimits.violation(in: session)?.field == "CustomerPhone")
    }

    @Test("Of several texts that are too long the first in wire order is named")
    func first() {
        var session = ChatSessionEntity()
        session.lastMessage = String(repeating: "x", count: 2000)
        session.customerEmail = String(repeating: "x", count: 2000)
        #expect(TextLimits.violation(in: session)?.field == "CustomerEmail")
    }

    @Test("A session without texts passes")
    func none() {
        #expect(TextLimits.violation(in: ChatSessionEntity()) == nil)
    }
}
