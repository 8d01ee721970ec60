import Messages

/// What browsers are told when a page of another origin asks (the Fetch standard's CORS protocol).
///
/// It takes nothing from whoever asks without a browser, and gives them nothing: credentials are checked all the same,
/// and a cookie counts only beside the page's own `X-XSRF-TOKEN`.
struct CrossOrigin: Sendable {
    /// Empty for none: nothing is said then.
    var origins: [OriginPattern] = []
    /// Seconds that a browser may keep an answer to a preflight.
    var maxAge: Int32 = 600

    /// The headers that a page may send. Browsers allow no star beside credentials.
    private static let requestHeaders = [
        "Accept", "Accept-Language", "Authorization", "Content-Type", "If-Match", "If-Modified-Since", "If-None-Match",
        "If-Unmodified-Since", "SO-AppToken", "SO-Culture", "SO-Language", "SO-TimeZone", "SOAPAction", "X-XSRF-TOKEN",
    ].joined(separator: ", ")
    /// The headers that a page may look at, beside those that it always may.
    private static let responseHeaders = "Allow, Retry-After, WWW-Authenticate"

    /// Adds what the origin of the request has to be told.
    func apply(to response: inout HTTPResponse, for request: HTTPRequest) {
        guard !origins.isEmpty else { return }
        let isPreflight = request.method.equalsIgnoringCase("OPTIONS") && request["Access-Control-Request-Method"] != nil
        response.vary(on: isPreflight ? "Origin, Access-Control-Request-Method, Access-Control-Request-Headers" : "Origin")
        guard let origin = request["Origin"]?.trimmed(), let pattern = allowing(origin) else { return }
        // With a star there are no cookies; the star itself then says so, and answers can be shared.
        response.headers.append(HTTPHeader("Access-Control-Allow-Origin", pattern.isAnybody ? "*" : origin))
        if !pattern.isAnybody { response.headers.append(HTTPHeader("Access-Control-Allow-Credentials", "true")) }
        guard isPreflight, response.status == 204, let methods = response["Allow"] else {
            response.headers.append(HTTPHeader("Access-Control-Expose-Headers", CrossOrigin.responseHeaders))
            return
        }
        response.headers += [
            HTTPHeader("Access-Control-Allow-Methods", methods),
            HTTPHeader("Access-Control-Allow-Headers", CrossOrigin.requestHeaders),
            HTTPHeader("Access-Control-Max-Age", "\(maxAge)"),
        ]
    }

    /// The pattern that lets the origin in; one that names it goes before the star.
    private func allowing(_ origin: String) -> OriginPattern? {
        let patterns = origins.filter { $0.matches(origin) }
        return patterns.first { !$0.isAnybody } ?? patterns.first
    }
}

extension HTTPResponse {
    /// Says that the answer depends on these headers of the request too.
    fileprivate mutating func vary(on names: String) {
        if let place = headers.firstIndex(where: { $0.name == "Vary" }) {
            headers[place].value += ", " + names
        } else {
            headers.append(HTTPHeader("Vary", names))
        }
    }
}
