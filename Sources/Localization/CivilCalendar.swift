/// The Gregorian calendar as arithmetic on day numbers, day 0 being 1970-01-01.
enum CivilCalendar {
    static let secondsPerDay: Int64 = 86_400
    /// The calendar repeats exactly, weekdays included, after 400 years.
    static let secondsPerCycle: Int64 = 146_097 * secondsPerDay

    static func isLeap(_ year: Int64) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    static func length(ofMonth month: Int64, in year: Int64) -> Int64 {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The day number of 1 January. Years are within a few thousands of 1970, so nothing overflows.
    static func firstDay(of year: Int64) -> Int64 {
        let before = year - 1
        return 365 * (year - 1970) + (floored(before, 4) - 492) - (floored(before, 100) - 19) + (floored(before, 400) - 4)
    }

    /// Days of the year that precede the month.
    static func daysBefore(month: Int64, in year: Int64) -> Int64 {
        // 30.6 days a month from March on, in whole numbers; January and February are counted apart.
        guard month > 2 else { return month == 2 ? 31 : 0 }
        return (153 * (month - 3) + 2) / 5 + (isLeap(year) ? 60 : 59)
    }

    /// The year that a day number lies in.
    static func year(ofDay day: Int64) -> Int64 {
        // 400 years have 146,097 days: the estimate is right or one off.
        var year = 1970 + floored(day * 400, 146_097)
        if firstDay(of: year) > day { year -= 1 }
        if firstDay(of: year + 1) <= day { year += 1 }
        return year
    }

    /// 0 is Sunday.
    static func weekday(ofDay day: Int64) -> Int64 {
        remainder(day + 4, 7)
    }

    static func floored(_ value: Int64, _ divisor: Int64) -> Int64 {
        let quotient = value / divisor
        return value % divisor < 0 ? quotient - 1 : quotient
    }

    static func remainder(_ value: Int64, _ divisor: Int64) -> Int64 {
        let rest = value % divisor
        return rest < 0 ? rest + divisor : rest
    }
}
