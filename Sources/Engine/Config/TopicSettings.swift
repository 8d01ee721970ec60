import Carriers
import Messages
import Sessions
import Wire

/// What a topic does beyond the protocol.
struct TopicSettings: Sendable, Equatable {
    /// To whom those who wait go by themselves; nil when agents pick up.
    var assignment: Assignment?
    /// Chats of an agent, in all topics, up to which they get more.
    var capacity: Int32 = 1
    /// Seconds that an agent has to accept a session; 0 when sessions are given without asking.
    var answerSeconds: Int32 = 0
    /// Sessions of topics with higher ones go first.
    var priority: Int32 = 0
    /// Seconds of open time within which a session is to be picked up; 0 for none.
    var serviceLevel: Int32 = 0
    /// When it is open, in place of its own hours.
    var hours: OpeningCalendar?
    /// The zone of these hours; nil for that of its own.
    var zone: String?
}

/// What all topics do beyond the protocol.
struct TopicTable: Sendable {
    private var named: [Int32: TopicSettings] = [:]
    private var others = TopicSettings()
    /// Whether any topic assigns by itself.
    private(set) var assigns = false
    /// Whether somebody has to be told of sessions that come into a queue or leave it.
    private(set) var watchesQueues = false

    /// The topics that assign by themselves; nil when any may that is not named.
    var assigning: [Int32]? { others.assignment == nil ? namedAssigning : nil }
    private var namedAssigning: [Int32] = []

    subscript(id: Int32) -> TopicSettings { named[id] ?? others }


    /// - Parameter id: nil for all topics that are not named.
    mutating func set(_ settings: TopicSettings, of id: Int32?) {
        if let id { named[id] = settings } else { others = settings }
        if settings.assignment != nil {
            assigns = true
            if let id { namedAssigning.append(id) }
        }
        if settings.assignment != nil || settings.serviceLevel > 0 { watchesQueues = true }
    }
}

// Hours as the config writes them.
extension OpeningCalendar {
    /// - Parameter place: where they stand, for errors.
    init(_ config: OpeningHoursConfig, at place: String) throws(OperationError) {
        let days = [
            ("monday", config.monday), ("tuesday", config.tuesday), ("wednesday", config.wednesday), ("thursday", config.thursday),
            ("friday", config.friday), ("saturday", config.saturday), ("sunday", config.sunday),
        ]
        var week: [[Span]] = []
        for (name, text) in days { week.append(try OpeningCalendar.spans(text, at: "\(place).\(name)")) }
        var exceptions: [Int64: [Span]] = [:]
        for pair in config.exceptions?.pairs ?? [] {
            let (key, path) = (pair.key ?? "", "\(place).exceptions.\(pair.key ?? "")")
            // Ten letters are a date without a time of day.
            guard key.utf8.count == 10, let date = DateTime("\(key)T00:00:00") else {
                throw OperationError(.config, "expected a date such as \"2026-12-24\"", path: path)
            }
            exceptions[date.ticks / (24 * 3600 * DateTime.ticksPerSecond)] = try OpeningCalendar.spans(pair.value, at: path)
        }
        self.init(week: week, exceptions: exceptions)
    }

    private static func spans(_ text: String?, at path: String) throws(OperationError) -> [Span] {
        var spans: [Span] = []
        for part in (text ?? "").split(separator: ",") {
            let times = part.split(separator: "-", omittingEmptySubsequences: false).map { clock($0) }
            guard times.count == 2, let start = times[0], let stop = times[1], let span = Span(from: start, to: stop) else {
                throw OperationError(.config, "expected times such as \"08:00-12:00, 13:00-17:00\"", path: path)
            }
            spans.append(span)
        }
        return spans
    }

    /// A time of day of hours and minutes, with nothing but blanks around it.
    private static func clock(_ text: Substring) -> TimeSpan? {
        let words = text.split(separator: " ")
        guard let word = words.first, words.count == 1, word.utf8.count == 5 else { return nil }
        return TimeSpan(String(word))
    }
}
