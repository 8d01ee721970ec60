import Messages
import Wire

extension Engine {
    /// Answers `…svc?wsdl` and `?singleWsdl`, which are one document here and need no credentials: it says what anybody can
    /// read in the manual. Nil for other requests, calls among them.
    func serviceDescription(
        _ request: HTTPRequest, _ target: RequestTarget, _ destination: SOAPDestination
    ) -> HTTPResponse? {
        let isAsked = target["wsdl"] != nil || target["singleWsdl"] != nil
        if !isAsked || request.method.equalsIgnoringCase("POST") { return nil }
        if let refusal = Engine.refusal(of: request, reading: "GET, HEAD, POST, OPTIONS") { return refusal }
        let (service, release) = (destination.service, destination.release)
        guard let document = descriptions.wsdl(service, release) else {
            return HTTPResponse(
                OperationError(.notFound, "there is no \(service.name) in Services\(release)", path: "target"), style: .entity)
        }
        if let url = settings.publicURL {
            let address = url + SOAPDestination.path(service, release, mount: [])
            return HTTPResponse(status: 200, contentType: "text/xml; charset=utf-8", body: document.bytes(address: address))
        }
        let address = RequestOrigin.text(of: request) + SOAPDestination.path(service, release, mount: settings.mount)
        var response = HTTPResponse(status: 200, contentType: "text/xml; charset=utf-8", body: document.bytes(address: address))
        // The address in it is what the caller said, and nobody else should get that.
        response.headers.append(HTTPHeader("Cache-Control", "private"))
        return response
    }

    /// Answers `/openapi.json` to anybody; nil for every other path.
    func restDescription(_ request: HTTPRequest, _ target: RequestTarget) -> HTTPResponse? {
        guard target.segments.count == 1, target.segments[0].equalsIgnoringCase("openapi.json") else { return nil }
        if let refusal = Engine.refusal(of: request, reading: "GET, HEAD, OPTIONS") { return refusal }
        return HTTPResponse(
            status: 200, contentType: MediaType.json.contentType, body: descriptions.openAPI(mount: settings.mount, publicURL: settings.publicURL))
    }

    /// What answers a method that does not read; nil when this one does.
    static func refusal(of request: HTTPRequest, reading methods: String) -> HTTPResponse? {
        let allowed = HTTPHeader("Allow", methods)
        switch request.method.uppercased() {
        case "GET", "HEAD": return nil
        case "OPTIONS": return HTTPResponse(status: 204, headers: [allowed])
        default:
            var response = HTTPResponse(
                OperationError(
                    .operation, "the method is not allowed here; expected \(allowed.value)", path: "method", status: 405),
                style: .entity)
            response.headers.append(allowed)
            return response
        }
    }
}
