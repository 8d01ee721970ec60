/// `DateTime` as `xs:dateTime` writes it: `2018-07-20T18:28:48.2632862+02:00`.
package enum DateTimeText {
    /// The longest that `write` makes.
    package static let longest = 33

    /// Reads a date and time; nil when the bytes are not one, or name a moment outside the years 1 to 9999.
    ///
    /// Up to seven fraction digits are kept and further ones dropped, since a tick is the smallest step there is.
    package static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> DateTime? {
        guard let start = bytes.baseAddress, bytes.count >= 19, bytes.count <= 64 else { return nil }
        // The count was checked: 19 bytes are there.
        guard let century = pair(start), let yearOfCentury = pair(start + 2), start[4] == 0x2D,
            let month = pair(start + 5), start[7] == 0x2D, let day = pair(start + 8), start[10] == 0x54,
            let hour = pair(start + 11), start[13] == 0x3A, let minute = pair(start + 14), start[16] == 0x3A,
            let second = pair(start + 17)
        else { return nil }
        guard let days = CalendarDate.days(year: century &* 100 &+ yearOfCentury, month: month, day: day) else { return nil }
        guard hour <= 23, minute <= 59, second <= 59 else { return nil }

        var position = 19
        var fraction: Int64 = 0
        if position < bytes.count, start[position] == 0x2E {
            position &+= 1
            var scale = DateTime.ticksPerSecond
            let first = position
            while position < bytes.count, let digit = digit(start[position]) {
                scale /= 10
                fraction &+= Int64(digit) &* scale
                position &+= 1
            }
            if position == first { return nil }
        }
        let seconds = Int64(days) &* 86_400 &+ Int64(hour &* 3600 &+ minute &* 60 &+ second)
        let ticks = seconds &* DateTime.ticksPerSecond &+ fraction
        if position == bytes.count { return DateTime(ticks: ticks) }
        if position == bytes.count - 1, start[position] == 0x5A { return DateTime(ticks: ticks, zone: .utc) }

        guard position == bytes.count - 6, start[position] == 0x2B || start[position] == 0x2D,
            let hours = pair(start + position + 1), start[position + 3] == 0x3A, let minutes = pair(start + position + 4),
            minutes <= 59
        else { return nil }
        let east = hours &* 60 &+ minutes
        guard let zone = DateTime.Zone(minutesEast: start[position] == 0x2B ? east : -east) else { return nil }
        return DateTime(ticks: ticks, zone: zone)
    }

    /// Writes into a writer that has room for `longest` bytes; the fraction loses its trailing zeros.
    @inline(__always)
    package static func uncheckedWrite(_ value: DateTime, to writer: inout ByteWriter) {
        let target = writer.tail
        writer.uncheckedAdvance(write(value, at: target))
    }

    /// Writes at `target`, which has room for `longest` bytes, and answers how many were written.
    private static func write(_ value: DateTime, at target: UnsafeMutablePointer<UInt8>) -> Int {
        // A sum of offset and ticks may leave the calendar by some hours; the calendar's edge stands for it.
        let ticks = UInt64(clamping: Swift.min(value.ticks, DateTime.end - 1))
        let (seconds, fraction) = ticks.quotientAndRemainder(dividingBy: UInt64(DateTime.ticksPerSecond))
        let (days, secondOfDay) = seconds.quotientAndRemainder(dividingBy: 86_400)
        let date = CalendarDate.civil(days: Int(truncatingIfNeeded: days))
        let time = Int(truncatingIfNeeded: secondOfDay)

        IntegerText.writePair(date.year / 100, at: target)
        IntegerText.writePair(date.year % 100, at: target + 2)
        target[4] = 0x2D
        IntegerText.writePair(date.month, at: target + 5)
        target[7] = 0x2D
        IntegerText.writePair(date.day, at: target + 8)
        target[10] = 0x54
        IntegerText.writePair(time / 3600, at: target + 11)
        target[13] = 0x3A
        IntegerText.writePair(time / 60 % 60, at: target + 14)
        target[16] = 0x3A
        IntegerText.writePair(time % 60, at: target + 17)
        var length = 19
        if fraction != 0 {
            target[19] = 0x2E
            let whole = Int(truncatingIfNeeded: fraction)
            IntegerText.writePair(whole / 100_000, at: target + 20)
            IntegerText.writePair(whole / 1000 % 100, at: target + 22)
            IntegerText.writePair(whole / 10 % 100, at: target + 24)
            target[26] = UInt8(truncatingIfNeeded: whole % 10) &+ 0x30
            length = 27
            while target[length &- 1] == 0x30 { length &-= 1 }
        }
        if value.zone == .utc {
            target[length] = 0x5A
            length &+= 1
        } else if let east = value.zone.minutesEast {
            target[length] = east < 0 ? 0x2D : 0x2B
            let minutes = Int(east.magnitude)
            IntegerText.writePair(minutes / 60, at: target + length + 1)
            target[length &+ 3] = 0x3A
            IntegerText.writePair(minutes % 60, at: target + length + 4)
            length &+= 6
        }
        return length
    }

    @inline(__always)
    private static func digit(_ byte: UInt8) -> Int? {
        let value = byte &- 0x30
        return value <= 9 ? Int(value) : nil
    }

    /// Two digits at `start`, which must have two bytes behind it.
    @inline(__always)
    private static func pair(_ start: UnsafePointer<UInt8>) -> Int? {
        let tens = start[0] &- 0x30
        let units = start[1] &- 0x30
        guard tens <= 9, units <= 9 else { return nil }
        return Int(tens) &* 10 &+ Int(units)
    }
}

extension DateTime: CustomStringConvertible {
    package var description: String {
        var writer = ByteWriter(capacity: DateTimeText.longest)
        DateTimeText.uncheckedWrite(self, to: &writer)
        return writer.text()
    }

    /// Reads `xs:dateTime` text; nil when it is not one.
    package init?(_ text: String) {
        var text = text
        guard let value = text.withUTF8(DateTimeText.read) else { return nil }
        self = value
    }
}
