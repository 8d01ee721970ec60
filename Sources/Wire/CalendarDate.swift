/// Days and civil dates of the proleptic Gregorian calendar, for the years 1 to 9999.
package enum CalendarDate {
    /// Days from 0001-01-01 to a date, or nil when there is no such date.
    @inline(__always)
    package static func days(year: Int, month: Int, day: Int) -> Int? {
        guard year >= 1, year <= 9999, month >= 1, month <= 12, day >= 1, day <= length(of: month, in: year) else {
            return nil
        }
        // March begins the year, so that the leap day is its last.
        let shifted = month > 2 ? year : year &- 1
        let monthFromMarch = month > 2 ? month &- 3 : month &+ 9
        let era = shifted / 400
        let yearOfEra = shifted &- era &* 400
        let dayOfYear = (153 &* monthFromMarch &+ 2) / 5 &+ day &- 1
        let dayOfEra = yearOfEra &* 365 &+ yearOfEra / 4 &- yearOfEra / 100 &+ dayOfYear
        return era &* 146_097 &+ dayOfEra &- 306
    }

    /// The date that lies `days` after 0001-01-01; `days` is 0 to 3,652,058.
    @inline(__always)
    package static func civil(days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days &+ 306
        let era = shifted / 146_097
        let dayOfEra = shifted &- era &* 146_097
        let yearOfEra = (dayOfEra &- dayOfEra / 1460 &+ dayOfEra / 36_524 &- dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra &- (365 &* yearOfEra &+ yearOfEra / 4 &- yearOfEra / 100)
        let monthFromMarch = (5 &* dayOfYear &+ 2) / 153
        let day = dayOfYear &- (153 &* monthFromMarch &+ 2) / 5 &+ 1
        let month = monthFromMarch < 10 ? monthFromMarch &+ 3 : monthFromMarch &- 9
        let year = yearOfEra &+ era &* 400 &+ (month <= 2 ? 1 : 0)
        return (year, month, day)
    }

    package static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    @inline(__always)
    private static func length(of month: Int, in year: Int) -> Int {
        if month == 2 { return isLeap(year) ? 29 : 28 }
        // 31 for January, March, May, July, August, October, December: bit n of the mask is month n.
        return (0b1_0101_1010_1010 >> month) & 1 == 1 ? 31 : 30
    }
}
