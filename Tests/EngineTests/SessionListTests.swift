import Foundation
import Messages
import Testing
import Wire

@testable import Engine

/// The desk's sessions that are in lists: 101 in the queue, 102 and 103 with anna, 106 finished, 107 closed. It is Saturday
/// 2026-11-21, 09:00 UTC.
@Suite("Lists of sessions, by what they find")
struct SessionListTests {
    private func ids(_ filter: String, order: String = "chatSessionId", zone: String? = nil, as user: String = "anna") throws -> [Int] {
        let desk = try Desk()
        var arguments = JSONValue.object([.init("Filter", .string(filter)), .init("OrderBy", .string(order))])
        if filter.isEmpty { arguments = .object([.init("OrderBy", .string(order))]) }
        let caller = #"{"Associate":"\#(user)"\#(zone.map { #","TimeZone":"\#($0)""# } ?? "")}"#
        let answer = try desk.call("Chat.GetAll", arguments.text, caller: caller)
        return (answer["value"]?.elements ?? []).compactMap { $0["ChatSessionId"]?.int }
    }

    @Test("Somebody sees the sessions of the topics of which they are a member")
    func membership() throws {
        #expect(try ids("") == [101, 102, 103, 106, 107])
        #expect(try ids("", as: "ben") == [101, 102, 107])
        #expect(try ids("", as: "dan") == [])
    }

    @Test(
        "A filter leaves in what it says",
        arguments: [
            ("status eq 'InQueue'", [101]), ("status eq InQueue or status eq 9", [101, 107]), ("status ne 'InQueue'", [102, 103, 106, 107]),
            ("status oneOf ('customerlast', 6)", [102, 103]), ("status notOneOf (5,6)", [101, 106, 107]),
            ("topicId eq 2", [103, 106]), ("chatSessionId gt 102 and chatSessionId lt 107", [103, 106]),
            ("chatSessionId between (102, 103)", [102, 103]), ("chatSessionId ge 106", [106, 107]), ("chatSessionId le 101", [101]),
            ("not (topicId eq 1)", [103, 106]), ("topicId equals 1 and (status unequals 4)", [102, 107]),
            ("rating greater 3.5", [102]), ("rating less 1 and topicId eq 1", [101, 107]),
            ("customerName contains 'HEMME'", [102]), ("customerName begins 'Kari'", [102]), ("customerName is 'kari hemmelig'", [102]),
            ("customerName notBegins 'Kari'", [101, 103, 106, 107]), ("customerName notContains 'x' and rating eq 4", [102]),
            ("endswith(customerEmail, '.example')", [102]), ("contains(lastMessage,'4711')", [102]), ("customerName isNot null", [102]),
            ("user/associateId eq 1", [102, 103]), ("user/associateId isNull", [101, 106]), ("associateId currentAssociate", [102, 103]),
            ("person/personId eq 12", [102]), ("chatbotIsActive set true", []), ("chatbotIsActive eq false and topicId eq 2", [103, 106]),
            ("whenRequested today", [101, 102, 103, 106, 107]), ("whenRequested yesterday", []), ("whenRequested thisWeek", [101, 102, 103, 106, 107]),
            ("whenRequested lastMonth", []), ("whenRequested date '2026-11-21'", [101, 102, 103, 106, 107]),
            ("whenRequested eq '2026-11-21'", [101, 102, 103, 106, 107]), ("whenRequested before '2026-11-21'", []),
            ("whenRequested beforeTime '2026-11-21T08:30:00Z'", [102, 107]), ("whenRequested afterTime '2026-11-21T08:30:00Z'", [101, 103, 106]),
            ("whenRequested dateTime '2026-11-21T08:15:00Z'", [107]), ("whenRequested eq 2026-11-21T08:15:00Z", [107]),
            ("whenRequested after '2026-11-20'", [101, 102, 103, 106, 107]), ("whenStarted isNull and topicId eq 2", [103, 106]),
        ])
    func filters(filter: String, expected: [Int]) throws {
        #expect(try ids(filter) == expected)
    }

    @Test("Days begin at midnight of the caller's clock")
    func zones() throws {
        // In Honolulu it is 2026-11-20, 23:00; session 101 was asked for at 23:00 too, and 102 at 22:00.
        #expect(try ids("whenRequested date '2026-11-20'", zone: "Pacific/Honolulu") == [101, 102, 103, 106, 107])
        #expect(try ids("whenRequested date '2026-11-21'", zone: "Pacific/Honolulu") == [])
        #expect(try ids("whenRequested ge '2026-11-20T22:30:00'", zone: "Pacific/Honolulu") == [101, 103, 106])
    }

