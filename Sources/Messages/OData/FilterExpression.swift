/// A filter as it was understood: `status eq 'InQueue' and (rank gt 1 or whenRequested today)`.
package indirect enum FilterExpression: Sendable, Hashable {
    /// All of them hold; there are at least two.
    case and([FilterExpression])
    /// One of them holds; there are at least two.
    case or([FilterExpression])
    case not(FilterExpression)
    case test(FilterTest)
}

/// What is asked of one column.
package struct FilterTest: Sendable, Hashable {
    package enum Condition: Sendable, Hashable {
        case compare(FilterOperator, [FilterValue])
        case period(CalendarPeriod)
    }

    package var column: FilterName
    package var condition: Condition
    /// Where the operator stands.
    package var offset: Int

    package init(_ column: FilterName, _ condition: Condition, offset: Int) {
        self.column = column
        self.condition = condition
        self.offset = offset
    }
}

/// A column as it was written, with its place.
package struct FilterName: Sendable, Hashable {
    package var text: String
    package var offset: Int

    package init(_ text: String, offset: Int) {
        self.text = text
        self.offset = offset
    }
}

/// A value as it was written, with its place. What it stands for depends on the column.
package struct FilterValue: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case text(String)
        case number(String)
        /// A date without quotes.
        case date(String)
        case bool(Bool)
        case null
        /// A word without quotes: an enum's value.
        case word(String)
    }

    package var kind: Kind
    package var offset: Int

    package init(_ kind: Kind, offset: Int) {
        self.kind = kind
        self.offset = offset
    }
}
