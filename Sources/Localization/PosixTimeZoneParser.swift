import Wire

extension PosixTimeZone {
    /// Reads a rule out of a larger input, whose indices are the offsets that errors tell.
    ///
    /// Times of day may run from -167 to 167 hours, as version 3 of the zone files allows.
    init(parsing bytes: ArraySlice<UInt8>, path: String) throws(WireError) {
        var parser = PosixTimeZoneParser(rest: bytes, path: path)
        let standardName = try parser.name()
        let standardSeconds = -(try parser.time(maximumHours: 24))
        standard = ZoneOffset(seconds: Int32(standardSeconds), isDaylight: false, abbreviation: standardName)
        guard !parser.rest.isEmpty else {
            daylight = nil
            return
        }
        let daylightName = try parser.name()
        let isHourAhead = parser.rest.isEmpty || parser.rest.first == UInt8(ascii: ",")
        let daylightSeconds = isHourAhead ? standardSeconds + 3600 : -(try parser.time(maximumHours: 24))
        let start = try parser.change()
        let end = try parser.change()
        guard parser.rest.isEmpty else { throw parser.malformed("expected the end of the rule") }
        daylight = Daylight(
            offset: ZoneOffset(seconds: Int32(daylightSeconds), isDaylight: true, abbreviation: daylightName),
            start: start, end: end)
    }
}

/// The grammar of POSIX time zone rules, one method for each of its parts.
private struct PosixTimeZoneParser {
    var rest: ArraySlice<UInt8>
    let path: String

    /// `CET` or `<+03>`.
    mutating func name() throws(WireError) -> String {
        let isQuoted = skip("<")
        let letters = rest.prefix { byte in
            byte.isLetter || isQuoted && (byte.isDigit || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-"))
        }
        guard (3...32).contains(letters.count) else {
            throw malformed("expected an abbreviation of 3 to 32 \(isQuoted ? "letters, digits and signs" : "letters")")
        }
        rest = rest[letters.endIndex...]
        if isQuoted, !skip(">") { throw malformed("expected '>' after an abbreviation") }
        return String(decoding: letters, as: UTF8.self)
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    mutating func time(maximumHours: Int64) throws(WireError) -> Int64 {
        let isNegative = skip("-")
        if !isNegative { _ = skip("+") }
        var seconds = try number(0...maximumHours, "hours") * 3600
        if skip(":") {
            seconds += try number(0...59, "minutes") * 60
            if skip(":") { seconds += try number(0...59, "seconds") }
        }
        return isNegative ? -seconds : seconds
    }

    /// `,M3.5.0/2`, `,J60` or `,59/-1`; without a time it is 02:00.
    mutating func change() throws(WireError) -> PosixTimeZone.Change {
        guard skip(",") else { throw malformed("expected ',' and the day of a change") }
        let day: PosixTimeZone.Day
        if skip("M") {
            let month = try number(1...12, "month")
            guard skip(".") else { throw malformed("expected '.' after a month") }
            let week = try number(1...5, "week")
            guard skip(".") else { throw malformed("expected '.' after a week") }
            day = .weekday(month: month, week: week, weekday: try number(0...6, "weekday"))
        } else if skip("J") {
            day = .withoutLeapDay(try number(1...365, "day"))
        } else {
            day = .ofYear(try number(0...365, "day"))
        }
        return PosixTimeZone.Change(day: day, seconds: skip("/") ? try time(maximumHours: 167) : 7200)
    }

    private mutating func number(_ range: ClosedRange<Int64>, _ what: String) throws(WireError) -> Int64 {
        let digits = rest.prefix { byte in byte.isDigit }
        guard !digits.isEmpty else { throw malformed("expected the \(what)") }
        // Three digits are the most that any part has, leading zeros aside.
        var value: Int64 = 0
        for digit in digits where value <= range.upperBound { value = value * 10 + Int64(digit - UInt8(ascii: "0")) }
        guard range.contains(value) else {
            throw WireError(
                .value, "Time zone rule: expected the \(what) to be \(range.lowerBound) to \(range.upperBound)", path: path,
                offset: digits.startIndex)
        }
        rest = rest[digits.endIndex...]
        return value
    }

    private mutating func skip(_ expected: Unicode.Scalar) -> Bool {
        guard let byte = rest.first, byte == UInt8(ascii: expected) else { return false }
        rest.removeFirst()
        return true
    }

    func malformed(_ expectation: String) -> WireError {
        WireError(.malformed, "Time zone rule: \(expectation)", path: path, offset: rest.startIndex)
    }
}

extension UInt8 {
    /// An ASCII digit.
    var isDigit: Bool { self >= 0x30 && self <= 0x39 }
    /// An ASCII letter.
    var isLetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }
    /// The capital of an ASCII letter; any other byte as it is.
    var uppercased: UInt8 { self >= 0x61 && self <= 0x7A ? self & 0xDF : self }
}
