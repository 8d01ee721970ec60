package import Wire

/// A yearly rule in the form of the POSIX `TZ` variable, such as `CET-1CEST,M3.5.0,M10.5.0/3`.
package struct PosixTimeZone: Sendable, Hashable {
    /// The day of a year on which a change happens.
    enum Day: Sendable, Hashable {
        /// `Mm.w.d`: weekday d (0 is Sunday) of week w (5 is the last) of month m.
        case weekday(month: Int64, week: Int64, weekday: Int64)
        /// `Jn`: 1 to 365; 29 February is never counted.
        case withoutLeapDay(Int64)
        /// `n`: 0 to 365; 29 February is counted.
        case ofYear(Int64)
    }

    /// A day, and the time on it: -167 to 167 hours on the clock that is in force before the change.
    struct Change: Sendable, Hashable {
        let day: Day
        let seconds: Int64
    }

    struct Daylight: Sendable, Hashable {
        let offset: ZoneOffset
        let start: Change
        let end: Change
    }

    let standard: ZoneOffset
    let daylight: Daylight?

    /// - Throws: `malformed` or `value`, with the place in `text`.
    package init(_ text: String) throws(WireError) {
        try self.init(parsing: Array(text.utf8)[...], path: "")
    }

    /// The offset at an instant.
    package func offset(atUTC seconds: Int64) -> ZoneOffset {
        guard let daylight else { return standard }
        return latestChange(in: daylight, around: seconds) { utc, _, cycle in utc <= cycle }
    }

    /// The offset that turns a local time into UTC; around a change it is the one before it.
    package func offset(atLocal seconds: Int64) -> ZoneOffset {
        guard let daylight else { return standard }
        return latestChange(in: daylight, around: seconds) { utc, highest, cycle in utc + highest <= cycle }
    }

    /// The offset after the latest change that has passed, among those of three years around the time.
    ///
    /// - Parameter hasPassed: gets a change's instant, the greater of the offsets around it, and the time, all within
    ///   the 400 years that follow 1970.
    private func latestChange(
        in daylight: Daylight, around seconds: Int64, hasPassed: (Int64, Int64, Int64) -> Bool
    ) -> ZoneOffset {
        let time = CivilCalendar.remainder(seconds, CivilCalendar.secondsPerCycle)
        let year = CivilCalendar.year(ofDay: time / CivilCalendar.secondsPerDay)
        let standardSeconds = Int64(standard.seconds)
        let daylightSeconds = Int64(daylight.offset.seconds)
        let highest = max(standardSeconds, daylightSeconds)

        var latest = Int64.min
        var result = standard
        for year in (year - 1)...(year + 1) {
            let firstDay = CivilCalendar.firstDay(of: year)
            let end = daylight.end.local(in: year, from: firstDay) - daylightSeconds
            if end > latest, hasPassed(end, highest, time) {
                latest = end
                result = standard
            }
            // A zone that keeps daylight saving time all year ends it at the instant at which it starts again: the start wins.
            let start = daylight.start.local(in: year, from: firstDay) - standardSeconds
            if start >= latest, hasPassed(start, highest, time) {
                latest = start
                result = daylight.offset
            }
        }
        return result
    }
}

extension PosixTimeZone.Change {
    /// Seconds on the local clock since 1970-01-01T00:00:00.
    fileprivate func local(in year: Int64, from firstDay: Int64) -> Int64 {
        (firstDay + dayOfYear(in: year, from: firstDay)) * CivilCalendar.secondsPerDay + seconds
    }

    private func dayOfYear(in year: Int64, from firstDay: Int64) -> Int64 {
        switch day {
        case .ofYear(let number):
            return number
        case .withoutLeapDay(let number):
            return number > 59 && CivilCalendar.isLeap(year) ? number : number - 1
        case .weekday(let month, let week, let weekday):
            let before = CivilCalendar.daysBefore(month: month, in: year)
            let firstMatch = CivilCalendar.remainder(weekday - CivilCalendar.weekday(ofDay: firstDay + before), 7)
            let match = firstMatch + 7 * (week - 1)
            let isInMonth = match < CivilCalendar.length(ofMonth: month, in: year)
            return before + (isInMonth ? match : match - 7)
        }
    }
}
