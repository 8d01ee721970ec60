/// How a support case stands.
package enum TicketBaseStatus: Int32, ProtocolEnum {
    case unknown = 0
    case active = 1
    case closed = 2
    case postponed = 3
    case deleted = 4
    case merged = 5
    case spam = 6
    case postponedSpecific = 1001
    case postponed1Hour = 1002
    case postponed2Hours = 1003
    case postponed3Hours = 1004
    case postponed4Hours = 1005
    case postponedDay = 1006
    case postponedWeek = 1007
    case postponedMonth = 1008

    package static var typeName: StaticString { "TicketBaseStatus" }
    package static var zero: TicketBaseStatus { .unknown }
    package static let values: [TicketBaseStatus] = [
        .unknown, .active, .closed, .postponed, .deleted, .merged, .spam, .postponedSpecific, .postponed1Hour,
        .postponed2Hours, .postponed3Hours, .postponed4Hours, .postponedDay, .postponedWeek, .postponedMonth,
    ]

    package var name: StaticString {
        switch self {
        case .unknown: "Unknown"
        case .active: "Active"
        case .closed: "Closed"
        case .postponed: "Postponed"
        case .deleted: "Deleted"
        case .merged: "Merged"
        case .spam: "Spam"
        case .postponedSpecific: "PostponedSpecific"
        case .postponed1Hour: "Postponed1Hour"
        case .postponed2Hours: "Postponed2Hours"
        case .postponed3Hours: "Postponed3Hours"
        case .postponed4Hours: "Postponed4Hours"
        case .postponedDay: "PostponedDay"
        case .postponedWeek: "PostponedWeek"
        case .postponedMonth: "PostponedMonth"
        }
    }
}
