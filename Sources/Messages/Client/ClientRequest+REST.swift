import Carriers
import Wire

extension ClientRequest {
    static func restRequest(
        _ operation: Operation, _ connection: Connection, _ arguments: any Carrier
    ) throws(OperationError) -> HTTPRequest {
        let route = try route(of: operation, connection)
        let target = try mount(of: connection) + path(of: route, arguments) + query(of: route, connection, arguments)
        var request = HTTPRequest(method: route.method, target: target)
        let accept = connection.accept ?? MediaType.json.rawValue
        request.headers = [HTTPHeader("Accept", try headerValue(accept, of: "Accept"))]
        if let authorization = try authorization(of: connection) {
            request.headers.append(HTTPHeader("Authorization", authorization))
        }
        let options = [
            ("SO-AppToken", "ApplicationToken", connection.applicationToken), ("SO-Language", "Language", connection.language),
            ("SO-Culture", "Culture", connection.culture), ("SO-TimeZone", "TimeZone", connection.timeZone),
        ]
        for (name, field, value) in options {
            if let value { request.headers.append(HTTPHeader(name, try headerValue(value, of: field))) }
        }
        if let body = ArgumentBody.write(arguments, for: route) {
            request.headers.append(HTTPHeader("Content-Type", body.media.contentType))
            request.body = body.bytes
        }
        return request
    }

    /// The route that the connection asks for; without a wish the agents', where there is one.
    private static func route(of operation: Operation, _ connection: Connection) throws(OperationError) -> Route {
        guard let first = operation.routes.first else {
            throw OperationError(.operation, "\(operation.name) is not reached over REST", path: "connection.Protocol")
        }
        let style: Route.Style
        switch connection.route {
        case nil: return operation.routes.first { $0.style == .agent } ?? first
        case "agent": style = .agent
        case "entity": style = .entity
        default: throw OperationError(.value, "expected agent or entity", path: "connection.Route")
        }
        guard let route = operation.routes.first(where: { $0.style == style }) else {
            throw OperationError(
                .operation, "\(operation.name) has no such route; expected \(first.style == .agent ? "agent" : "entity")",
                path: "connection.Route")
        }
        return route
    }

    /// The path with every parameter filled in.
    ///
    /// - Throws: `value` for a text that cannot be a segment: a path without it, or with dots, would lead elsewhere.
    private static func path(of route: Route, _ arguments: any Carrier) throws(OperationError) -> String {
        var path = route.base.path
        for segment in route.segments {
            switch segment {
            case .literal(let word): path += "/" + word
            case .parameter(let parameter):
                guard let text = ParameterWriter.text(of: parameter, in: arguments), !["", ".", ".."].contains(text),
                    !text.utf8.contains(0)
                else {
                    throw OperationError(
                        .value, "expected a value that can stand in the path \(route.path)", path: parameter.argument)
                }
                path += "/" + text.percentEncoded()
            }
        }
        return path
    }

    private static func query(
        of route: Route, _ connection: Connection, _ arguments: any Carrier
    ) throws(OperationError) -> String {
        var pairs: [(name: String, text: String)] = []
        let none = arguments.withoutValues
        for parameter in route.query {
            guard let text = ParameterWriter.text(of: parameter, in: arguments) else { continue }
            // An option of OData that was not given stays away; it means more than the same value would.
            if parameter.name.hasPrefix("$"), text == ParameterWriter.text(of: parameter, in: none) { continue }
            guard !text.utf8.contains(0) else {
                throw OperationError(.value, "a query holds no NUL", path: parameter.argument)
            }
            pairs.append((parameter.name, text))
        }
        if let select = connection.select, !pairs.contains(where: { $0.name == "$select" }) {
            do throws(WireError) { _ = try Selection(select) } catch {
                throw OperationError(WireError(error.kind, error.message, path: "connection.Select", offset: error.offset))
            }
            pairs.append(("$select", select))
        }
        return pairs.enumerated().reduce(into: "") { query, pair in
            query += (pair.offset == 0 ? "?" : "&") + pair.element.name + "=" + pair.element.text.percentEncoded(keeping: ",/")
        }
    }
}

extension Carrier {
    /// A carrier of the same type with every field at its default.
    fileprivate var withoutValues: any Carrier { Self() }
}
