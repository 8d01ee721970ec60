import Carriers
import Testing
import Wire

@Suite("$select")
struct SelectionTests {
    private static func session() -> ChatSessionEntity {
        var session = ChatSessionEntity()
        session.chatSessionID = 7
        session.topicID = 3
        session.customerName = "Kari"
        session.user = Associate()
        session.user?.associateID = 11
        session.user?.name = "anna"
        session.user?.fullName = "Anna Solberg"
        session.contact = Contact()
        session.contact?.contactID = 5
        session.contact?.name = "Fjell AS"
        session.unknown.fields = [.init("Mood", .string("good"))]
        return session
    }

    private func json<C: Carrier>(_ carrier: C, _ list: String) throws -> JSONValue {
        var encoder = SelectingEncoder(JSONEncoder(), try #require(try Selection(list)))
        var value: C? = carrier
        encoder.value(&value)
        return try JSONValue(encoder.finish().text())
    }

    private func json(_ list: String) throws -> JSONValue {
        try json(SelectionTests.session(), list)
    }

    /// The fields that are not null, sorted.
    private func kept(_ value: JSONValue?) -> [String] {
        (value?.members ?? []).filter { $0.value != .null }.map(\.name).sorted()
    }

    @Test("Named fields stay, the key stays, all others become null and none is left out")
    func named() throws {
        let selected = try json("CustomerName,TopicId")

        #expect(kept(selected) == ["ChatSessionId", "CustomerName", "TopicId"])
        var whole = JSONEncoder()
        var session = SelectionTests.session()
        session.write(to: &whole)
        #expect(selected.members.map(\.name) == (try JSONValue(whole.finish().text()).members.map(\.name)))
    }

    @Test(
        "Names match without regard to case and to spaces around them",
        arguments: ["customername", "CUSTOMERNAME", "  CustomerName  "])
    func cases(name: String) throws {
        #expect(kept(try json(name)) == ["ChatSessionId", "CustomerName"])
    }

    @Test("A path keeps the fields below it that are named, and the key of what it goes through")
    func paths() throws {
        let selected = try json("user/fullName, Contact / NAME")
        #expect(kept(selected) == ["ChatSessionId", "Contact", "User"])
        #expect(kept(selected["User"]) == ["AssociateId", "FullName"])
        #expect(kept(selected["Contact"]) == ["ContactId", "Name"])
    }

    @Test("A key belongs to its own record: another record's field of that name is no key there")
    func keysOfOthers() throws {
        // Contact has an AssociateId too, which names the contact's owner and not the contact.
        let selected = try json("user/name,contact/name")
        #expect(selected["Contact"]?["AssociateId"] == .null)
        #expect(selected["User"]?["AssociateId"] == .number("11"))
    }

    @Test("A field that is named whole and in part is whole, in either order", arguments: ["User,User/Name", "User/Name,User"])
    func wholeWins(list: String) throws {
        let user = try json(list)["User"]
        #expect(user?["FullName"] == .string("Anna Solberg"))
        #expect(user?["EjUserId"] == .number("0"))
    }

    @Test("A path through a field that is null gives null")
    func throughNull() throws {
        let selected = try json("Sale/Title")
        #expect(selected["Sale"] == .null)
        #expect(kept(selected) == ["ChatSessionId"])
    }

    @Test("A path through a plain value keeps the value")
    func throughValue() throws {
        #expect(try json("CustomerName/First")["CustomerName"] == .string("Kari"))
    }

    @Test("A name that no field has selects nothing beside the key")
    func unknownName() throws {
        #expect(kept(try json("nothing/of/this,kind")) == ["ChatSessionId"])
    }

    @Test("A field that came in and is not known can be selected too, and is null when it is not")
    func unknownFields() throws {
        #expect(try json("mood")["Mood"] == .string("good"))
        #expect(try json("TopicId")["Mood"] == .null)
    }

    @Test("A list takes the selection into each of its elements")
    func lists() throws {
        var item = MDOListItem()
        item.childItems = ["one", "two"].map { name in
            var child = MDOListItem()
            child.name = name
            child.rank = 9
            return child
        }

        let selected = try json(item, "childitems/name")

        let children = try #require(selected["ChildItems"]).elements
        #expect(children.map { kept($0) } == [["Id", "Name"], ["Id", "Name"]])
        #expect(children.map { $0["Name"] } == [.string("one"), .string("two")])
    }

    @Test("A whole list of records is shown to the selection record by record")
    func topLevelList() throws {
        var encoder = SelectingEncoder(JSONEncoder(), try #require(try Selection("TopicId")))
        var list: [ChatSessionEntity]? = [SelectionTests.session(), SelectionTests.session()]
        encoder.values(&list)
        let sessions = try JSONValue(encoder.finish().text()).elements
        #expect(sessions.map { kept($0) } == [["ChatSessionId", "TopicId"], ["ChatSessionId", "TopicId"]])
    }

    @Test("No list stays null and an empty one stays empty", arguments: [(nil, "null"), ([], "[]")] as [([ChatSession]?, String)])
    func emptyLists(list: [ChatSession]?, text: String) throws {
        var encoder = SelectingEncoder(JSONEncoder(), try #require(try Selection("TopicId")))
        var list = list
        encoder.values(&list)
        #expect(encoder.finish().text() == text)
    }

    @Test("A selection that names nothing selects everything", arguments: ["", " ", ",", " , ,"])
    func empty(list: String) throws {
        #expect(try Selection(list) == nil)
    }

    @Test("An empty name in a path is an error that tells where", arguments: [("a,/b", 2), ("a/", 0), ("a,b,c//d", 4), ("/", 0), ("x, / ", 2)])
    func emptyName(list: String, offset: Int) {
        let error = #expect(throws: WireError.self) { try Selection(list) }
        #expect(error?.kind == .value)
        #expect(error?.path == "$select")
        #expect(error?.offset == offset)
    }

    @Test("1,000 paths of 16 names are read and one more of either is not")
    func bounds() throws {
        let names = (0..<1000).map { "f\($0)" }
        #expect(try Selection(names.joined(separator: ",")) != nil)
        #expect(throws: WireError.self) { try Selection((names + ["one"]).joined(separator: ",")) }

        let deep = Array(repeating: "a", count: 16).joined(separator: "/")
        #expect(try Selection(deep) != nil)
        let error = #expect(throws: WireError.self) { try Selection("x," + deep + "/a") }
        #expect(error?.kind == .limit)
        #expect(error?.offset == 2)
    }
}
