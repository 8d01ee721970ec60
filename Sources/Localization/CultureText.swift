/// Values that a string carries in a form without culture, as SuperOffice's CultureDataFormatter encodes them.
///
/// `[I:123]` integer, `[F:1234.5]` number, `[M:99.50]` money, `[D:12/31/2026]` date, `[DT:12/31/2026 14:05:00.1234567]`
/// date and time, `[T:14:05]` or `[T:14:05:00]` time, `[B:1]` truth. Other kinds and whatever is not well-formed stay as
/// they are.
enum CultureText {
    /// - Parameter mark: what stands between the brackets.
    static func formatted(_ mark: String, in culture: Culture) -> String? {
        guard let colon = mark.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let value = mark.utf8[mark.utf8.index(after: colon)...]
        switch mark[..<colon] {
        case "I": return integer(value)
        case "F", "M": return number(value, in: culture)
        case "D": return Date(value)?.formatted(by: culture.datePattern)
        case "T": return Time(value)?.formatted(by: culture.timePattern)
        case "DT": return dateAndTime(value, in: culture)
        case "B": return truth(value, in: culture)
        default: return nil
        }
    }

    /// Without groups: ids and years are integers too.
    private static func integer(_ value: Substring.UTF8View) -> String? {
        let digits = value.first == UInt8(ascii: "-") ? value.dropFirst() : value
        guard !digits.isEmpty, digits.allSatisfy(\.isDigit) else { return nil }
        return Int64(Substring(value)).map { String($0) }
    }

    /// Keeps every digit, for what the sender rounded to is not for us to know.
    private static func number(_ value: Substring.UTF8View, in culture: Culture) -> String? {
        let isNegative = value.first == UInt8(ascii: "-")
        let parts = (isNegative ? value.dropFirst() : value).split(
            separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, parts.allSatisfy({ part in !part.isEmpty && part.allSatisfy(\.isDigit) }) else {
            return nil
        }
        var result = isNegative ? "-" : ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { result += culture.groupSeparator }
            result.append(Character(Unicode.Scalar(digit)))
        }
        if parts.count == 2, let fraction = parts.last {
            result += culture.decimalSeparator
            result += Substring(fraction)
        }
        return result
    }

    private static func dateAndTime(_ value: Substring.UTF8View, in culture: Culture) -> String? {
        let parts = value.split(separator: 0x20, maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let date = parts.first.flatMap({ Date($0) }), let time = parts.last.flatMap({ Time($0) })
        else { return nil }
        return date.formatted(by: culture.datePattern) + " " + time.formatted(by: culture.timePattern)
    }

    private static func truth(_ value: Substring.UTF8View, in culture: Culture) -> String? {
        switch Substring(value) {
        case "1": culture.yes
        case "0": culture.no
        default: nil
        }
    }

    /// `MM/dd/yyyy`, a day that the calendar has.
    private struct Date {
        let year: Int64
        let month: Int64
        let day: Int64

        init?(_ text: Substring.UTF8View) {
            let parts = text.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            guard parts.map(\.count) == [2, 2, 4] else { return nil }
            let numbers = parts.compactMap { CultureText.digits($0) }
            guard numbers.count == 3, (1...12).contains(numbers[0]), numbers[2] > 0, numbers[1] > 0,
                numbers[1] <= CivilCalendar.length(ofMonth: numbers[0], in: numbers[2])
            else { return nil }
            (month, day, year) = (numbers[0], numbers[1], numbers[2])
        }

        func formatted(by pattern: String) -> String {
            CultureText.written(by: pattern) { letter in
                switch letter {
                case UInt8(ascii: "y"): year
                case UInt8(ascii: "M"): month
                case UInt8(ascii: "d"): day
                default: nil
                }
            }
        }
    }

    /// `HH:mm`, `HH:mm:ss` or `HH:mm:ss.fffffff`.
    private struct Time {
        let hour: Int64
        let minute: Int64

        init?(_ text: Substring.UTF8View) {
            let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
            guard (2...3).contains(parts.count), parts[0].count == 2, parts[1].count == 2,
                let hour = CultureText.digits(parts[0]), hour < 24, let minute = CultureText.digits(parts[1]), minute < 60
            else { return nil }
            if parts.count == 3 {
                let fraction = parts[2].dropFirst(3)
                let hasPoint = parts[2].dropFirst(2).first == UInt8(ascii: ".")
                guard let second = CultureText.digits(parts[2].prefix(2)), second < 60, parts[2].count >= 2,
                    parts[2].count == 2 || hasPoint && (1...7).contains(fraction.count) && fraction.allSatisfy(\.isDigit)
                else { return nil }
            }
            self.hour = hour
            self.minute = minute
        }

        func formatted(by pattern: String) -> String {
            let text = CultureText.written(by: pattern) { letter in
                switch letter {
                case UInt8(ascii: "H"): hour
                case UInt8(ascii: "h"): (hour + 11) % 12 + 1
                case UInt8(ascii: "m"): minute
                default: nil
                }
            }
            guard pattern.hasSuffix("tt") else { return text }
            return text.dropLast(2) + (hour < 12 ? "AM" : "PM")
        }
    }

    private static func digits(_ text: Substring.UTF8View) -> Int64? {
        guard text.count <= 4, text.allSatisfy(\.isDigit) else { return nil }
        return Int64(Substring(text))
    }

    /// Puts numbers in the place of runs of letters, with zeros in front up to the run's length.
    private static func written(by pattern: String, number: (UInt8) -> Int64?) -> String {
        var result = ""
        var rest = pattern.utf8[...]
        while let letter = rest.first {
            let run = rest.prefix { $0 == letter }
            rest = rest.dropFirst(run.count)
            guard let value = number(letter) else {
                result += Substring(run)
                continue
            }
            let digits = String(value)
            result += String(repeating: "0", count: max(0, run.count - digits.utf8.count)) + digits
        }
        return result
    }
}
