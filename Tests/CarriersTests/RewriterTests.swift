import Carriers
import Testing
import Wire

@Suite("Rewriting texts and dates")
struct RewriterTests {
    private static var louder: Rewriter { Rewriter(text: { $0.isEmpty ? nil : $0.uppercased() }, date: nil) }
    private static var later: Rewriter {
        Rewriter(text: nil, date: { $0.isEmpty ? $0 : DateTime(ticks: $0.ticks + 1, zone: $0.zone) })
    }

    private static func session() -> ChatSessionEntity {
        var session = ChatSessionEntity()
        session.customerName = "kari"
        session.lastMessage = ""
        session.whenRequested = DateTime(ticks: 100)
        session.contact = Contact()
        session.contact?.name = "fjell"
        session.ticket = Ticket()
        session.ticket?.custFullname = "kari n."
        session.ticket?.createdAt = DateTime(ticks: 200)
        session.user = Associate()
        session.user?.extraFields = StringDictionary()
        session.user?.extraFields?.pairs = [.init(key: "colour", value: "red"), .init(key: "none", value: nil)]
        session.rights.tableRight = TableRight()
        session.rights.tableRight?.reason = "because"
        return session
    }

    @Test("Every text is rewritten: of the record and those inside, of rights, of earlier releases, of dictionaries")
    func texts() {
        var session = Self.session()
        var rewriter = Self.louder

        session.rewrite(with: &rewriter)

        #expect(session.customerName == "KARI")
        #expect(session.contact?.name == "FJELL")
        #expect(session.ticket?.custFullname == "KARI N.")
        #expect(session.user?.extraFields?.pairs.map(\.key) == ["colour", "none"])
        #expect(session.user?.extraFields?.pairs.map(\.value) == ["RED", nil])
        #expect(session.rights.tableRight?.reason == "BECAUSE")
    }

    @Test("A text for which there is no replacement stays, and null stays null")
    func stays() {
        var session = Self.session()
        var rewriter = Self.louder
        session.rewrite(with: &rewriter)
        #expect(session.lastMessage == "")
        #expect(session.customerAlias == nil)
    }

    @Test("With a rule for dates alone every date is rewritten and no text")
    func dates() {
        var session = Self.session()
        var rewriter = Self.later
        session.rewrite(with: &rewriter)
        #expect(session.whenRequested.ticks == 101)
        #expect(session.ticket?.createdAt.ticks == 201)
        #expect(session.whenEnded == .empty)
        #expect(session.customerName == "kari")
    }

    @Test("Texts in a plain list are rewritten, and its nulls stay")
    func textLists() {
        var list: [String?]? = ["a", nil, "b"]
        var rewriter = Self.louder
        rewriter.list("List", &list)
        #expect(list == ["A", nil, "B"])

        var none: [String?]?
        rewriter.list("List", &none)
        #expect(none == nil)
    }

    @Test("Lists of records, and lists of such lists, are rewritten in place")
    func lists() {
        var item = MDOListItem()
        item.name = "x"
        var outer = MDOListItem()
        outer.childItems = [item]
        var rewriter = Self.louder

        outer.rewrite(with: &rewriter)
        #expect(outer.childItems?.map(\.name) == ["X"])

        var nested: [[MDOListItem]]? = [[item], []]
        rewriter.list("List", &nested)
        #expect(nested?.map { $0.map(\.name) } == [["X"], []])
    }

    @Test("A record inside one of its own type is rewritten too")
    func boxed() {
        var inner = SoExceptionInfo()
        inner.message = "inner"
        var outer = SoExceptionInfo()
        outer.innerException = Boxed(inner)
        var rewriter = Self.louder
        outer.rewrite(with: &rewriter)
        #expect(outer.innerException?.value.message == "INNER")
    }
}
