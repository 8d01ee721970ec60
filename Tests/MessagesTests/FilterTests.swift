import Messages
import Testing
import Wire

@Suite("The filter language")
struct FilterTests {
    private func written(_ filter: String) throws(WireError) -> String? {
        try FilterExpression(filter)?.written
    }

    @Test(
        "Each operator, under each of its names and in any case",
        arguments: FilterOperator.allCases.flatMap { operation in operation.names.map { (operation, $0) } })
    func operators(operation: FilterOperator, name: String) throws {
        let (values, expected) =
            switch operation.operands {
            case .none: ("", "")
            case .optional, .one: (" 1", " 1")
            case .two: (" (1, 2)", " 1 2")
            case .list: (" (1,2 , 3)", " 1 2 3")
            }
        for name in [name, name.uppercased(), name.lowercased()] {
            #expect(try written("rank \(name)\(values)") == "rank \(operation.name)\(expected)")
        }
    }

    @Test("Each calendar word, in any case", arguments: CalendarPeriod.words.map(\.name))
    func calendarWords(word: String) throws {
        let period = try #require(CalendarPeriod(named: word))
        let expected = FilterExpression.test(
            FilterTest(FilterName("whenEnded", offset: 0), .period(period), offset: 10))
        #expect(try FilterExpression("whenEnded \(word)") == expected)
        #expect(try FilterExpression("whenEnded \(word.uppercased())") == expected)
    }

    @Test(
        "The calendar words are days, weeks, months, quarters, halves and years",
        arguments: [
            ("today", "day[0, 0]"), ("yesterday", "day[-1, -1]"), ("tomorrow", "day[1, 1]"), ("beforeToday", "day[…, -1]"),
            ("afterToday", "day[1, …]"), ("lastWeek", "week[-1, -1]"), ("thisMonth", "month[0, 0]"), ("nextQuarter", "quarter[1, 1]"),
            ("thisHalf", "half[0, 0]"), ("lastYear", "year[-1, -1]"),
        ])
    func periods(word: String, period: String) throws {
        #expect(try written("date \(word)") == "date \(period)")
    }

    @Test(
        "not binds closer than and, and that closer than or",
        arguments: [
            ("a eq 1 or b eq 2 and c eq 3", "(a eq 1 or (b eq 2 and c eq 3))"),
            ("a eq 1 and b eq 2 or c eq 3 and d eq 4", "((a eq 1 and b eq 2) or (c eq 3 and d eq 4))"),
            ("not a eq 1 and b eq 2", "(not a eq 1 and b eq 2)"), ("not (a eq 1 and b eq 2)", "not (a eq 1 and b eq 2)"),
            ("not not a eq 1", "not not a eq 1"), ("(a eq 1 or b eq 2) and c eq 3", "((a eq 1 or b eq 2) and c eq 3)"),
            ("a eq 1 and b eq 2 and c eq 3", "(a eq 1 and b eq 2 and c eq 3)"), ("((a eq 1))", "a eq 1"),
            ("NOT a EQ 1 AND b Eq 2 OR c = 3", "((not a eq 1 and b eq 2) or c eq 3)"), ("not(a eq 1)", "not a eq 1"),
        ])
    func precedence(filter: String, expected: String) throws {
        #expect(try written(filter) == expected)
    }

    @Test(
        "Values are texts, numbers, dates, yes and no, null and words",
        arguments: [
            ("a eq 'it''s'", "a eq 'it's'"), ("a eq ''", "a eq ''"), ("a eq ''''", "a eq '''"), ("a eq 'a and (b)'", "a eq 'a and (b)'"),
            ("a eq 'é\u{1F600}'", "a eq 'é\u{1F600}'"), ("a eq -12", "a eq -12"), ("a eq +3", "a eq 3"), ("a eq 1.5e3", "a eq 1.5e3"),
            ("a eq TRUE", "a eq true"), ("a eq false", "a eq false"), ("a eq Null", "a eq null"), ("a eq InQueue", "a eq word:InQueue"),
            ("a date 2026-11-21", "a date date:2026-11-21"),
            ("a afterTime 2026-11-21T08:00:00.5+01:00", "a afterTime date:2026-11-21T08:00:00.5+01:00"),
            ("a lt 2026-11-21T08:00:00Z", "a lt date:2026-11-21T08:00:00Z"),
            ("a lt datetime'2026-11-21T08:00:00'", "a lt '2026-11-21T08:00:00'"), ("a eq 'x'and b eq 1", "(a eq 'x' and b eq 1)"),
        ])
    func values(filter: String, expected: String) throws {
        #expect(try written(filter) == expected)
    }

    @Test(
        "A pair and a list may be written with and without parentheses",
        arguments: [
            ("rank between (1, 5) and a eq 1", "(rank between 1 5 and a eq 1)"),
            ("rank between 1 and 5 and a eq 1", "(rank between 1 5 and a eq 1)"), ("rank between 1, 5", "rank between 1 5"),
            ("rank in (1)", "rank oneOf 1"), ("rank oneOf 1", "rank oneOf 1"), ("active set", "active set"),
            ("active set and rank set false", "(active set and rank set false)"), ("(active set)", "active set"),
        ])
    func pairsAndLists(filter: String, expected: String) throws {
        #expect(try written(filter) == expected)
    }

