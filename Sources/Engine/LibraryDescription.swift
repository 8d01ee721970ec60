import Carriers
package import Messages
import Wire

/// What the library says of itself to programs and people, as JSON.
package enum LibraryDescription {
    /// - Parameter kind: `operations`, `carriers`, `config` or `errors`.
    package static func text(of kind: String) throws(OperationError) -> [UInt8] {
        let json: JSONValue =
            switch kind {
            case "operations": OperationDescription.json
            case "carriers": CarrierDescription.json
            case "config": ConfigDescription.json
            case "errors": ErrorDescription.json
            default: throw OperationError(.value, "expected operations, carriers, config or errors", path: "kind")
            }
        var writer = ByteWriter()
        json.write(to: &writer)
        return writer.bytes()
    }
}
