import Carriers
import Testing
import Wire

@Suite("Schemas from lists of fields")
struct SchemaTests {
    private func fields(of schema: SchemaVisitor, _ name: String) -> [FieldSchema] {
        guard case .carrier(let fields, _)? = schema.types[name] else { return [] }
        return fields
    }

    private func values(of schema: SchemaVisitor, _ name: String) -> (values: [SchemaVisitor.Value], isFlags: Bool) {
        guard case .enumeration(let values, let isFlags, _)? = schema.types[name] else { return ([], false) }
        return (values, isFlags)
    }

    @Test("A carrier's fields come in wire order with their types, the base fields first")
    func order() {
        var schema = SchemaVisitor()
        schema.describe(ChatPresence.self)

        #expect(
            fields(of: schema, "ChatPresence").map { "\($0.name): \($0.type)" } == [
                "TableRight: TableRight", "FieldProperties: FieldPropertyDictionary", "UserId: xs:int",
                "DisplayName: xs:string", "OngoingChats: xs:int", "Present: xs:boolean", "ChatTopics: ArrayOfint",
            ])
        #expect(
            fields(of: schema, "ChatPresence").map(\.nillable) == [true, true, false, true, false, false, true])
    }

    @Test("Everything that a carrier is made of is described, to the last enum")
    func closure() {
        var schema = SchemaVisitor()
        schema.describe(ChatSessionEntity.self)

        var missing: Set<String> = []
        for type in schema.types.values {
            let used: [FieldSchema] =
                switch type {
                case .carrier(let fields, _): fields
                case .list(let element): [element]
                case .dictionary(_, let key, let value): [key, value]
                case .enumeration: []
                }
            missing.formUnion(used.map(\.type).filter { !$0.hasPrefix("xs:") && $0 != "duration" && schema.types[$0] == nil })
        }
        #expect(missing == [])
        #expect(schema.types.keys.contains("ChatSessionStatus"))
        #expect(schema.types.keys.contains("TicketBaseStatus"))
        #expect(schema.types.keys.contains("ETableRight"))
    }

    @Test("An enum lists its names and numbers, and flags say that they are flags")
    func enums() {
        var schema = SchemaVisitor()
        schema.describe(ChatSessionEntity.self)

        let status = values(of: schema, "ChatSessionStatus")
        #expect(status.values.map(\.number) == Array(0...11))
        #expect(status.values.first?.name == "Invalid")
        #expect(!status.isFlags)
        let rights = values(of: schema, "ETableRight")
        #expect(rights.isFlags)
        #expect(rights.values.contains { $0.number == 1 })
    }

    @Test("A carrier that holds itself is described once and comes to an end")
    func recursion() {
        var schema = SchemaVisitor()
        schema.describe(SoExceptionInfo.self)
        #expect(fields(of: schema, "SoExceptionInfo").contains { $0.type == "SoExceptionInfo" })
    }

    @Test("A dictionary tells the element of its pairs and the type of its values")
    func dictionaries() {
        var schema = SchemaVisitor()
        schema.describe(Associate.self)
        #expect(
            schema.types["StringDictionary"]
                == .dictionary(
                    pairName: "StringKeyValuePair", key: FieldSchema(name: "Key", type: "xs:string", nillable: true),
                    value: FieldSchema(name: "Value", type: "xs:string", nillable: true)))
    }

    @Test("The keys of a time zone's rules are dates")
    func datedKeys() {
        var schema = SchemaVisitor()
        schema.describe(TimeZoneData.self)
        guard case .dictionary(_, let key, _) = schema.types["TimeZoneRuleDictionary"] else {
            Issue.record("not a dictionary")
            return
        }
        #expect(key == FieldSchema(name: "Key", type: "xs:dateTime"))
    }

    @Test("Fields of an earlier release are marked")
    func earlier() {
        var schema = SchemaVisitor()
        schema.describe(Ticket.self)
        let earlier = fields(of: schema, "Ticket").filter(\.isOfEarlierRelease).map(\.name)
        #expect(earlier == ["CustFirstname", "CustMiddleName", "CustLastname", "CustFullname"])
    }
}
