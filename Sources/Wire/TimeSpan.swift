/// A length of time, in 100-nanosecond steps; on the wire an ISO 8601 duration of days and smaller, such as `PT8H30M`.
package struct TimeSpan: Hashable, Sendable {
    package var ticks: Int64

    package init(ticks: Int64 = 0) {
        self.ticks = ticks
    }

    package init(hours: Int, minutes: Int = 0) {
        ticks = Int64(hours * 60 + minutes) * 60 * DateTime.ticksPerSecond
    }

    private static let units: [(designator: UInt8, inTime: Bool, ticks: Int64)] = [
        (0x44, false, 864_000_000_000), (0x48, true, 36_000_000_000), (0x4D, true, 600_000_000), (0x53, true, 10_000_000),
    ]
}

extension TimeSpan: CustomStringConvertible {
    /// The shortest spelling; `PT0S` for none.
    package var description: String {
        if ticks == 0 { return "PT0S" }
        var text = ticks < 0 ? "-P" : "P"
        var rest = ticks.magnitude
        var timeBegun = false
        for unit in TimeSpan.units {
            let (count, remainder) = rest.quotientAndRemainder(dividingBy: UInt64(unit.ticks))
            let fraction = unit.designator == 0x53 ? remainder : 0
            rest = remainder
            guard count > 0 || fraction > 0 else { continue }
            if unit.inTime, !timeBegun {
                text += "T"
                timeBegun = true
            }
            text += String(count)
            if fraction > 0 {
                var digits = String(10_000_000 + fraction).dropFirst()
                while digits.last == "0" { digits.removeLast() }
                text += "." + digits
            }
            text.append(Character(Unicode.Scalar(unit.designator)))
        }
        return text
    }

    /// Reads a duration of days, hours, minutes and seconds, in that order; also `hh:mm:ss`, which REST accepts.
    /// Nil when the text is neither, or longer than a tick count can say.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let value = TimeSpan.readDuration(bytes) ?? TimeSpan.readClock(bytes) else { return nil }
        self.init(ticks: value)
    }

    private static func readDuration(_ bytes: [UInt8]) -> Int64? {
        var rest = bytes[...]
        let negative = rest.first == 0x2D
        if negative { rest.removeFirst() }
        guard rest.popFirst() == 0x50 else { return nil }
        var total: Int64 = 0
        var inTime = false
        var next = 0
        var parts = 0
        while let byte = rest.first {
            if byte == 0x54, !inTime {
                inTime = true
                rest.removeFirst()
                if rest.isEmpty { return nil }
                continue
            }
            guard let (whole, fraction) = readNumber(&rest), let designator = rest.popFirst() else { return nil }
            guard let index = units.indices.first(where: { $0 >= next && units[$0].designator == designator && units[$0].inTime == inTime })
            else { return nil }
            if fraction != nil, designator != 0x53 { return nil }
            next = index + 1
            parts += 1
            let (scaled, tooLong) = whole.multipliedReportingOverflow(by: units[index].ticks)
            let (sum, overflow) = total.addingReportingOverflow(scaled)
            let (withFraction, pastEnd) = sum.addingReportingOverflow(fraction ?? 0)
            if tooLong || overflow || pastEnd { return nil }
            total = withFraction
        }
        return parts == 0 ? nil : (negative ? -total : total)
    }

    /// A whole number and, as ticks of a second, its fraction where it has one.
    private static func readNumber(_ rest: inout ArraySlice<UInt8>) -> (Int64, Int64?)? {
        var whole: Int64 = 0
        var digits = 0
        while let byte = rest.first, byte >= 0x30, byte <= 0x39 {
            let (scaled, tooLong) = whole.multipliedReportingOverflow(by: 10)
            let (sum, overflow) = scaled.addingReportingOverflow(Int64(byte - 0x30))
            if tooLong || overflow { return nil }
            whole = sum
            digits += 1
            rest.removeFirst()
        }
        guard digits > 0 else { return nil }
        guard rest.first == 0x2E else { return (whole, nil) }
        rest.removeFirst()
        var fraction: Int64 = 0
        var scale = DateTime.ticksPerSecond
        var places = 0
        while let byte = rest.first, byte >= 0x30, byte <= 0x39 {
            scale /= 10
            fraction += Int64(byte - 0x30) * scale
            places += 1
            rest.removeFirst()
        }
        return places == 0 ? nil : (whole, fraction)
    }

    private static func readClock(_ bytes: [UInt8]) -> Int64? {
        let parts = bytes.split(separator: 0x3A, omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3 else { return nil }
        var seconds: Int64 = 0
        for part in parts {
            guard let tens = part.first, let ones = part.last, part.count == 2, (0x30...0x35).contains(tens), (0x30...0x39).contains(ones)
            else { return nil }
            seconds = seconds * 60 + Int64(tens - 0x30) * 10 + Int64(ones - 0x30)
        }
        return (parts.count == 2 ? seconds * 60 : seconds) * DateTime.ticksPerSecond
    }
}
