/// Whole days, weeks, months, quarters, halves or years, counted from the one in which the caller is: `lastWeek` is the
/// week -1, `today` the day 0.
package struct CalendarPeriod: Sendable, Hashable {
    package enum Unit: String, Sendable, Hashable, CaseIterable {
        case day, week, month, quarter, half, year
    }

    package let unit: Unit
    /// nil when the period has no beginning.
    package let first: Int?
    /// nil when the period has no end.
    package let last: Int?

    package init(_ unit: Unit, first: Int?, last: Int?) {
        self.unit = unit
        self.first = first
        self.last = last
    }

    /// The most units that a function may count.
    package static let most = 1000

    /// The period that a calendar word names, in any case: `today`, `beforeToday`, `lastQuarter`.
    package init?(named name: String) {
        guard let found = Self.byName[name.lowercased()] else { return nil }
        self = found
    }

    /// The calendar words, as the vendor's archives spell them.
    package static let words: [(name: String, period: CalendarPeriod)] = {
        var words: [(String, CalendarPeriod)] = [
            ("today", CalendarPeriod(.day, first: 0, last: 0)), ("yesterday", CalendarPeriod(.day, first: -1, last: -1)),
            ("tomorrow", CalendarPeriod(.day, first: 1, last: 1)), ("beforeToday", CalendarPeriod(.day, first: nil, last: -1)),
            ("afterToday", CalendarPeriod(.day, first: 1, last: nil)),
        ]
        for unit in Unit.allCases where unit != .day {
            let name = unit.rawValue.prefix(1).uppercased() + unit.rawValue.dropFirst()
            words.append(("last\(name)", CalendarPeriod(unit, first: -1, last: -1)))
            words.append(("this\(name)", CalendarPeriod(unit, first: 0, last: 0)))
            words.append(("next\(name)", CalendarPeriod(unit, first: 1, last: 1)))
        }
        return words
    }()

    private static let byName = Dictionary(words.map { ($0.name.lowercased(), $0.period) }, uniquingKeysWith: { $1 })

    /// A function of the filter language that names a period: `previous(whenRequested, 3, week)`.
    package enum Function: String, Sendable, Hashable, CaseIterable {
        case this, next, previous, thisAndNext, thisAndPrevious, thisAndPreviousAndNext

        package init?(named name: String) {
            guard let found = Self.allCases.first(where: { $0.rawValue.equalsIgnoringCase(name) }) else { return nil }
            self = found
        }

        package var takesCount: Bool { self != .this && self != .thisAndPreviousAndNext }

        package func period(_ unit: Unit, count: Int) -> CalendarPeriod {
            switch self {
            case .this: CalendarPeriod(unit, first: 0, last: 0)
            case .next: CalendarPeriod(unit, first: 1, last: count)
            case .previous: CalendarPeriod(unit, first: -count, last: -1)
            case .thisAndNext: CalendarPeriod(unit, first: 0, last: count)
            case .thisAndPrevious: CalendarPeriod(unit, first: -count, last: 0)
            case .thisAndPreviousAndNext: CalendarPeriod(unit, first: -1, last: 1)
            }
        }
    }
}
