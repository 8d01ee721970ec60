/// What a customer in the queue is told.
package enum QueueText {
    /// The topic's text with `{cque}` and `{cavw}` filled in; any other brace stays as it is.
    ///
    /// - Parameters:
    ///   - position: 1 is next.
    ///   - seconds: the average wait.
    package static func fill(_ text: String, position: Int32, averageWait seconds: Int32) -> String {
        var filled = ""
        var rest = Substring(text)
        while let brace = rest.firstIndex(of: "{") {
            filled += rest[..<brace]
            rest = rest[brace...]
            if rest.hasPrefix("{cque}") {
                filled += String(position)
                rest = rest.dropFirst(6)
            } else if rest.hasPrefix("{cavw}") {
                filled += clock(seconds)
                rest = rest.dropFirst(6)
            } else {
                filled += "{"
                rest = rest.dropFirst()
            }
        }
        return filled + rest
    }

    /// Hours and minutes as `hh:mm`, rounded to the minute; a hundred hours and more have more digits.
    package static func clock(_ seconds: Int32) -> String {
        let minutes = (Int64(max(seconds, 0)) + 30) / 60
        return "\(twoDigits(minutes / 60)):\(twoDigits(minutes % 60))"
    }

    private static func twoDigits(_ number: Int64) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
