import Carriers
package import Messages
import Sessions
import Wire

/// What the library says of itself to programs and people: JSON, service descriptions in XML, and one drawing.
package enum LibraryDescription {
    /// - Parameter kind: `operations`, `carriers`, `config`, `errors`, `events`, `openapi`, `session-states`,
    ///   `session-states-graph`, or `wsdl/Chat/88` and the like.
    package static func text(of kind: String) throws(OperationError) -> [UInt8] {
        if kind == "session-states-graph" { return Array(SessionDrawing.graph.utf8) }
        if let wsdl = wsdl(of: kind) { return wsdl }
        let json: JSONValue =
            switch kind {
            case "operations": OperationDescription.json
            case "carriers": CarrierDescription.json
            case "config": ConfigDescription.json
            case "errors": ErrorDescription.json
            case "events": EventDescription.json
            case "openapi": OpenAPIWriter.json(mount: [])
            case "session-states": SessionDrawing.json
            default:
                throw OperationError(
                    .value,
                    """
                    expected operations, carriers, config, errors, events, openapi, session-states, session-states-graph or the \
                    like of wsdl/Chat/88
                    """,
                    path: "kind")
            }
        return json.bytes
    }

    /// The service description that `wsdl/Service/Release` names.
    private static func wsdl(of kind: String) -> [UInt8]? {
        let parts = kind.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "wsdl", let service = Service(rawValue: String(parts[1])), let release = Int(parts[2])
        else { return nil }
        return WSDLWriter(service, release)?.document().bytes(
            address: RequestOrigin.unknown + SOAPDestination.path(service, release, mount: []))
    }
}
