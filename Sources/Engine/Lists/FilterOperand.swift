import Carriers
import Messages
import Storage
import Wire

// What a value in a filter stands for, which depends on the column that it is compared with.
extension FilterCondition {
    /// A date in a filter: the day, when that is all it names, and the moment.
    struct FilterDate {
        /// nil when a time stands there too.
        let day: Int?
        let onDay: Int
        let ticks: Int64
    }

    func operand(_ value: FilterValue, of column: SessionColumn) throws(WireError) -> ListValue {
        switch column.kind {
        case .text: return .text(try text(value))
        case .bool: return .integer(try truth(value))
        case .date: return .integer(try date(value).ticks)
        case .status: return .integer(try status(value))
        case .integer, .associate: return try number(value)
        }
    }

    private func text(_ value: FilterValue) throws(WireError) -> String {
        switch value.kind {
        case .text(let text), .number(let text), .date(let text), .word(let text): return text
        case .bool(let truth): return truth ? "true" : "false"
        case .null: throw WireError(.value, "expected a text; eq null and isNull ask for none", offset: value.offset)
        }
    }

    private func truth(_ value: FilterValue) throws(WireError) -> Int64 {
        switch value.kind {
        case .bool(let truth): return truth ? 1 : 0
        case .number("1"): return 1
        case .number("0"): return 0
        default: throw WireError(.value, "expected true or false", offset: value.offset)
        }
    }

    private func number(_ value: FilterValue) throws(WireError) -> ListValue {
        if case .number(let digits) = value.kind {
            if let integer = Int64(digits) { return .integer(integer) }
            if let real = Double(digits) { return .real(real) }
        }
        throw WireError(.value, "expected a number", offset: value.offset)
    }

    private func status(_ value: FilterValue) throws(WireError) -> Int64 {
        switch value.kind {
        case .text(let name), .word(let name), .number(let name):
            if let status = ChatSessionStatus.values.first(where: { "\($0.name)".equalsIgnoringCase(name) }) {
                return Int64(status.rawValue)
            }
            if let number = Int32(name), ChatSessionStatus(rawValue: number) != nil { return Int64(number) }
        default: break
        }
        throw WireError(.value, "expected \(ChatSessionStatus.expectation())", offset: value.offset)
    }

    func date(_ value: FilterValue) throws(WireError) -> FilterDate {
        if case .text(let text) = value.kind { return try date(text, at: value.offset) }
        if case .date(let text) = value.kind { return try date(text, at: value.offset) }
        throw WireError(.value, "expected a date such as '2026-11-21' or '2026-11-21T09:00:00Z'", offset: value.offset)
    }

    private func date(_ text: String, at offset: Int) throws(WireError) -> FilterDate {
        let isDay = text.utf8.count == 10
        guard let date = DateTime(isDay ? text + "T00:00:00" : text) else {
            throw WireError(.value, "expected a date such as '2026-11-21' or '2026-11-21T09:00:00Z'", offset: offset)
        }
        let day = calendar.day(of: date)
        return FilterDate(
            day: isDay ? day : nil, onDay: day, ticks: isDay ? calendar.beginning(ofDay: day) : calendar.context.ticks(of: date))
    }
}

extension SessionColumn {
    /// The store's name for the column.
    var field: ListField {
        switch self {
        case .chatSessionID: .id
        case .topicID: .topicID
        case .userID: .userID
        case .personID: .personID
        case .customerAlias: .customerAlias
        case .customerHost: .customerHost
        case .customerName: .customerName
        case .customerEmail: .customerEmail
        case .customerPhone: .customerPhone
        case .customerConsented: .customerConsented
        case .customerCompanyName: .customerCompanyName
        case .status: .status
        case .firstMessage: .firstMessage
        case .lastMessage: .lastMessage
        case .whenRequested: .whenRequested
        case .whenStarted: .whenStarted
        case .whenEnded: .whenEnded
        case .whenIdle: .whenIdle
        case .whenFetched: .whenFetched
        case .initialQueuePos: .initialQueuePos
        case .alertLevel: .alertLevel
        case .rank: .rank
        case .flags: .flags
        case .contactID: .contactID
        case .projectID: .projectID
        case .saleID: .saleID
        case .ticketID: .ticketID
        case .transferTo: .transferTo
        case .chatbotIsActive: .chatbotIsActive
        case .rating: .rating
        case .modified: .modified
        }
    }
}
