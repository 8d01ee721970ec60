/// What a clock of a zone shows at some instant.
package struct ZoneOffset: Sendable, Hashable {
    /// Seconds east of UTC; local mean times of long ago are not whole minutes.
    package let seconds: Int32
    package let isDaylight: Bool
    package let abbreviation: String

    package init(seconds: Int32, isDaylight: Bool, abbreviation: String) {
        self.seconds = seconds
        self.isDaylight = isDaylight
        self.abbreviation = abbreviation
    }
}

/// A zone's offsets for all time: known changes, then a yearly rule.
///
/// Instants are seconds since 1970-01-01T00:00:00Z without leap seconds; local times are the same count on the zone's
/// own clock.
package struct TimeZoneRules: Sendable, Hashable {
    /// Ascending and within ±2^59, so that adding an offset cannot overflow.
    let transitions: [Int64]
    /// `offsets[0]` holds before the first transition, `offsets[i + 1]` from transition i on: one more than there are transitions.
    let offsets: [ZoneOffset]
    /// Holds after the last transition; without it the last offset stays.
    let rule: PosixTimeZone?

    /// A zone whose offset never changes.
    package init(fixed offset: ZoneOffset) {
        self.init(transitions: [], offsets: [offset], rule: nil)
    }

    /// The reader of zone files has checked that the lists fit each other.
    init(transitions: [Int64], offsets: [ZoneOffset], rule: PosixTimeZone?) {
        self.transitions = transitions
        self.offsets = offsets
        self.rule = rule
    }

    /// Coordinated universal time, which needs no database.
    package static let utc = TimeZoneRules(fixed: ZoneOffset(seconds: 0, isDaylight: false, abbreviation: "UTC"))

    package func offset(atUTC seconds: Int64) -> ZoneOffset {
        let passed = countOfTransitions { index in transitions[index] <= seconds }
        if let rule, holdsRule(passed, seconds, { index in transitions[index] }) { return rule.offset(atUTC: seconds) }
        return offsets[passed]
    }

    /// The instant at which the zone's clock shows `seconds`.
    ///
    /// A time that the clock shows twice is the first of the two, that of daylight saving time when it ends; a time that
    /// the clock skips is moved forward by what was skipped. A result that does not fit is the nearest that does.
    package func utc(fromLocal seconds: Int64) -> Int64 {
        let (result, overflow) = seconds.subtractingReportingOverflow(Int64(offset(atLocal: seconds).seconds))
        guard overflow else { return result }
        return seconds < 0 ? .min : .max
    }

    /// The offset that turns a local time into UTC: around a change, both resolutions above are the offset before it.
    package func offset(atLocal seconds: Int64) -> ZoneOffset {
        let passed = countOfTransitions { index in localEnd(ofChange: index) <= seconds }
        if let rule, holdsRule(passed, seconds, localEnd) { return rule.offset(atLocal: seconds) }
        return offsets[passed]
    }

    /// The local time from which on a transition is past, whichever way it moved the clock.
    private func localEnd(ofChange index: Int) -> Int64 {
        transitions[index] + Int64(max(offsets[index].seconds, offsets[index + 1].seconds))
    }

    /// Whether a time is after the last transition. At its very second the transition's own offset holds still: a few files
    /// have a rule that contradicts it.
    private func holdsRule(_ passed: Int, _ seconds: Int64, _ time: (Int) -> Int64) -> Bool {
        passed == transitions.count && (passed == 0 || time(passed - 1) < seconds)
    }

    /// How many transitions, counted from the first, satisfy a condition that holds up to some point and not after it.
    private func countOfTransitions(where isPassed: (Int) -> Bool) -> Int {
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if isPassed(middle) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
