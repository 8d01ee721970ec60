import Carriers
import Messages
import Storage
import Wire

/// Makes of a filter what the store is asked for. Calendar words are resolved here: the store knows no today.
struct FilterCompiler {
    let calendar: LocalCalendar
    /// The day on which the caller asks.
    let today: Int
    /// Whom `currentAssociate` means.
    let associateID: Int32

    init(_ calendar: LocalCalendar, now: Int64, associateID: Int32) {
        self.calendar = calendar
        self.associateID = associateID
        today = calendar.day(of: now)
    }

    /// - Throws: where a column is not known or a value does not fit it.
    func condition(_ filter: FilterExpression) throws(WireError) -> ListCondition {
        let condition = try compile(filter)
        if condition.size.isWithinBounds { return condition }
        var taken = ListCondition.Size()
        throw WireError(.limit, "the filter asks for too much at once, from here on", offset: try excess(in: filter, &taken, depth: 1) ?? 0)
    }

    /// The byte of the test with which the filter becomes more than the store takes.
    private func excess(in filter: FilterExpression, _ taken: inout ListCondition.Size, depth: Int) throws(WireError) -> Int? {
        let parts: [FilterExpression]
        switch filter {
        case .and(let all), .or(let all): parts = all
        case .not(let part): parts = [part]
        case .test(let test):
            let size = try compile(test).size
            taken.conditions += size.conditions
            taken.values += size.values
            taken.depth = size.depth + depth - 1
            return taken.isWithinBounds ? nil : test.column.offset
        }
        taken.conditions += 1
        for part in parts {
            if let offset = try excess(in: part, &taken, depth: depth + 1) { return offset }
        }
        return nil
    }

    private func compile(_ filter: FilterExpression) throws(WireError) -> ListCondition {
        switch filter {
        case .and(let parts): return .all(try compile(parts))
        case .or(let parts): return .any(try compile(parts))
        case .not(let part): return .not(try compile(part))
        case .test(let test): return try compile(test)
        }
    }

    private func compile(_ parts: [FilterExpression]) throws(WireError) -> [ListCondition] {
        var conditions: [ListCondition] = []
        for part in parts { conditions.append(try compile(part)) }
        return conditions
    }

    private func compile(_ test: FilterTest) throws(WireError) -> ListCondition {
        let column = try FilterCompiler.column(test.column)
        switch test.condition {
        case .period(let period):
            guard column.kind == .date else {
                throw WireError(.value, "calendar words are for dates; \(column.name) is none", offset: test.offset)
            }
            return self.period(period, column.field)
        case .compare(let operation, let values):
            switch operation {
            case .isNull: return .test(column.field, .isNone)
            case .isNotNull: return .not(.test(column.field, .isNone))
            case .currentAssociate:
                guard column.kind == .associate else { throw mismatch(operation, "associates", column, test.offset) }
                return .test(column.field, .equal(.integer(Int64(associateID))))
            case .equal where values.first?.kind == .null: return .test(column.field, .isNone)
            case .unequal where values.first?.kind == .null: return .not(.test(column.field, .isNone))
            default: break
            }
            let condition: ListCondition? =
                switch column.kind {
                case .date: try date(operation, values, column)
                case .text: try text(operation, values, column)
                case .bool: try bool(operation, values, column)
                case .integer, .associate, .status: try number(operation, values, column)
                }
            guard let condition else { throw mismatch(operation, FilterCompiler.kinds(for: operation), column, test.offset) }
            return condition
        }
    }

    /// The column of that name.
    static func column(_ name: FilterName) throws(WireError) -> SessionColumn {
        guard let column = SessionColumn(named: name.text) else {
            throw WireError(.value, "there is no column \"\(name.text.quoted)\" to look at", offset: name.offset)
        }
        return column
    }

    private func mismatch(_ operation: FilterOperator, _ kinds: String, _ column: SessionColumn, _ offset: Int) -> WireError {
        WireError(.value, "\(operation.name) is for \(kinds); \(column.name) is \(column.kind.name)", offset: offset)
    }

