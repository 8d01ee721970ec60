import Carriers
package import Messages
import Sessions
import Wire

/// What the library says of itself to programs and people: JSON, and one drawing.
package enum LibraryDescription {
    /// - Parameter kind: `operations`, `carriers`, `config`, `errors`, `session-states` or `session-states-graph`.
    package static func text(of kind: String) throws(OperationError) -> [UInt8] {
        if kind == "session-states-graph" { return Array(SessionDrawing.graph.utf8) }
        let json: JSONValue =
            switch kind {
            case "operations": OperationDescription.json
            case "carriers": CarrierDescription.json
            case "config": ConfigDescription.json
            case "errors": ErrorDescription.json
            case "session-states": SessionDrawing.json
            default:
                throw OperationError(
                    .value, "expected operations, carriers, config, errors, session-states or session-states-graph",
                    path: "kind")
            }
        var writer = ByteWriter()
        json.write(to: &writer)
        return writer.bytes()
    }
}
