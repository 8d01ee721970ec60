import Messages
import Storage
import Wire

/// What a stream of events begins with.
struct EventOptions: Sendable {
    /// The name under which the store keeps how far the consumer has come; nil when it does not.
    var cursor: String?
    /// The event after which the stream begins; nil for those that are yet to come.
    var after: Int64?
    var filter = EventFilter()

    static let longestCursor = 200

    init() {}

    /// Reads the JSON object of chatcore_events_open().
    init(_ json: [UInt8]) throws(OperationError) {
        if json.isEmpty { return }
        let tree = try reading { () throws(WireError) in
            try json.withUnsafeBufferPointer { (bytes) throws(WireError) in try JSONValue(bytes) }
        }
        guard case .object(let members) = tree else {
            throw OperationError(.value, "expected an object", path: "options")
        }
        for member in members where member.value != .null {
            let value = member.value
            switch member.name {
            case "Cursor": cursor = try EventOptions.name(value)
            case "After": after = try EventOptions.number(value, "After", 0...Int64.max)
            case "Topics": filter.topicIDs = Set(try EventOptions.list(value, "Topics", EventOptions.id))
            case "Kinds": filter.kinds = Set(try EventOptions.list(value, "Kinds", EventOptions.kind))
            case "ChatSessionId": filter.sessionID = try EventOptions.id(value, "ChatSessionId")
            default:
                throw OperationError(
                    .value, "expected Cursor, After, Topics, Kinds or ChatSessionId", path: member.name.quoted)
            }
        }
    }

    private static func name(_ value: JSONValue) throws(OperationError) -> String {
        guard case .string(let text) = value, (1...longestCursor).contains(text.utf8.count) else {
            throw OperationError(.value, "expected a name of 1 to \(longestCursor) bytes", path: "Cursor")
        }
        return text
    }

    private static func number(
        _ value: JSONValue, _ path: String, _ range: ClosedRange<Int64>
    ) throws(OperationError) -> Int64 {
        guard case .number(let text) = value, let number = Int64(text), range.contains(number) else {
            throw OperationError(.value, "expected a whole number from \(range.lowerBound) on", path: path)
        }
        return number
    }

    private static func id(_ value: JSONValue, _ path: String) throws(OperationError) -> Int32 {
        Int32(truncatingIfNeeded: try number(value, path, 1...Int64(Int32.max)))
    }

    private static func kind(_ value: JSONValue, _ path: String) throws(OperationError) -> Int32 {
        guard case .string(let name) = value else { throw OperationError(.value, "expected the name of a kind of event", path: path) }
        return try kind(named: name, at: path)
    }

    /// The stored number of a kind of event.
    static func kind(named name: String, at path: String) throws(OperationError) -> Int32 {
        guard let kind = EventKind(name: name) else {
            throw OperationError(
                .value, "expected one of " + EventKind.allCases.map(\.name).joined(separator: ", "), path: path)
        }
        return kind.rawValue
    }

    private static func list(
        _ value: JSONValue, _ path: String, _ element: (JSONValue, String) throws(OperationError) -> Int32
    ) throws(OperationError) -> [Int32] {
        guard case .array(let elements) = value, !elements.isEmpty else {
            throw OperationError(.value, "expected a list that is not empty", path: path)
        }
        var list: [Int32] = []
        for (index, value) in elements.enumerated() { list.append(try element(value, "\(path)[\(index)]")) }
        return list
    }
}
