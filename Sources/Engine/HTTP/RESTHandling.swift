import Carriers
import Localization
import Messages
import Wire

extension Engine {
    /// Answers a request to the REST services.
    func handleREST(_ request: HTTPRequest, _ target: RequestTarget) -> HTTPResponse {
        let method = request.method.uppercased()
        let destination = RESTDestination(
            method: method == "HEAD" ? "GET" : method, segments: target.segments, exposedGroups: settings.exposedGroups)
        switch destination {
        case .nowhere:
            return HTTPResponse(OperationError(.notFound, "there is nothing at this path", path: "target"), style: .entity)
        case .otherMethods(let methods):
            let allowed = HTTPHeader("Allow", (methods + (methods.contains("GET") ? ["HEAD"] : []) + ["OPTIONS"]).joined(separator: ", "))
            if method == "OPTIONS" { return HTTPResponse(status: 204, headers: [allowed]) }
            var response = HTTPResponse(
                OperationError(
                    .operation, "the method is not allowed here; expected \(allowed.value)", path: "method", status: 405),
                style: .entity)
            response.headers.append(allowed)
            return response
        case .operation(let operation, let route):
            return answer(operation, route, request, target)
        }
    }

    private func answer(_ operation: Operation, _ route: Route, _ request: HTTPRequest, _ target: RequestTarget) -> HTTPResponse {
        var media = MediaType.json
        do throws(OperationError) {
            media = try acceptedMedia(request, target)
            try check(applicationToken: request["SO-AppToken"])
            let caller = try caller(for: try Credentials(of: request, ticketCookie: BrowserCookie.ticket))
            if case .nobody = caller, operation.access != .anybody {
                throw OperationError(.authentication, "expected an Authorization header, or a session's cookie with X-XSRF-TOKEN")
            }
            let context = try context(of: request)
            let selection = try reading { () throws(WireError) in
                try target["$select"].flatMap { (list) throws(WireError) in try Selection(list) }
            }
            let arguments = try arguments(of: operation, request)

            var answer = try perform(operation, arguments, for: caller)
            if type(of: answer).isEmpty { return HTTPResponse(status: 204) }
            context.apply(to: &answer)
            return HTTPResponse(
                status: 200, contentType: media.contentType, body: answer.body(in: AnswerForm(media: media, selection: selection)))
        } catch {
            return HTTPResponse(error, style: route.style, media: media)
        }
    }

    /// The form of the answer: `$format` before `Accept`.
    private func acceptedMedia(_ request: HTTPRequest, _ target: RequestTarget) throws(OperationError) -> MediaType {
        if let format = target["$format"] {
            guard let media = MediaType(named: format) else {
                throw OperationError(.value, "expected json, xml or one of the media types that the service writes", path: "$format")
            }
            return media
        }
        guard let media = MediaType.accepted(by: request.list("Accept")) else {
            throw OperationError(
                .value, "none of the accepted media types can be written; expected application/json or application/xml",
                path: "Accept", status: 406)
        }
        return media
    }

    private func context(of request: HTTPRequest) throws(OperationError) -> CallerContext {
        let texts = TextLocalizer(
            acceptLanguage: request.list("Accept-Language"), soLanguage: request["SO-Language"], soCulture: request["SO-Culture"],
            resources: settings.resources)
        return try CallerContext(texts: texts, zone: try Engine.zoneRequest(request["SO-TimeZone"]), in: self)
    }

    private func arguments(of operation: Operation, _ request: HTTPRequest) throws(OperationError) -> any Carrier {
        guard !request.body.isEmpty else { return operation.arguments.init() }
        if let type = request["Content-Type"], MediaType(named: type).map(\.isXML) ?? true {
            throw OperationError(.value, "expected a body in JSON", path: "Content-Type", status: 415)
        }
        return try OperationArguments.read(request.body, of: operation, limits: limits)
    }
}
