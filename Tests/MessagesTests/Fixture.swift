import Messages
import Testing
import Wire

/// The error that `body` throws; a failure of the test when it throws none.
func failure<R>(at location: SourceLocation = #_sourceLocation, _ body: () throws(OperationError) -> R) -> OperationError? {
    do throws(OperationError) {
        _ = try body()
        Issue.record("No error was thrown.", sourceLocation: location)
        return nil
    } catch {
        return error
    }
}

// What tests ask a JSON value for; empty when it is of another shape.
extension JSONValue {
    var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
    var members: [JSONValue.Member] { if case .object(let members) = self { members } else { [] } }
    var string: String { if case .string(let text) = self { text } else { "" } }
}

extension HTTPRequest {
    var text: String { String(decoding: body, as: UTF8.self) }
}

extension HTTPResponse {
    var text: String { String(decoding: body, as: UTF8.self) }
}
