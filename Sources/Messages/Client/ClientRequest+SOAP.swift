import Carriers
import Localization
import Wire

extension ClientRequest {
    static func soapRequest(
        _ operation: Operation, _ connection: Connection, _ arguments: any Carrier
    ) throws(OperationError) -> HTTPRequest {
        let form = try form(of: operation, connection)
        var writer = SOAPRequestWriter(form, operation.method)
        writer.ticket = connection.ticket
        writer.applicationToken = connection.applicationToken
        writer.timeZone = try timeZone(of: connection)

        var request = HTTPRequest(
            method: "POST", target: try mount(of: connection) + "/Remote/Services\(form.release)/\(form.service.pathName)")
        request.headers = [HTTPHeader("Content-Type", writer.contentType)]
        if form.version == .soap11 { request.headers.append(HTTPHeader("SOAPAction", writer.soapAction)) }
        request.body = body(arguments, writer)
        return request
    }

    private static func body<C: Carrier>(_ arguments: C, _ writer: SOAPRequestWriter) -> [UInt8] {
        var arguments = arguments
        return writer.write { $0.arguments(&arguments) }.bytes()
    }

    private static func form(of operation: Operation, _ connection: Connection) throws(OperationError) -> SOAPForm {
        guard let releases = operation.releases, let service = Service(rawValue: operation.group) else {
            throw OperationError(.operation, "\(operation.name) is not reached over SOAP", path: "connection.Protocol")
        }
        let release = connection.version == 0 ? releases.upperBound : Int(connection.version)
        guard releases.contains(release) else {
            throw OperationError(
                .operation, "\(operation.name) is in Services\(releases.lowerBound) to Services\(releases.upperBound)",
                path: "connection.Version")
        }
        let dialect: SOAPDialect
        switch connection.dialect {
        case nil, "wsdl": dialect = .wsdl
        case "manual": dialect = .manual
        default: throw OperationError(.value, "expected wsdl or manual", path: "connection.Dialect")
        }
        let version: SOAPVersion
        switch connection.soap {
        case nil: version = dialect == .manual ? .soap12 : .soap11
        case "1.1": version = .soap11
        case "1.2": version = .soap12
        default: throw OperationError(.value, "expected 1.1 or 1.2", path: "connection.Soap")
        }
        return SOAPForm(dialect, version, service, release)
    }

    /// A zone by number or by code, as the TimeZone header has them.
    private static func timeZone(of connection: Connection) throws(OperationError) -> SoTimeZone? {
        guard let text = connection.timeZone else { return nil }
        do throws(ZoneError) {
            guard let request = try ZoneRequest.parse(text) else { return nil }
            var zone = SoTimeZone()
            switch request.selector {
            case .id(let id): zone.soTimeZoneID = id
            case .name(let name): zone.soTimeZoneLocationCode = name
            }
            return zone
        } catch {
            throw OperationError(.value, error.message, path: "connection.TimeZone", offset: error.offset)
        }
    }
}
