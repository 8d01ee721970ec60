/// `DateTime` as `xs:dateTime` writes it: `2018-07-20T18:28:48.2632862+02:00`.
package enum DateTimeText {
    /// The longest that `write` makes.
    package static let longest = 33

    /// Reads a date and time; nil when the bytes are not one, or name a moment outside the years 1 to 9999.
    ///
    /// Up to seven fraction digits are kept and further ones dropped, since a tick is the smallest step there is.
    package static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> DateTime? {
        guard let start = bytes.baseAddress, let (value, length) = read(at: start, readable: bytes.count), length == bytes.count
        else { return nil }
        return value
    }

    /// Reads the date and time that begins at `start`, from where on `readable` bytes are there, and answers how many of
    /// them it took. A fraction may have at most `longestFraction` digits.
    static func read(at start: UnsafePointer<UInt8>, readable: Int) -> (DateTime, length: Int)? {
        guard readable >= 19 else { return nil }
        // 19 bytes are three words of eight that overlap.
        guard let date = Words.digits(Words.load(start), laidOutAs: Layout.yearAndMonth),
            let middle = Words.digits(Words.load(start + 8), laidOutAs: Layout.dayAndTime),
            let time = Words.digits(Words.load(start + 11), laidOutAs: Layout.time)
        else { return nil }
        let year = Words.pair(date, at: 0) &* 100 &+ Words.pair(date, at: 2)
        guard let days = CalendarDate.days(year: year, month: Words.pair(date, at: 5), day: Words.pair(middle, at: 0)) else { return nil }
        let (hour, minute, second) = (Words.pair(time, at: 0), Words.pair(time, at: 3), Words.pair(time, at: 6))
        guard hour <= 23, minute <= 59, second <= 59 else { return nil }

        var position = 19
        var ticks = (Int64(days) &* 86_400 &+ Int64(hour &* 3600 &+ minute &* 60 &+ second)) &* DateTime.ticksPerSecond
        if position < readable, start[position] == 0x2E {
            guard let fraction = fraction(start, &position, readable) else { return nil }
            ticks &+= fraction
        }
        let sign = position < readable ? start[position] : 0
        if sign == 0x5A { return (DateTime(ticks: ticks, zone: .utc), position &+ 1) }
        guard sign == 0x2B || sign == 0x2D else { return (DateTime(ticks: ticks), position) }
        guard readable &- position >= 6,
            let hours = pair(start + position + 1), start[position &+ 3] == 0x3A, let minutes = pair(start + position + 4), minutes <= 59
        else { return nil }
        let east = hours &* 60 &+ minutes
        guard let zone = DateTime.Zone(minutesEast: sign == 0x2B ? east : -east) else { return nil }
        return (DateTime(ticks: ticks, zone: zone), position &+ 6)
    }

    /// The most digits that a fraction of a second may have.
    private static let longestFraction = 38

    /// How eight bytes of a date and time lie, the first of them lowest.
    private enum Layout {
        /// `0000-00-`
        static var yearAndMonth: UInt64 { 0x2D30_302D_3030_3030 }
        /// `00T00:00`
        static var dayAndTime: UInt64 { 0x3030_3A30_3054_3030 }
        /// `00:00:00`
        static var time: UInt64 { 0x3030_3A30_303A_3030 }
        /// `.0000000`
        static var fraction: UInt64 { 0x3030_3030_3030_302E }
    }

    /// The ticks that the fraction at `position` stands for, of which the point is there; nil when no digit follows.
    @inline(__always)
    private static func fraction(_ start: UnsafePointer<UInt8>, _ position: inout Int, _ readable: Int) -> Int64? {
        if readable &- position >= 9, let digits = Words.digits(Words.load(start + position), laidOutAs: Layout.fraction),
            digit(start[position &+ 8]) == nil
        {
            // Seven digits, as most writers write them, are ticks already; the point has become a zero in front.
            position &+= 8
            return Int64(truncatingIfNeeded: Words.number(digits))
        }
        let point = position
        var value: Int64 = 0
        var scale = DateTime.ticksPerSecond
        position &+= 1
        while position < readable, let digit = digit(start[position]) {
            scale /= 10
            value &+= Int64(digit) &* scale
            position &+= 1
        }
        let count = position &- point &- 1
        return count >= 1 && count <= longestFraction ? value : nil
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
