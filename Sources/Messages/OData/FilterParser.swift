package import Wire

extension FilterExpression {
    /// The most bytes of a filter, levels of its parentheses and `not`s, and tests and values in it; a config may ask for fewer
    /// of the last two.
    package enum Bounds {
        package static let bytes = 16_384
        package static let depth = 32
        package static let tests = 200
        package static let values = 1000
    }

    /// Reads a filter. Operators match in any case; `not` binds closer than `and`, and that closer than `or`.
    ///
    /// - Throws: where it is not one, with the byte and what was expected there.
    package init?(_ text: String, tests: Int = Bounds.tests, values: Int = Bounds.values) throws(WireError) {
        if text.utf8.allSatisfy({ $0 == 0x20 }) { return nil }
        guard text.utf8.count <= Bounds.bytes else {
            throw WireError(.limit, "a filter has at most \(Bounds.bytes) bytes", offset: Bounds.bytes)
        }
        var parser = try FilterParser(text, tests: tests, values: values)
        self = try parser.whole()
    }
}

/// Reads the grammar of filters by recursive descent, one token ahead.
struct FilterParser {
    private var lexer: FilterLexer
    private(set) var token: FilterToken
    private var depth = 0
    private let mostTests: Int
    private let mostValues: Int
    private var tests = 0
    private var values = 0

    init(_ text: String, tests: Int, values: Int) throws(WireError) {
        (mostTests, mostValues) = (tests, values)
        lexer = FilterLexer(text)
        token = try lexer.next()
    }

    mutating func whole() throws(WireError) -> FilterExpression {
        let expression = try disjunction()
        guard token.kind == .end else { throw expected("and, or or the end") }
        return expression
    }

    // MARK: Tokens

    mutating func advance() throws(WireError) {
        token = try lexer.next()
    }

    mutating func take(_ kind: FilterToken.Kind) throws(WireError) -> Bool {
        guard token.kind == kind else { return false }
        try advance()
        return true
    }

    mutating func require(_ kind: FilterToken.Kind, _ name: String) throws(WireError) {
        guard try take(kind) else { throw expected(name) }
    }

    func isWord(_ word: String) -> Bool {
        if case .word(let text) = token.kind { text.equalsIgnoringCase(word) } else { false }
    }

    func expected(_ what: String) -> WireError {
        WireError(.malformed, "expected \(what), found \(token.shown)", offset: token.offset)
    }

    // MARK: Junctions

    private mutating func disjunction() throws(WireError) -> FilterExpression {
        var parts = [try conjunction()]
        while isWord("or") {
            try advance()
            parts.append(try conjunction())
        }
        return parts.count == 1 ? parts[0] : .or(parts)
    }

    private mutating func conjunction() throws(WireError) -> FilterExpression {
        var parts = [try factor()]
        while isWord("and") {
            try advance()
            parts.append(try factor())
        }
        return parts.count == 1 ? parts[0] : .and(parts)
    }

    private mutating func factor() throws(WireError) -> FilterExpression {
        if isWord("not") {
            try advance()
            return .not(try deeper { (parser) throws(WireError) in try parser.factor() })
        }
        guard token.kind == .open else { return try test() }
        return try deeper { (parser) throws(WireError) in
            try parser.advance()
            let inner = try parser.disjunction()
            try parser.require(.close, "and, or or )")
            return inner
        }
    }

    private mutating func deeper(
        _ body: (inout FilterParser) throws(WireError) -> FilterExpression
    ) throws(WireError) -> FilterExpression {
        guard depth < FilterExpression.Bounds.depth else {
            throw WireError(.limit, "a filter has at most \(FilterExpression.Bounds.depth) levels of parentheses", offset: token.offset)
        }
        depth += 1
        defer { depth -= 1 }
        return try body(&self)
    }

    // MARK: Tests

    private mutating func test() throws(WireError) -> FilterExpression {
        guard tests < mostTests else { throw WireError(.limit, "a filter has at most \(mostTests) tests", offset: token.offset) }
        tests += 1
        let offset = token.offset
        guard case .word(let text) = token.kind else { throw expected("a column, not or (") }
        try advance()
        if token.kind == .open { return try function(text, at: offset) }
        return .test(try condition(of: FilterName(text, offset: offset)))
    }

    private mutating func condition(of column: FilterName) throws(WireError) -> FilterTest {
        let offset = token.offset
        let name: String
        switch token.kind {
        case .word(let text), .symbol(let text): name = text
        default: throw expected("an operator")
        }
        if let period = CalendarPeriod(named: name) {
            try advance()
            return FilterTest(column, .period(period), offset: offset)
        }
        guard let operation = FilterOperator(named: name) else { throw expected("an operator such as eq, contains or today") }
        try advance()
        return FilterTest(column, .compare(operation, try operands(of: operation)), offset: offset)
    }

    private mutating func operands(of operation: FilterOperator) throws(WireError) -> [FilterValue] {
        switch operation.operands {
        case .none: return []
        case .optional: return try optionalValue()
        case .one: return [try value()]
        case .two: return try pair(operation.name)
        case .list: return try list()
        }
    }

    /// What may follow `set`. A word here may as well be the `and` that goes on.
    private mutating func optionalValue() throws(WireError) -> [FilterValue] {
        switch token.kind {
        case .end, .close: []
        case .word where isWord("and") || isWord("or"): []
        default: [try value()]
        }
    }

    /// `(1, 2)`, or `1 and 2`.
    private mutating func pair(_ name: String) throws(WireError) -> [FilterValue] {
        let hasParentheses = try take(.open)
        let first = try value()
        if isWord("and"), !hasParentheses { try advance() } else { try require(.comma, hasParentheses ? "a comma" : "and or a comma") }
        let second = try value()
        if hasParentheses { try require(.close, ") after the two values of \(name)") }
        return [first, second]
    }

    /// `(1, 2, 3)`, or one value alone.
    private mutating func list() throws(WireError) -> [FilterValue] {
        guard try take(.open) else { return [try value()] }
        var list = [try value()]
        while try take(.comma) { list.append(try value()) }
        try require(.close, "a comma or )")
        return list
    }

    mutating func value() throws(WireError) -> FilterValue {
        guard values < mostValues else { throw WireError(.limit, "a filter has at most \(mostValues) values", offset: token.offset) }
        let kind: FilterValue.Kind =
            switch token.kind {
            case .text(let text): .text(text)
            case .number(let text): .number(text)
            case .date(let text): .date(text)
            case .word(let word) where word.equalsIgnoringCase("true"): .bool(true)
            case .word(let word) where word.equalsIgnoringCase("false"): .bool(false)
            case .word(let word) where word.equalsIgnoringCase("null"): .null
            case .word(let word) where !["and", "or", "not"].contains(word.lowercased()): .word(word)
            default: throw expected("a value")
            }
        values += 1
        let value = FilterValue(kind, offset: token.offset)
        try advance()
        return value
    }
}
