import Messages

extension Engine {
    /// Answers `GET /chat/v1/metrics` to the users in `mount.administrators`; nil for other paths. It tells of topics in which
    /// the caller may have no right, so it is nobody else's.
    func handleMetrics(_ request: HTTPRequest, _ target: RequestTarget) -> HTTPResponse? {
        guard target.segments.map({ $0.lowercased() }) == ["chat", "v1", "metrics"] else { return nil }
        if let refusal = Engine.refusal(of: request, reading: "GET, HEAD, OPTIONS") { return refusal }
        do throws(OperationError) {
            try check(applicationToken: request["SO-AppToken"])
            let caller = try caller(for: Credentials(of: request, ticketCookie: BrowserCookie.ticket), peer: request.peer)
            switch caller {
            case .associate(_, isAdministrator: true): break
            case .associate: throw OperationError(.denied, "metrics are for the users in the config's mount.administrators")
            default: throw OperationError(.authentication, "metrics need a caller who has signed in")
            }
            return HTTPResponse(status: 200, contentType: PrometheusText.contentType, body: Array(try metricsText().utf8))
        } catch {
            return HTTPResponse(error, style: .entity)
        }
    }
}