    private static func kinds(for operation: FilterOperator) -> String {
        switch operation {
        case .begins, .contains, .ends, .notBegins, .notContains: "texts"
        case .beforeDay, .onDay, .afterDay, .betweenDays, .beforeTime, .atTime, .afterTime: "dates"
        default: "columns with an order"
        }
    }

    // MARK: Dates

    private func period(_ period: CalendarPeriod, _ field: ListField) -> ListCondition {
        let days = calendar.days(of: period, today: today)
        var parts: [ListCondition] = []
        if let first = days.first { parts.append(.test(field, .greaterOrEqual(.integer(calendar.start(ofDay: first))))) }
        if let end = days.end { parts.append(.test(field, .less(.integer(calendar.start(ofDay: end))))) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private func date(_ operation: FilterOperator, _ values: [FilterValue], _ column: SessionColumn) throws(WireError) -> ListCondition? {
        let field = column.field
        if operation == .set { return try truth(values) ? .not(.test(field, .isNone)) : .test(field, .isNone) }
        guard ![.begins, .contains, .ends, .notBegins, .notContains].contains(operation) else { return nil }
        var dates: [FilterDate] = []
        for value in values {
            let date = try self.date(value)
            dates.append([.beforeDay, .onDay, .afterDay, .betweenDays].contains(operation) ? date.wholeDay(calendar) : date)
        }
        guard let first = dates.first, let last = dates.last else { return nil }
        func within(_ date: FilterDate) -> ListCondition { .test(field, .between(.integer(date.start), .integer(date.end - 1))) }
        switch operation {
        case .equal, .onDay, .atTime: return within(first)
        case .unequal: return .not(within(first))
        case .less, .beforeDay, .beforeTime: return .test(field, .less(.integer(first.start)))
        case .greaterOrEqual, .afterTime: return .test(field, .greaterOrEqual(.integer(first.start)))
        case .greater, .afterDay:
            return .test(field, first.isDay ? .greaterOrEqual(.integer(first.end)) : .greater(.integer(first.start)))
        case .lessOrEqual: return .test(field, first.isDay ? .less(.integer(first.end)) : .lessOrEqual(.integer(first.start)))
        case .between, .betweenDays: return .test(field, .between(.integer(first.start), .integer(last.end - 1)))
        case .oneOf: return .any(dates.map(within))
        case .notOneOf: return .not(.any(dates.map(within)))
        default: return nil
        }
    }

    private func date(_ value: FilterValue) throws(WireError) -> FilterDate {
        if case .text(let text) = value.kind, let date = FilterDate(text, calendar) { return date }
        if case .date(let text) = value.kind, let date = FilterDate(text, calendar) { return date }
        throw WireError(.value, "expected a date such as 2026-11-21 or '2026-11-21T09:30:00Z'", offset: value.offset)
    }

    // MARK: Other kinds

    private func text(_ operation: FilterOperator, _ values: [FilterValue], _ column: SessionColumn) throws(WireError) -> ListCondition? {
        let field = column.field
        if operation == .set {
            let isEmpty = ListCondition.test(field, .equal(.text("")))
            return try truth(values) ? .not(isEmpty) : isEmpty
        }
        guard ![.beforeDay, .onDay, .afterDay, .betweenDays, .beforeTime, .atTime, .afterTime].contains(operation) else { return nil }
        var texts: [String] = []
        for value in values {
            switch value.kind {
            case .text(let text), .number(let text), .date(let text): texts.append(text)
            default: throw WireError(.value, "expected a text in single quotes", offset: value.offset)
            }
        }
        guard let first = texts.first else { return nil }
        switch operation {
        case .begins: return .test(field, .begins(first))
        case .notBegins: return .not(.test(field, .begins(first)))
        case .contains: return .test(field, .contains(first))
        case .notContains: return .not(.test(field, .contains(first)))
        case .ends: return .test(field, .ends(first))
        default: return FilterCompiler.ordered(operation, texts.map { .text($0) }, field)
        }
    }

    private func bool(_ operation: FilterOperator, _ values: [FilterValue], _ column: SessionColumn) throws(WireError) -> ListCondition? {
        guard [.equal, .unequal, .set].contains(operation) else { return nil }
        let value = try truth(values) == (operation != .unequal)
        return .test(column.field, .equal(.integer(value ? 1 : 0)))
    }

    /// Yes or no; nothing at all is yes.
    private func truth(_ values: [FilterValue]) throws(WireError) -> Bool {
        guard let value = values.first else { return true }
        switch value.kind {
        case .bool(let truth): return truth
        case .number(let text), .text(let text):
            if text == "1" || text.equalsIgnoringCase("true") { return true }
            if text == "0" || text.equalsIgnoringCase("false") { return false }
        default: break
        }
        throw WireError(.value, "expected true or false", offset: value.offset)
    }

    private func number(_ operation: FilterOperator, _ values: [FilterValue], _ column: SessionColumn) throws(WireError) -> ListCondition? {
        let field = column.field
        if operation == .set {
            let isZero = ListCondition.test(field, .equal(.integer(0)))
            return try truth(values) ? .not(isZero) : isZero
        }
        // Before its values are looked at: an operator that is for texts has texts.
        guard FilterCompiler.ordered(operation, [.integer(0)], field) != nil else { return nil }
        var numbers: [ListValue] = []
        for value in values { numbers.append(column.kind == .status ? try status(value) : try number(value)) }
        return FilterCompiler.ordered(operation, numbers, field)
    }

    private func number(_ value: FilterValue) throws(WireError) -> ListValue {
        switch value.kind {
        case .number(let text), .text(let text):
            if let number = Int64(text) { return .integer(number) }
            if let number = Double(text), number.isFinite { return .real(number) }
        default: break
        }
        throw WireError(.value, "expected a number", offset: value.offset)
    }

    private func status(_ value: FilterValue) throws(WireError) -> ListValue {
        switch value.kind {
        case .number(let text):
            if let number = Int64(text) { return .integer(number) }
        case .text(let text), .word(let text):
            if let status = ChatSessionStatus.values.first(where: { "\($0.name)".equalsIgnoringCase(text) }) {
                return .integer(Int64(status.rawValue))
            }
            if let number = Int64(text) { return .integer(number) }
        default: break
        }
        throw WireError(.value, "expected \(ChatSessionStatus.expectation())", offset: value.offset)
    }

    /// What is asked alike of everything that has an order.
    private static func ordered(_ operation: FilterOperator, _ values: [ListValue], _ field: ListField) -> ListCondition? {
        guard let first = values.first, let last = values.last else { return nil }
        switch operation {
        case .equal: return .test(field, .equal(first))
        case .unequal: return .not(.test(field, .equal(first)))
        case .less: return .test(field, .less(first))
        case .lessOrEqual: return .test(field, .lessOrEqual(first))
        case .greater: return .test(field, .greater(first))
        case .greaterOrEqual: return .test(field, .greaterOrEqual(first))
        case .between: return .test(field, .between(first, last))
        case .oneOf: return .test(field, .oneOf(values))
        case .notOneOf: return .not(.test(field, .oneOf(values)))
        default: return nil
        }
    }
}

extension SessionColumn.Kind {
    fileprivate var name: String {
        switch self {
        case .integer: "a number"
        case .text: "a text"
        case .bool: "true or false"
        case .date: "a date"
        case .associate: "the number of an associate"
        case .status: "a status"
        }
    }
}

extension ListCondition {
    /// How many conditions and values it has, and how many are inside of each other.
    fileprivate struct Size {
        var conditions = 0
        var values = 0
        var depth = 0

        /// Whether the store takes so much. The list binds a few values of its own.
        var isWithinBounds: Bool {
            conditions <= Bounds.conditions && values <= Bounds.values - 16 && depth <= Bounds.depth
        }
    }

    fileprivate var size: Size {
        switch self {
        case .not(let part):
            let size = part.size
            return Size(conditions: size.conditions + 1, values: size.values, depth: size.depth + 1)
        case .all(let parts), .any(let parts):
            return parts.reduce(into: Size(conditions: 1, values: 0, depth: 1)) { total, part in
                let size = part.size
                total.conditions += size.conditions
                total.values += size.values
                total.depth = Swift.max(total.depth, size.depth + 1)
            }
        case .test(_, .oneOf(let values)): return Size(conditions: 1, values: values.count, depth: 1)
        case .test: return Size(conditions: 1, values: 2, depth: 1)
        }
    }
}
