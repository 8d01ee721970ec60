package import Carriers
package import Wire

/// A session's messages as somebody may keep them.
package enum Transcript {
    /// One message, its time on the reader's clock already.
    package struct Line: Hashable, Sendable {
        package var posted: DateTime
        package var author: String
        /// With harmless tags; others are made harmless.
        package var text: String

        package init(posted: DateTime, author: String, text: String) {
            self.posted = posted
            self.author = author
            self.text = text
        }
    }

    /// Whether a message is shown: it has a text, and its time has come.
    package static func shows(_ message: ChatMessage, at now: Moment) -> Bool {
        message.message?.isEmpty == false && Moment(message.whenPosted) <= now
    }

    /// One line for each message: `[yyyy-MM-dd HH:mm:ss] Author: text`. Breaks within a text become spaces.
    package static func text(_ lines: [Line]) -> String {
        var text = ""
        for line in lines {
            text += "[\(clock(line.posted))] "
            if !line.author.isEmpty { text += "\(oneLine(line.author)): " }
            text += "\(HTMLReduction.plainLine(line.text))\n"
        }
        return text
    }

    /// The same as a fragment of a document: complete in itself and harmless.
    package static func html(_ lines: [Line]) -> String {
        var html = "<div class=\"transcript\">\n"
        for line in lines {
            html += "<div><time>\(clock(line.posted))</time> "
            if !line.author.isEmpty { html += "<b>\(HTMLReduction.escape(oneLine(line.author)))</b>: " }
            html += "\(HTMLReduction.reduce(line.text))</div>\n"
        }
        return html + "</div>\n"
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).map(String.init).joined(separator: " ")
    }

    private static func clock(_ date: DateTime) -> String {
        let seconds = max(date.ticks, 0) / DateTime.ticksPerSecond
        let (year, month, day) = CalendarDate.civil(days: Int(min(seconds / 86_400, 3_652_058)))
        let time = Int(seconds % 86_400)
        let parts = [month, day, time / 3600, time / 60 % 60, time % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        let digits = String(year)
        let padded = String(repeating: "0", count: max(4 - digits.utf8.count, 0)) + digits
        return "\(padded)-\(parts[0])-\(parts[1]) \(parts[2]):\(parts[3]):\(parts[4])"
    }
}
