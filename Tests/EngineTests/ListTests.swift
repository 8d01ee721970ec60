import Messages
import Testing
import Wire

@testable import Engine

@Suite("Lists of sessions")
struct ListTests {
    @Test("A member gets the sessions of their topics, in the order in which they were requested; others get none")
    func scope() throws {
        let desk = try Desk()
        #expect(try desk.list("").numbers == [102, 107, 103, 106, 101])
        #expect(try desk.list("", as: "ben").numbers == [102, 107, 101])
        #expect(try desk.list("", as: "eve").numbers == [])
        #expect(try desk.list(#""ChatTopicEntityId":2"#, operation: "Chat.Sessions").numbers == [103, 106])
        let denied = failure { try desk.list(#""ChatTopicEntityId":2"#, as: "ben", operation: "Chat.Sessions") }
        #expect(denied?.kind == .denied && denied?.path == "ChatTopicEntityId")
        let error = failure { try desk.list(#""ChatTopicEntityId":9"#, operation: "Chat.Sessions") }
        #expect(error?.kind == .notFound && error?.path == "ChatTopicEntityId")
    }

    @Test(
        "Each kind of column takes its operators",
        arguments: [
            ("chatSessionId eq 102", [102]), ("CHATSESSIONID in (101, 107, 999)", [107, 101]), ("chatSessionId between (102, 103)", [102, 103]),
            ("chatSessionId gt 103 and chatSessionId le 107.5", [107, 106]), ("chatSessionId notOneOf ('101','102')", [107, 103, 106]),
            ("topicId ne 1", [103, 106]), ("chatTopic/chatTopicId = 2", [103, 106]), ("not (topicId eq 2 or rank gt 0)", [102, 107, 101]),
            ("user/associateId eq 1", [102, 103]), ("associateId isNull", [106, 101]), ("user/associateId ne null", [102, 107, 103]),
            ("user/associateId currentAssociate", [107]), ("transferTo/associateId currentAssociate", [102]),
            ("associateId associateIsOneOf (3)", [107]), ("person/personId set", [102]), ("personId set false", [107, 103, 106, 101]),
            ("status eq 'InQueue'", [101]), ("status eq inqueue", [101]), ("status eq 4", [101]),
            ("status oneOf (UserLast, 'Finished')", [103, 106]), ("status ge 7", [107, 106]),
            ("customerName is 'KARI hemmelig'", [102]), ("customerName contains 'HEM'", [102]), ("customerName begins 'kari'", [102]),
            ("endswith(customerEmail, '.example')", [102]), ("customerName notContains 'x' and topicId eq 1", [102, 107, 101]),
            ("customerName notBegins 'k' and topicId eq 1", [107, 101]), ("customerName isNull", [107, 103, 106, 101]),
            ("customerName set", [102]), ("customerName set false and topicId eq 2", [103, 106]), ("substringof('4711', lastMessage)", [102]),
            ("contains(lastMessage, '%')", []), ("rating eq 4", [102]), ("customerConsented eq false and rating gt 0", [102]),
            ("chatbotIsActive set", []), ("customerConsented ne true and rating eq 4", [102]), ("chatTopic/name begins 'sal'", [103, 106]),
            ("agent contains 'SOLBERG'", [102, 103]), ("person/fullName set and rating eq 4", []), ("contact/name eq 'Fjell AS'", [102]),
        ] as [(String, [Int])])
    func operators(filter: String, numbers: [Int]) throws {
        #expect(try Desk().filtered(filter) == numbers)
    }

    @Test(
        "Dates are moments, or days in the caller's zone",
        arguments: [
            ("whenRequested eq 2026-11-21T08:30:00Z", "", [103, 106]), ("whenRequested eq '2026-11-21T09:30:00+01:00'", "", [103, 106]),
            ("whenRequested gt 2026-11-21T08:30:00Z", "", [101]), ("whenRequested le 2026-11-21T08:15:00Z", "", [102, 107]),
            ("whenRequested afterTime '2026-11-21T09:30:00'", "NO", [103, 106, 101]), ("whenRequested beforeTime '2026-11-21T09:15:00'", "NO", [102]),
            ("whenRequested dateTime '2026-11-21T09:15:00'", "NO", [107]), ("whenRequested date 2026-11-21", "", [102, 107, 103, 106, 101]),
            ("whenRequested date '2026.11.20'", "US-HI", [102, 107, 103, 106, 101]), ("whenRequested before 2026-11-21", "US-HI", [102, 107, 103, 106, 101]),
            ("whenRequested before 2026-11-21", "", []), ("whenRequested after 2026-11-20", "", [102, 107, 103, 106, 101]),
            ("whenRequested after 2026-11-20", "US-HI", []), ("whenRequested dateBetween ('2026-11-20', '2026-11-21')", "", [102, 107, 103, 106, 101]),
            ("whenRequested between 2026-11-21T08:00:00Z and 2026-11-21T08:15:00Z", "", [102, 107]), ("whenRequested eq 2026-11-21", "", [102, 107, 103, 106, 101]),
            ("whenRequested ge 2026-11-22", "", []), ("whenRequested le 2026-11-20", "", []), ("whenEnded set", "", []), ("whenEnded isNull", "", [102, 107, 103, 106, 101]),
            ("whenEnded lt 2030-01-01", "", []), ("updatedDate set or updatedDate isNull", "", [102, 107, 103, 106, 101]),
            ("whenRequested in (2026-11-21T08:00:00Z, 2026-11-21T08:15:00Z)", "", [102, 107]), ("whenRequested ne 2026-11-21T08:30:00Z", "", [102, 107, 101]),
        ] as [(String, String, [Int])])
    func dates(filter: String, zone: String, numbers: [Int]) throws {
        #expect(try Desk().filtered(filter, zone: zone) == numbers)
    }

    @Test(
        "Calendar words count from the caller's today",
        arguments: [
            ("today", "", true), ("yesterday", "", false), ("tomorrow", "", false), ("beforeToday", "", false), ("afterToday", "", false),
            ("thisWeek", "", true), ("lastWeek", "", false), ("thisMonth", "", true), ("thisQuarter", "", true), ("nextHalf", "", false), ("thisYear", "", true),
            ("today", "US-HI", true), ("yesterday", "US-HI", false),
        ])
    func words(word: String, zone: String, isIn: Bool) throws {
        let all = [102, 107, 103, 106, 101]
        #expect(try Desk().filtered("whenRequested \(word)", zone: zone) == (isIn ? all : []))
    }

    @Test("Tomorrow, today is yesterday; the functions count on")
    func days() throws {
        let desk = try Desk()
        desk.clock.advance(seconds: 24 * 3600)
        #expect(try desk.filtered("whenRequested yesterday").count == 5)
        #expect(try desk.filtered("whenRequested beforeToday").count == 5)
        #expect(try desk.filtered("previous(whenRequested, 1, day)").count == 5)
        #expect(try desk.filtered("thisAndPrevious(whenRequested, 1, day)").count == 5)
        #expect(try desk.filtered("this(whenRequested, day)").isEmpty)
        // That was Sunday; Monday begins another week.
        desk.clock.advance(seconds: 24 * 3600)
        #expect(try desk.filtered("whenRequested lastWeek").count == 5)
        #expect(try desk.filtered("whenRequested thisWeek").isEmpty)
    }

    @Test("Rows are sorted by several columns, up and down, and by number where those are equal")
    func order() throws {
        let desk = try Desk()
        func order(_ by: String) throws -> [Int] { try desk.list(#""OrderBy":"\#(by)""#).numbers }
        #expect(try order("chatSessionId desc") == [107, 106, 103, 102, 101])
        #expect(try order("topicId desc, whenRequested, chatSessionId desc") == [106, 103, 102, 107, 101])
        #expect(try order("customerName desc") == [102, 101, 103, 106, 107])
    }

    @Test("No rows asked for are none, without a next link; more skipped than there are, too")
    func empty() throws {
        let desk = try Desk()
        for options in [#""Top":0"#, #""Skip":5"#, #""Skip":2147483647"#] {
            let list = try desk.list(options)
            #expect(list.numbers == [] && list["odata.nextLink"] == .null && list["value"] == .array([]))
        }
    }

    @Test("Columns come under the names that were asked for, in their order, with the values that a session has")
    func columns() throws {
        let desk = try Desk()
        let list = try desk.list(#""Select":"STATUS,user/fullName,chatTopic/name,transferTo/associateId,rank,status","Filter":"chatSessionId eq 102""#)
        let row = try #require(list["value"]?.elements.first)
        #expect(row.members.map(\.name) == ["PrimaryKey", "EntityName", "STATUS", "user/fullName", "chatTopic/name", "transferTo/associateId", "rank"])
        #expect(row["PrimaryKey"] == .string("102") && row["EntityName"] == .string("chat"))
        #expect(row["STATUS"] == .string("CustomerLast") && row["user/fullName"] == .string("Anna Solberg"))
        #expect(row["chatTopic/name"] == .string("Support") && row["transferTo/associateId"] == .number("3") && row["rank"] == .number("0"))
        let safe = try desk.list(#""Select":"user/fullName","JsonSafe":true"#)
        #expect(safe["value"]?.elements.first?.members.last?.name == "user_fullName")
    }

    @Test("Without a choice a row has every column that can be looked at, and no key")
    func usual() throws {
        let row = try #require(try Desk().list("")["value"]?.elements.first)
        #expect(row.members.count == 2 + SessionColumn.allCases.count)
        #expect(row["SessionKey"] == nil && row["CustomerName"] == .string("Kari Hemmelig"))
        #expect(row["User/AssociateId"] == .number("1") && row["ChatTopic/Name"] == .string("Support"))
        #expect(row["WhenRequested"] == .string("2026-11-21T08:00:00Z"))
    }

    @Test("Texts and dates of rows are the caller's")
    func caller() throws {
        let desk = try Desk()
        let target = "ChatSession?$select=whenRequested,project/name,updatedDate&$filter=chatSessionId%20eq%20102"
        let row = desk.send("GET", target, [("SO-Language", "no"), ("SO-TimeZone", "NO, includeTZOffset")]).json?["value"]?.elements.first
        #expect(row?["whenRequested"] == .string("2026-11-21T09:00:00+01:00"))
        #expect(row?["project/name"] == .string("Bro"))
    }

    @Test("A list comes in XML for those who ask for it")
    func xml() throws {
        let response = try Desk().send("GET", "ChatSession?$select=user/fullName,rank&$top=1&$format=xml")
        #expect(response.status == 200 && response["Content-Type"] == "application/xml; charset=utf-8")
        #expect(response.text.hasPrefix("<ODataSlimResponse "))
        #expect(response.text.contains("<ODataRow><PrimaryKey>102</PrimaryKey><EntityName>chat</EntityName><user_x002F_fullName>Anna Solberg</user_x002F_fullName><rank>0</rank></ODataRow>"))
    }

    @Test(
        "What is wrong with an option is 400, and says where",
        arguments: [
            (#""Filter":"status frobs 3""#, "$filter", 7), (#""Filter":"nothing eq 3""#, "$filter", 0), (#""Filter":"rank eq 1 and sessionKey eq 'x'""#, "$filter", 14),
            (#""Filter":"rank eq 'x'""#, "$filter", 8), (#""Filter":"rank contains 'x'""#, "$filter", 5), (#""Filter":"status eq Waiting""#, "$filter", 10),
            (#""Filter":"whenRequested eq 'soon'""#, "$filter", 17), (#""Filter":"whenRequested eq 2026-02-30""#, "$filter", 17),
            (#""Filter":"rank today""#, "$filter", 5), (#""Filter":"customerName before 2026-11-21""#, "$filter", 13),
            (#""Filter":"customerName eq Kim""#, "$filter", 16), (#""Filter":"customerConsented eq maybe""#, "$filter", 21),
            (#""Filter":"customerConsented gt true""#, "$filter", 18), (#""Filter":"topicId currentAssociate""#, "$filter", 8),
            (#""OrderBy":"rank, nothing""#, "$orderBy", 6), (#""Select":"rank,nothing/at""#, "$select", 5), (#""Select":"user/nothing""#, "$select", 0),
            (#""Skip":-1"#, "$skip", 0), (#""Top":-2"#, "$top", 0), (#""Mode":"fat""#, "$mode", 0),
        ])
    func refusals(options: String, path: String, offset: Int) throws {
        let error = failure { try Desk().list(options) }
        #expect(error?.status == 400)
        #expect(error?.path == path)
        #expect(error?.offset == offset)
    }

    @Test("As many tests, values and levels as a filter may have reach the store; dates that ask for too much do not")
    func bounds() throws {
        let desk = try Desk()
        let tests = Array(repeating: "rank ne 7", count: FilterExpression.Bounds.tests).joined(separator: " and ")
        #expect(try desk.filtered(tests).count == 5)
        let values = "chatSessionId in (" + (0..<FilterExpression.Bounds.values).map { "\($0)" }.joined(separator: ",") + ")"
        #expect(try desk.filtered(values).count == 5)
        let depth = FilterExpression.Bounds.depth
        #expect(try desk.filtered(String(repeating: "(", count: depth) + "rank eq 0" + String(repeating: ")", count: depth)).count == 5)
        let dates = "whenRequested in (" + Array(repeating: "2026-11-21", count: 900).joined(separator: ",") + ")"
        for before in ["", "rank eq 0 and ", "not (rank eq 1 or rank eq 2) and "] {
            let error = failure { try desk.filtered(before + dates) }
            #expect(error?.kind == .limit && error?.status == 400 && error?.path == "$filter")
            #expect(error?.offset == before.utf8.count, "the place of the test that is too much")
        }
    }
}
