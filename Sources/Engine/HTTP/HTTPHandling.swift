package import Messages
import Wire

extension Engine {
    /// Answers one HTTP-shaped request; what is wrong with it is said in the response.
    package func handle(_ request: HTTPRequest) -> HTTPResponse {
        var response = dispatch(request)
        settings.crossOrigin.apply(to: &response, for: request)
        // HEAD is answered as GET would be, without the body, whatever became of it.
        if request.method.equalsIgnoringCase("HEAD") { response.body = [] }
        return response
    }

    private func dispatch(_ request: HTTPRequest) -> HTTPResponse {
        if let response = Engine.refusal(of: request) { return response }
        let target: RequestTarget
        do throws(OperationError) { target = try RequestTarget(request.target, mount: settings.mount) } catch {
            return HTTPResponse(error, style: Route.Style(ofUnread: request.target))
        }
        if let destination = SOAPDestination(segments: target.segments) {
            return serviceDescription(request, target, destination) ?? handleSOAP(request, destination)
        }
        return restDescription(request, target) ?? handleEvents(request, target) ?? handleMetrics(request, target)
            ?? handleREST(request, target)
    }

    /// The most bytes of a header's value and of the target, as web servers have them.
    private static let longestText = 65_536

    /// A response for a request whose head is too large to be looked at.
    private static func refusal(of request: HTTPRequest) -> HTTPResponse? {
        if request.target.utf8.count > longestText {
            return HTTPResponse(
                OperationError(.limit, "a request target has at most \(longestText) bytes", path: "target", status: 414),
                style: Route.Style(ofUnread: request.target))
        }
        if let header = request.headers.first(where: { $0.name.utf8.count + $0.value.utf8.count > longestText }) {
            return HTTPResponse(
                OperationError(
                    .limit, "a header has at most \(longestText) bytes", path: header.name.quoted, status: 431),
                style: Route.Style(ofUnread: request.target))
        }
        return nil
    }
}
