package import Wire

/// Why an operation was not done: the one kind of error that callers see, whichever way they call.
///
/// One pointer wide, as `WireError` is.
package struct OperationError: Error {
    /// The raw values are the codes of the C interface.
    package enum Kind: Int32, Sendable, Hashable, CaseIterable {
        case argument = 1
        case closed = 2
        case forked = 3
        case config = 4
        case malformed = 5
        case value = 6
        case limit = 7
        case operation = 8
        case authentication = 9
        case denied = 10
        case notFound = 11
        case conflict = 12
        case store = 13
        case busy = 14
        case newerStore = 15
        case remote = 16
        case memory = 17
        case `internal` = 18
        case callback = 19
    }

    private final class Detail: Sendable {
        let kind: Kind
        let message: String
        let path: String
        let offset: Int?
        let status: Int32?

        init(kind: Kind, message: String, path: String, offset: Int?, status: Int32?) {
            self.kind = kind
            self.message = message
            self.path = path
            self.offset = offset
            self.status = status
        }
    }

    private let detail: Detail

    /// - Parameters:
    ///   - message: one sentence: what is wrong, and what was expected or can be done.
    ///   - path: the place by name; empty when there is none.
    ///   - offset: bytes from the start of the input, when the input was read.
    ///   - status: the HTTP status, when HTTP has a closer one than the kind's.
    package init(_ kind: Kind, _ message: String, path: String = "", offset: Int? = nil, status: Int32? = nil) {
        detail = Detail(kind: kind, message: message.bounded, path: path.quoted, offset: offset, status: status)
    }

    package init(_ error: WireError) {
        let kind: Kind =
            switch error.kind {
            case .malformed: .malformed
            case .value: .value
            case .limit: .limit
            }
        self.init(kind, error.message, path: error.path, offset: error.offset)
    }

    package var kind: Kind { detail.kind }
    package var message: String { detail.message }
    package var path: String { detail.path }
    package var offset: Int? { detail.offset }

    /// The message with its place, for those who get no place apart.
    package var sentence: String {
        var place = detail.path
        if let offset { place += place.isEmpty ? "byte \(offset)" : " (byte \(offset))" }
        return place.isEmpty ? message : "\(message) — at \(place)"
    }

    /// The name by which the protocol's clients know such an error.
    package var exceptionType: StaticString {
        switch kind {
        case .authentication: "SoSessionException"
        case .denied: "SoRightException"
        case .notFound: "SoNotFoundException"
        case .conflict: "SoConflictException"
        case .argument, .value, .malformed, .limit, .operation: "ArgumentException"
        default: "SoServerException"
        }
    }

    /// The HTTP status that says it.
    package var status: Int32 {
        if let status = detail.status { return status }
        return switch kind {
        case .authentication: 401
        case .denied: 403
        case .notFound: 404
        case .conflict: 409
        case .limit: 413
        case .argument, .value, .malformed, .operation: 400
        case .busy: 503
        default: 500
        }
    }
}

/// Calls `body` and turns what a reader throws into an `OperationError`.
package func reading<R>(_ body: () throws(WireError) -> R) throws(OperationError) -> R {
    do throws(WireError) { return try body() } catch { throw OperationError(error) }
}
