import Wire

// The forms in which OData writes a test as a function: contains(name, 'x'), and the vendor's own for periods.
extension FilterParser {
    /// Reads the arguments of the function whose name was just read; its parenthesis stands next.
    mutating func function(_ name: String, at offset: Int) throws(WireError) -> FilterExpression {
        try require(.open, "(")
        let test: FilterTest
        switch name.lowercased() {
        case "contains": test = try textTest(.contains, at: offset)
        case "startswith": test = try textTest(.begins, at: offset)
        case "endswith": test = try textTest(.ends, at: offset)
        case "substringof":
            let value = try self.value()
            try require(.comma, "a comma")
            test = FilterTest(try columnName(), .compare(.contains, [value]), offset: offset)
        default:
            guard let function = CalendarPeriod.Function(named: name) else {
                throw WireError(
                    .malformed, "there is no function \"\(name.quoted)\"; expected contains, startswith, endswith, "
                        + "substringof, this, next, previous, thisAndNext, thisAndPrevious or thisAndPreviousAndNext", offset: offset)
            }
            test = try periodTest(function, at: offset)
        }
        try require(.close, ")")
        return try isTrue() ? .test(test) : .not(.test(test))
    }

    /// A function's result may be compared: `contains(name, 'x') eq false`.
    private mutating func isTrue() throws(WireError) -> Bool {
        guard isWord("eq") || isWord("ne") || token.kind == .symbol("=") else { return true }
        let isNegated = isWord("ne")
        try advance()
        guard isWord("true") || isWord("false") else { throw expected("true or false") }
        let isTrue = isWord("true")
        try advance()
        return isTrue != isNegated
    }

    private mutating func textTest(_ operation: FilterOperator, at offset: Int) throws(WireError) -> FilterTest {
        let column = try columnName()
        try require(.comma, "a comma")
        return FilterTest(column, .compare(operation, [try value()]), offset: offset)
    }

    private mutating func periodTest(_ function: CalendarPeriod.Function, at offset: Int) throws(WireError) -> FilterTest {
        let column = try columnName()
        try require(.comma, "a comma")
        var count = 0
        if function.takesCount {
            let written = token
            guard case .number(let text) = written.kind, let number = Int(text), (1...CalendarPeriod.most).contains(number) else {
                throw expected("a whole number from 1 to \(CalendarPeriod.most)")
            }
            count = number
            try advance()
            try require(.comma, "a comma")
        }
        return FilterTest(column, .period(function.period(try unit(), count: count)), offset: offset)
    }

    /// `week`, `'week'`, or the vendor's number for it.
    private mutating func unit() throws(WireError) -> CalendarPeriod.Unit {
        let name: String
        switch token.kind {
        case .word(let text), .text(let text), .number(let text): name = text
        default: throw expected("day, week, month, quarter, half or year")
        }
        let unit: CalendarPeriod.Unit? =
            switch name.lowercased() {
            case "day", "days", "1": .day
            case "week", "weeks", "2": .week
            case "month", "months", "3": .month
            case "quarter", "quarters", "4": .quarter
            case "half", "halves": .half
            case "year", "years", "5": .year
            default: nil
            }
        guard let unit else { throw expected("day, week, month, quarter, half or year") }
        try advance()
        return unit
    }

    private mutating func columnName() throws(WireError) -> FilterName {
        guard case .word(let text) = token.kind else { throw expected("a column") }
        let name = FilterName(text, offset: token.offset)
        try advance()
        return name
    }
}
