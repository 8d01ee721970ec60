import Carriers
import Messages
import Storage
import Wire

/// Turns a filter as callers write it into the store's conditions.
struct FilterCondition {
    let calendar: CallerCalendar
    /// The associate who asks.
    let caller: Int32

    func condition(_ filter: FilterExpression) throws(WireError) -> ListCondition {
        switch filter {
        case .and(let parts): return .all(try conditions(parts))
        case .or(let parts): return .any(try conditions(parts))
        case .not(let inner): return .not(try condition(inner))
        case .test(let test): return try condition(test)
        }
    }

    private func conditions(_ parts: [FilterExpression]) throws(WireError) -> [ListCondition] {
        var conditions: [ListCondition] = []
        for part in parts { conditions.append(try condition(part)) }
        return conditions
    }

    private func condition(_ test: FilterTest) throws(WireError) -> ListCondition {
        let column = try FilterCondition.column(test.column)
        switch test.condition {
        case .period(let period):
            guard column.kind == .date else { throw misfit(test, "a calendar word", "a date") }
            let days = calendar.days(of: period)
            return within(column.field, from: days.first, to: days.last)
        case .compare(let operation, let values): return try compare(column, operation, values, test)
        }
    }

    static func column(_ name: FilterName) throws(WireError) -> SessionColumn {
        guard let column = SessionColumn(named: name.text) else {
            throw WireError(.value, "a list of sessions has no column \"\(name.text.prefix(100))\"", offset: name.offset)
        }
        return column
    }

    private func compare(
        _ column: SessionColumn, _ operation: FilterOperator, _ values: [FilterValue], _ test: FilterTest
    ) throws(WireError) -> ListCondition {
        let field = column.field
        switch operation {
        case .isNull: return .test(field, .isNone)
        case .isNotNull: return .not(.test(field, .isNone))
        case .currentAssociate:
            guard column.kind == .associate else { throw misfit(test, operation.name, "an associate") }
            return .test(field, .equal(.integer(Int64(caller))))
        case .set:
            guard column.kind == .bool else { throw misfit(test, operation.name, "yes or no") }
            return .test(field, .equal(try values.first.map { (value) throws(WireError) in try operand(value, of: column) } ?? .integer(1)))
        case .begins, .contains, .ends, .notBegins, .notContains: return try words(column, operation, values, test)
        case .beforeDay, .onDay, .afterDay, .betweenDays, .beforeTime, .atTime, .afterTime:
            return try dates(column, operation, values, test)
        case .oneOf, .notOneOf:
            var list: [ListValue] = []
            for value in values { list.append(try operand(value, of: column)) }
            let oneOf = ListCondition.test(field, .oneOf(list))
            return operation == .oneOf ? oneOf : .not(oneOf)
        case .between:
            let ends = try pair(values, test)
            return .test(field, .between(try operand(ends.0, of: column), try operand(ends.1, of: column)))
        case .equal, .unequal:
            let value = try single(values, test)
            var equal = ListCondition.test(field, .isNone)
            if value.kind != .null {
                // A day has no one moment that a date could be equal to.
                if column.kind == .date, let day = try date(value).day { equal = within(field, from: day, to: day) } else {
                    equal = .test(field, .equal(try operand(value, of: column)))
                }
            }
            return operation == .equal ? equal : .not(equal)
        case .less: return .test(field, .less(try operand(try single(values, test), of: column)))
        case .greater: return .test(field, .greater(try operand(try single(values, test), of: column)))
        case .lessOrEqual: return .test(field, .lessOrEqual(try operand(try single(values, test), of: column)))
        case .greaterOrEqual: return .test(field, .greaterOrEqual(try operand(try single(values, test), of: column)))
        }
    }

    private func words(
        _ column: SessionColumn, _ operation: FilterOperator, _ values: [FilterValue], _ test: FilterTest
    ) throws(WireError) -> ListCondition {
        guard column.kind == .text else { throw misfit(test, operation.name, "a text") }
        let value = try single(values, test)
        guard case .text(let text) = try operand(value, of: column) else {
            throw WireError(.value, "expected a text", offset: value.offset)
        }
        switch operation {
        case .begins: return .test(column.field, .begins(text))
        case .contains: return .test(column.field, .contains(text))
        case .ends: return .test(column.field, .ends(text))
        case .notBegins: return .not(.test(column.field, .begins(text)))
        default: return .not(.test(column.field, .contains(text)))
        }
    }

    private func dates(
        _ column: SessionColumn, _ operation: FilterOperator, _ values: [FilterValue], _ test: FilterTest
    ) throws(WireError) -> ListCondition {
        guard column.kind == .date else { throw misfit(test, operation.name, "a date") }
        let field = column.field
        if operation == .betweenDays {
            let ends = try pair(values, test)
            return within(field, from: try date(ends.0).onDay, to: try date(ends.1).onDay)
        }
        let date = try date(try single(values, test))
        switch operation {
        case .beforeDay: return .test(field, .less(.integer(calendar.beginning(ofDay: date.onDay))))
        case .onDay: return within(field, from: date.onDay, to: date.onDay)
        case .afterDay: return .test(field, .greaterOrEqual(.integer(calendar.beginning(ofDay: date.onDay + 1))))
        case .beforeTime: return .test(field, .less(.integer(date.ticks)))
        case .atTime: return .test(field, .equal(.integer(date.ticks)))
        default: return .test(field, .greaterOrEqual(.integer(date.ticks)))
        }
    }

    /// From the beginning of one day to the end of another; a side that is nil is open.
    private func within(_ field: ListField, from first: Int?, to last: Int?) -> ListCondition {
        var parts: [ListCondition] = []
        if let first { parts.append(.test(field, .greaterOrEqual(.integer(calendar.beginning(ofDay: first))))) }
        if let last { parts.append(.test(field, .less(.integer(calendar.beginning(ofDay: last + 1))))) }
        return .all(parts)
    }

    private func single(_ values: [FilterValue], _ test: FilterTest) throws(WireError) -> FilterValue {
        guard let value = values.first else { throw WireError(.malformed, "expected a value", offset: test.offset) }
        return value
    }

    private func pair(_ values: [FilterValue], _ test: FilterTest) throws(WireError) -> (FilterValue, FilterValue) {
        guard values.count == 2 else { throw WireError(.malformed, "expected two values", offset: test.offset) }
        return (values[0], values[1])
    }

    private func misfit(_ test: FilterTest, _ operation: String, _ kind: String) -> WireError {
        WireError(.value, "\(operation) asks of \(kind), and \(test.column.text.prefix(100)) is none", offset: test.offset)
    }
}
