import Messages
import Wire

/// What a request makes its being done depend on (RFC 9110, section 13). There are no entity tags here, so that none of
/// a request's matches.
struct Preconditions: Sendable, Hashable {
    private var unmodifiedSince: HTTPDate?
    private var hasForeignTag = false

    /// Nothing.
    init() {}

    /// - Parameter now: in ticks of UTC.
    init(of request: HTTPRequest, now: Int64) {
        if let tags = request.list("If-Match") {
            hasForeignTag = tags.trimmed() != "*"
        } else {
            unmodifiedSince = request["If-Unmodified-Since"].flatMap { HTTPDate($0, now: now) }
        }
    }

    /// Turns a change away that counts on an older record.
    ///
    /// - Parameters:
    ///   - modified: when the record last changed, in ticks of UTC.
    ///   - path: the argument that names the record.
    func demand(unmodified modified: Int64, at path: String) throws(OperationError) {
        if hasForeignTag {
            throw OperationError(.conflict, "records have no entity tags; expected If-Unmodified-Since", path: "If-Match", status: 412)
        }
        if let unmodifiedSince, HTTPDate(ticks: modified).unixSeconds > unmodifiedSince.unixSeconds {
            throw OperationError(.conflict, "the record has changed since; read it again", path: path, status: 412)
        }
    }

    /// The date by which a client may ask whether a record has changed; nil when it has none yet. In the second of the
    /// change there may be another one, which the date could not tell apart.
    static func lastModified(_ modified: Int64, now: Int64) -> HTTPDate? {
        guard modified > 0 else { return nil }
        let (date, second) = (HTTPDate(ticks: modified), HTTPDate(ticks: now))
        return date.unixSeconds < second.unixSeconds ? date : nil
    }

    /// Whether the client's copy is as good as the record.
    static func isFresh(_ request: HTTPRequest, _ lastModified: HTTPDate?, now: Int64) -> Bool {
        guard request["If-None-Match"] == nil, let lastModified,
            let since = request["If-Modified-Since"].flatMap({ HTTPDate($0, now: now) })
        else { return false }
        return lastModified.unixSeconds <= since.unixSeconds
    }
}
