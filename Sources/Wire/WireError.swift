/// Why bytes could not be read: what was wrong, where, and what was expected.
///
/// One pointer wide, so that a throwing reader costs its callers a register and nothing more.
@usableFromInline
package struct WireError: Error {
    @usableFromInline
    package enum Kind: Sendable, Hashable {
        /// Not well-formed JSON, XML or UTF-8.
        case malformed
        /// Well-formed, but of the wrong type or out of range.
        case value
        /// Past a bound of size, depth or count.
        case limit
    }

    private final class Detail: Sendable {
        let kind: Kind
        let message: String
        let path: String
        let offset: Int

        init(kind: Kind, message: String, path: String, offset: Int) {
            self.kind = kind
            self.message = message
            self.path = path
            self.offset = offset
        }
    }

    private let detail: Detail

    /// - Parameters:
    ///   - message: one sentence: what is wrong and what was expected.
    ///   - path: the place by name, such as `Sessions[3].User.AssociateId`; empty for the document itself.
    ///   - offset: bytes from the start of the input.
    @usableFromInline
    package init(_ kind: Kind, _ message: String, path: String = "", offset: Int) {
        detail = Detail(kind: kind, message: message.bounded, path: path.quoted, offset: offset)
    }

    package var kind: Kind { detail.kind }
    package var message: String { detail.message }
    package var path: String { detail.path }
    package var offset: Int { detail.offset }

    /// The same error seen from further out: `name` is that of what encloses the place.
    package func within(_ name: String) -> WireError {
        let prefix = name.quoted
        let path =
            if detail.path.isEmpty { prefix }
            else if detail.path.hasPrefix("[") { prefix + detail.path }
            else { prefix + "." + detail.path }
        return WireError(detail.kind, detail.message, path: path, offset: detail.offset)
    }
}

extension WireError: CustomStringConvertible {
    @usableFromInline
    package var description: String {
        detail.path.isEmpty
            ? "\(detail.message) (at byte \(detail.offset))"
            : "\(detail.path): \(detail.message) (at byte \(detail.offset))"
    }
}
