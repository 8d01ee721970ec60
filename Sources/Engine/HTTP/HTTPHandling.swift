package import Messages

extension Engine {
    /// Answers one HTTP-shaped request; what is wrong with it is said in the response.
    package func handle(_ request: HTTPRequest) -> HTTPResponse {
        var response = dispatch(request)
        // HEAD is answered as GET would be, without the body, whatever became of it.
        if request.method.equalsIgnoringCase("HEAD") { response.body = [] }
        return response
    }

    private func dispatch(_ request: HTTPRequest) -> HTTPResponse {
        let target: RequestTarget
        do throws(OperationError) { target = try RequestTarget(request.target, mount: settings.mount) } catch {
            return HTTPResponse(error, style: .entity)
        }
        if let destination = SOAPDestination(segments: target.segments) { return handleSOAP(request, destination) }
        return handleREST(request, target)
    }
}