    @Test(
        "Tests may be written as functions",
        arguments: [
            ("contains(customerName, 'x')", "customerName contains 'x'"), ("startswith(a,'x')", "a begins 'x'"),
            ("EndsWith ( a , 'x' )", "a endswith 'x'"), ("substringof('x', a)", "a contains 'x'"),
            ("contains(a,'x') eq true", "a contains 'x'"), ("contains(a,'x') eq false", "not a contains 'x'"),
            ("contains(a,'x') ne true and b eq 1", "(not a contains 'x' and b eq 1)"), ("this(a, week)", "a week[0, 0]"),
            ("previous(a, 3, month)", "a month[-3, -1]"), ("next(a, 2, 'days')", "a day[1, 2]"), ("thisAndNext(a, 2, 5)", "a year[0, 2]"),
            ("thisAndPrevious(a, 1, quarter)", "a quarter[-1, 0]"), ("thisAndPreviousAndNext(a, half)", "a half[-1, 1]"),
        ])
    func functions(filter: String, expected: String) throws {
        #expect(try written(filter) == expected)
    }

    @Test("Paths and names with colons are columns")
    func names() throws {
        #expect(try written("user/associateId eq 3 and person/personUdef/SuperOffice:1 eq 'x'") != nil)
        #expect(try FilterExpression("  user/associateId currentAssociate") == .test(
            FilterTest(FilterName("user/associateId", offset: 2), .compare(.currentAssociate, []), offset: 19)))
    }

    @Test("Nothing but blanks is no filter", arguments: ["", " ", "   "])
    func nothing(filter: String) throws {
        #expect(try FilterExpression(filter) == nil)
    }

    @Test(
        "What is no filter is told with its byte and what was expected there",
        arguments: [
            ("status", 6, "expected an operator, found the end"), ("status eq", 9, "expected a value, found the end"),
            ("status frobs 3", 7, "expected an operator such as eq, contains or today, found \"frobs\""),
            ("= 3", 0, "expected a column, not or (, found \"=\""), ("a eq 1 b eq 2", 7, "expected and, or or the end, found \"b\""),
            ("(a eq 1", 7, "expected and, or or ), found the end"), ("a eq 1)", 6, "expected and, or or the end, found )"),
            ("a eq 'é' and", 13, "expected a column, not or (, found the end"), ("a eq 'x", 5, "the text that begins here has no closing quote"),
            ("a eq and b eq 1", 5, "expected a value, found \"and\""), ("rank between (1 2)", 16, "expected a comma, found \"2\""),
            ("rank between 1 or 2", 15, "expected and or a comma, found \"or\""), ("rank in (1,)", 11, "expected a value, found )"),
            ("rank in (1 2)", 11, "expected a comma or ), found \"2\""), ("a eq \"x\"", 5, "expected a column, an operator or a value"),
            ("a eq 1e999", 5, "expected a number or a date, found \"1e999\""), ("a eq 1.2.3", 5, "expected a number or a date, found \"1.2.3\""),
            ("contains(a)", 10, "expected a comma, found )"), ("contains('x', a)", 9, "expected a column, found a text in quotes"),
            ("this(a, moon)", 8, "expected day, week, month, quarter, half or year, found \"moon\""),
            ("next(a, 0, day)", 8, "expected a whole number from 1 to 1000, found \"0\""),
            ("next(a, 1001, day)", 8, "expected a whole number from 1 to 1000, found \"1001\""), ("a eq 1;", 6, "expected a column, an operator or a value"),
            ("a === 1", 2, "expected an operator such as eq, contains or today, found \"===\""),
            ("contains(a,'x') eq 3", 19, "expected true or false, found \"3\""), ("a eq \u{0}", 5, "expected a column, an operator or a value"),
        ])
    func syntax(filter: String, offset: Int, message: String) {
        let error = #expect(throws: WireError.self) { try FilterExpression(filter) }
        #expect(error?.kind == .malformed)
        #expect(error?.offset == offset)
        #expect(error?.message == message)
    }

    @Test("A function that is not known is told with those that are")
    func unknownFunction() {
        let error = #expect(throws: WireError.self) { try FilterExpression("a eq 1 or length(a) eq 3") }
        #expect(error?.kind == .malformed && error?.offset == 10)
        #expect(error?.message.hasPrefix("there is no function \"length\"; expected contains,") == true)
    }

    @Test("Levels, tests, values and bytes are bounded")
    func bounds() throws {
        typealias Bounds = FilterExpression.Bounds
        func nested(_ levels: Int) -> String { String(repeating: "(", count: levels) + "a eq 1" + String(repeating: ")", count: levels) }
        #expect(try written(nested(Bounds.depth)) == "a eq 1")
        let deep = #expect(throws: WireError.self) { try FilterExpression(nested(Bounds.depth + 1)) }
        #expect(deep?.kind == .limit && deep?.offset == Bounds.depth)
        let nots = #expect(throws: WireError.self) { try FilterExpression(String(repeating: "not ", count: 33) + "a eq 1") }
        #expect(nots?.kind == .limit && nots?.offset == 33 * 4)

        func tests(_ count: Int) -> String { Array(repeating: "a set", count: count).joined(separator: " or ") }
        #expect(try FilterExpression(tests(Bounds.tests)) != nil)
        let many = #expect(throws: WireError.self) { try FilterExpression(tests(Bounds.tests + 1)) }
        #expect(many?.kind == .limit && many?.offset == Bounds.tests * 9)

        func values(_ count: Int) -> String { "a in (" + Array(repeating: "1", count: count).joined(separator: ",") + ")" }
        #expect(try FilterExpression(values(Bounds.values)) != nil)
        let full = #expect(throws: WireError.self) { try FilterExpression(values(Bounds.values + 1)) }
        #expect(full?.kind == .limit && full?.offset == 6 + Bounds.values * 2)

        let long = "a eq '" + String(repeating: "x", count: Bounds.bytes) + "'"
        let bytes = #expect(throws: WireError.self) { try FilterExpression(long) }
        #expect(bytes?.kind == .limit && bytes?.offset == Bounds.bytes)
    }
}
