import Wire

/// How a request says who sends it.
package enum Credentials: Sendable, Hashable {
    case none
    case password(name: String, password: String)
    case ticket(String)
    case accessToken(String)
    /// A browser: the ticket from its cookie and the value from its `X-XSRF-TOKEN` header.
    case browser(ticket: String, xsrf: String)
    /// A customer: the key of their session.
    case sessionKey(String)

    /// Reads `Authorization`, or else the cookie and `X-XSRF-TOKEN`. Scheme names match in any case.
    ///
    /// - Throws: `authentication` when there is an `Authorization` that cannot be read.
    package init(of request: HTTPRequest, ticketCookie: String) throws(OperationError) {
        if let authorization = request["Authorization"] {
            self = try Credentials.read(authorization)
        } else if let xsrf = request["X-XSRF-TOKEN"], let ticket = Credentials.cookie(ticketCookie, of: request) {
            self = .browser(ticket: ticket, xsrf: xsrf.trimmed())
        } else {
            self = .none
        }
    }

    private static func read(_ authorization: String) throws(OperationError) -> Credentials {
        let parts = authorization.trimmed().split(separator: " ", maxSplits: 1)
        if let scheme = parts.first, let rest = parts.dropFirst().first?.trimmed() {
            if scheme.equalsIgnoringCase("SOTicket") { return .ticket(rest) }
            if scheme.equalsIgnoringCase("Bearer") { return .accessToken(rest) }
            if scheme.equalsIgnoringCase("SessionKey") { return .sessionKey(rest) }
            if scheme.equalsIgnoringCase("Basic"), let credentials = basic(rest) { return credentials }
        }
        throw OperationError(
            .authentication, "expected Basic, SOTicket, Bearer or SessionKey and what goes with it", path: "Authorization")
    }

    /// `name:password`; a ticket may stand in the place of the name, and its mark has a colon of its own.
    private static func basic(_ encoded: String) -> Credentials? {
        guard let bytes = Base64Bytes(text: encoded.utf8)?.bytes, let text = String(validating: bytes, as: UTF8.self) else {
            return nil
        }
        let parts = text.split(separator: ":", maxSplits: text.hasPrefix("7T:") ? 2 : 1, omittingEmptySubsequences: false)
        if text.hasPrefix("7T:"), parts.count >= 2 { return .ticket("7T:" + parts[1]) }
        guard parts.count == 2 else { return nil }
        return .password(name: String(parts[0]), password: String(parts[1]))
    }

    private static func cookie(_ name: String, of request: HTTPRequest) -> String? {
        for header in request.headers where header.name.equalsIgnoringCase("Cookie") {
            for pair in header.value.split(separator: ";") {
                let pair = pair.trimmed()
                if pair.hasPrefix(name + "=") { return String(pair.dropFirst(name.count + 1)) }
            }
        }
        return nil
    }
}
