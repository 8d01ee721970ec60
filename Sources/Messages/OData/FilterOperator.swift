/// What a filter may ask of a column's value.
package enum FilterOperator: Sendable, Hashable, CaseIterable {
    case equal, unequal, less, greater, lessOrEqual, greaterOrEqual
    /// A yes or no, `set true`; without a value it asks for yes.
    case set
    case begins, contains, ends, notBegins, notContains
    /// Both ends belong to it.
    case between
    case oneOf, notOneOf
    /// Days of the caller's calendar: before the day, on it, after it, from one to another.
    case beforeDay, onDay, afterDay, betweenDays
    /// Moments; after is from the moment on.
    case beforeTime, atTime, afterTime
    case isNull, isNotNull
    /// Whether an associate is the caller.
    case currentAssociate

    /// How many values follow.
    package enum Operands: Sendable, Hashable {
        case none, optional, one, two, list
    }

    package var operands: Operands {
        switch self {
        case .isNull, .isNotNull, .currentAssociate: .none
        case .set: .optional
        case .between, .betweenDays: .two
        case .oneOf, .notOneOf: .list
        default: .one
        }
    }

    /// The spellings of each, the first of which error messages use.
    package var names: [String] {
        switch self {
        case .equal: ["eq", "equals", "is", "="]
        case .unequal: ["ne", "unequals", "isNot", "<>", "!="]
        case .less: ["lt", "less", "<"]
        case .greater: ["gt", "greater", ">"]
        case .lessOrEqual: ["le", "<="]
        case .greaterOrEqual: ["ge", ">="]
        case .set: ["set"]
        case .begins: ["begins", "startswith"]
        case .contains: ["contains"]
        case .ends: ["endswith", "ends"]
        case .notBegins: ["notBegins"]
        case .notContains: ["notContains"]
        case .between: ["between"]
        case .oneOf: ["oneOf", "in", "associateIsOneOf"]
        case .notOneOf: ["notOneOf", "associateIsNotOneOf"]
        case .beforeDay: ["before"]
        case .onDay: ["date"]
        case .afterDay: ["after"]
        case .betweenDays: ["dateBetween"]
        case .beforeTime: ["beforeTime"]
        case .atTime: ["dateTime"]
        case .afterTime: ["afterTime"]
        case .isNull: ["isNull"]
        case .isNotNull: ["isNotNull"]
        case .currentAssociate: ["currentAssociate"]
        }
    }

    private static let byName: [String: FilterOperator] = {
        var table: [String: FilterOperator] = [:]
        for operation in allCases {
            for name in operation.names { table[name.lowercased()] = operation }
        }
        return table
    }()

    /// The operator of that name, in any case.
    package init?(named name: String) {
        guard let found = Self.byName[name.lowercased()] else { return nil }
        self = found
    }

    /// The name that errors use.
    package var name: String { names.first ?? "" }
}
