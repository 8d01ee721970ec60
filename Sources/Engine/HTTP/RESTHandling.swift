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
            return Engine.refusal(of: method, allowing: methods)
        case .operation(let match): return answer(match, request, target)
        case .description(let operation): return HTTPResponse(describing: OperationDescription.json(of: operation))
        case .service: return HTTPResponse(describing: ServiceDescription.json(exposedGroups: settings.exposedGroups))
        }
    }

    /// What a path answers to a method that it has not, and to OPTIONS.
    private static func refusal(of method: String, allowing methods: [String]) -> HTTPResponse {
        var known: [String] = []
        for method in methods + (methods.contains("GET") ? ["HEAD"] : []) + ["OPTIONS"] where !known.contains(method) {
            known.append(method)
        }
        let allowed = HTTPHeader("Allow", known.joined(separator: ", "))
        if method == "OPTIONS" { return HTTPResponse(status: 204, headers: [allowed]) }
        var response = HTTPResponse(
            OperationError(.operation, "the method is not allowed here; expected \(allowed.value)", path: "method", status: 405),
            style: .entity)
        response.headers.append(allowed)
        return response
    }

    private func answer(_ match: RouteMatch, _ request: HTTPRequest, _ target: RequestTarget) -> HTTPResponse {
        var media = MediaType.json
        let route = match.route
        do throws(OperationError) {
            media = try acceptedMedia(request, target)
            // A customer's browser is no partner application, and could not keep a token to itself.
            if route.base == .api { try check(applicationToken: request["SO-AppToken"]) }
            let caller = try caller(
                of: match.operation, with: try Credentials(of: request, ticketCookie: BrowserCookie.ticket), peer: request.peer)
            if case .nobody = caller, match.operation.access == .associate || match.operation.access == .host {
                throw OperationError(.authentication, "expected an Authorization header, or a session's cookie with X-XSRF-TOKEN")
            }
            var context = try context(of: request)
            if route.style == .entity, ["PUT", "PATCH", "DELETE"].contains(route.method) {
                context.preconditions = Preconditions(of: request, now: now)
            }
            let selection = try selection(for: route, target)
            let arguments = try arguments(of: match, request, target)

            var answer = try perform(match.operation, arguments, for: caller, in: context)
            if type(of: answer).isEmpty { return HTTPResponse(status: 204) }
            if answer.isNull, !route.answersNull {
                throw OperationError(.notFound, "there is nothing of that number or name")
            }
            let base = settings.publicURL ?? settings.mount.map { "/" + $0 }.joined()
            if route.hasLinks, var linked = answer as? any LinkedAnswer {
                linked.addLinks(base: base)
                answer = linked
            }
            if var paged = answer as? any PagedAnswer {
                paged.addLinks(base: base)
                answer = paged
            }
            let now = now
            let lastModified = route.hasLinks ? Preconditions.lastModified(answer.modified, now: now) : nil
            if route.method == "GET", Preconditions.isFresh(request, lastModified, now: now) {
                return HTTPResponse(status: 304, headers: Engine.headers(for: lastModified))
            }
            context.apply(to: &answer)
            var response = HTTPResponse(
                status: 200, contentType: media.contentType, body: answer.body(in: AnswerForm(media: media, selection: selection)))
            response.headers += Engine.headers(for: lastModified)
            return response
        } catch {
            var response = HTTPResponse(error, style: route.style, media: media)
            // A browser would ask the customer for a password.
            if route.base == .chat { response.challenge = Engine.customersChallenge }
            return response
        }
    }

    /// What is said of a record that has a date: who asks, and how, decides what it looks like, so that it is kept by
    /// those alone who asked, and not without asking again.
    private static func headers(for lastModified: HTTPDate?) -> [HTTPHeader] {
        guard let lastModified else { return [] }
        return [
            HTTPHeader("Last-Modified", lastModified.text), HTTPHeader("Cache-Control", "private, no-cache"),
            HTTPHeader("Vary", "Accept, Accept-Language, SO-Language, SO-Culture, SO-TimeZone, Authorization, Cookie"),
        ]
    }

    /// What `$select` asks for; nothing where it is an argument of the operation.
    private func selection(for route: Route, _ target: RequestTarget) throws(OperationError) -> Selection? {
        guard let list = target["$select"], !route.query.contains(where: { $0.name == "$select" }) else { return nil }
        return try reading { () throws(WireError) in try Selection(list) }
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

    private func arguments(
        of match: RouteMatch, _ request: HTTPRequest, _ target: RequestTarget
    ) throws(OperationError) -> any Carrier {
        // A body that the route does not have is not looked at, whatever it says it is.
        let isIgnored = request.body.isEmpty || (match.route.style == .entity && match.route.body == .none)
        let type = try isIgnored ? .json : BodyType(request["Content-Type"], of: match.route)
        if case .text = match.route.body { try Engine.check(patch: request.body, request["Content-Type"]) }
        return try RESTArguments.read(match, query: target, body: request.body, as: type, limits: limits)
    }
}

extension Engine {
    /// Holds a patch to the kind that its type says it is; without one of the two types its shape decides.
    private static func check(patch: [UInt8], _ contentType: String?) throws(OperationError) {
        let isList = patch.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF } == 0x5B
        let media = contentType.flatMap { MediaType(named: $0) }
        if media == .jsonPatch, !isList { throw OperationError(.value, "a JSON patch is an array of changes", path: "Patch") }
        if media == .mergePatch, isList { throw OperationError(.value, "a merge patch of a record is an object", path: "Patch") }
    }
}

extension HTTPResponse {
    /// A description, which comes in JSON whatever is accepted.
    fileprivate init(describing json: JSONValue) {
        self.init(status: 200, contentType: MediaType.json.contentType, body: json.bytes)
    }
}
