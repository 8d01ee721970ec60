/// How far an activity has come.
package enum ActivityStatus: Int32, ProtocolEnum {
    case unknown = 0
    case notStarted = 1
    case started = 2
    case completed = 3

    package static var typeName: StaticString { "ActivityStatus" }
    package static var zero: ActivityStatus { .unknown }
    package static let values: [ActivityStatus] = [
        .unknown, .notStarted, .started, .completed,
    ]

    package var name: StaticString {
        switch self {
        case .unknown: "Unknown"
        case .notStarted: "NotStarted"
        case .started: "Started"
        case .completed: "Completed"
        }
    }
}