    @Test("A list is sorted by several columns, each up or down")
    func order() throws {
        #expect(try ids("", order: "topicId desc, whenRequested, chatSessionId desc") == [106, 103, 102, 107, 101])
        #expect(try ids("", order: "status asc,chatSessionId") == [101, 102, 103, 106, 107])
    }

    @Test("A page says where the next one is, until there is none")
    func pages() throws {
        let desk = try Desk()
        var target = "/api/v1/ChatSession?$orderBy=chatSessionId&$top=2&$filter=topicId%20eq%201&$select=chatSessionId"
        var seen: [Int] = []
        let basic = ("Authorization", "Basic " + Base64Bytes(Array("anna:anna-secret".utf8)).text)
        let first = try #require(desk.handle("GET", target, [basic]).json)
        #expect(first["odata.nextLink"] == .null, "$top is all that was asked for")
        #expect(first["value"]?.elements.count == 2)
        #expect(first["value"]?.elements.first?["CustomerName"] == nil)
        #expect(first["odata.metadata"]?.string == "/api/v1/$metadata#ChatSession")

        target = "/api/v1/ChatTopic/1/Sessions?$skip=1&$orderBy=chatSessionId"
        seen = (try #require(desk.handle("GET", target, [basic]).json)["value"]?.elements ?? []).compactMap { $0["ChatSessionId"]?.int }
        #expect(seen == [102, 107])
    }

    @Test("More sessions than a page holds come page by page", .timeLimit(.minutes(1)))
    func manyPages() throws {
        let desk = try Desk(config: #","mount":{"prefix":"/Cust1"}"#)
        let sessions = (1000..<2500).map { #"{"ChatSessionId":\#($0),"TopicId":2,"Status":"Finished"}"# }.joined(separator: ",")
        _ = try desk.host("System.Import", #"{"Sessions":[\#(sessions)]}"#)
        let basic = ("Authorization", "Basic " + Base64Bytes(Array("anna:anna-secret".utf8)).text)
        var next: String? = "/Cust1/api/v1/ChatTopic/2/Sessions?$orderBy=chatSessionId&$top=1400"
        var sizes: [Int] = []
        while let target = next {
            let page = try #require(desk.handle("GET", target, [basic]).json)
            sizes.append(page["value"]?.elements.count ?? 0)
            next = page["odata.nextLink"]?.string
            if let next { #expect(next.hasPrefix("/Cust1/api/v1/ChatTopic/2/Sessions?")) }
        }
        #expect(sizes == [1000, 400])
    }

    @Test(
        "A bad option is 400 and says where",
        arguments: [
            ("$filter", "colour eq 1", 0), ("$filter", "status eq 'Waiting'", 10), ("$filter", "rank contains 'x'", 5),
            ("$filter", "rank eq 'x'", 8), ("$filter", "customerName today", 13), ("$filter", "whenRequested eq 'soon'", 17),
            ("$filter", "status eq", 9), ("$filter", "chatbotIsActive eq 'maybe'", 19), ("$filter", "rank currentAssociate", 5),
            ("$filter", "customerName before '2026-11-21'", 13), ("$orderBy", "rank,shoes", 5),
            ("$top", "-5", 0), ("$skip", "-1", 0), ("$mode", "Loud", 0),
        ])
    func refusals(option: String, value: String, offset: Int) throws {
        let desk = try Desk()
        let name = String(option.dropFirst())
        let argument = name.prefix(1).uppercased() + name.dropFirst()
        let number = Int(value) != nil ? value : #""\#(value)""#
        let error = failure { try desk.call("Chat.GetAll", #"{"\#(argument)":\#(number)}"#, as: "anna") }
        #expect(error?.path == option && error?.offset == offset)
        let basic = ("Authorization", "Basic " + Base64Bytes(Array("anna:anna-secret".utf8)).text)
        let query = value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        #expect(desk.handle("GET", "/api/v1/ChatSession?\(option)=\(query)", [basic]).status == 400)
    }

    @Test("The sessions of one topic are for its members")
    func topics() throws {
        let desk = try Desk()
        let denied = failure { try desk.call("Chat.Sessions", #"{"ChatTopicEntityId":2}"#, as: "ben") }
        #expect(denied?.kind == .denied && denied?.path == "ChatTopicEntityId")
        let nowhere = failure { try desk.call("Chat.Sessions", #"{"ChatTopicEntityId":9}"#, as: "ben") }
        #expect(nowhere?.kind == .notFound && nowhere?.path == "ChatTopicEntityId")
    }
}
