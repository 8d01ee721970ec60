import Wire

/// A place in a JSON value (RFC 6901): `/User/AssociateId`. The first slash may be missing, as the vendor's clients leave it
/// out.
struct JSONPointer: Sendable, Hashable {
    let text: String
    let tokens: [String]

    /// - Parameter place: where the pointer itself stands, for errors.
    init(_ text: String, at place: String) throws(OperationError) {
        guard text.utf8.count <= 4096 else {
            throw OperationError(.limit, "a path has at most 4096 bytes", path: place, status: 400)
        }
        self.text = text
        var tokens: [String] = []
        if !text.isEmpty {
            let body = text.hasPrefix("/") ? text.dropFirst() : text[...]
            for part in body.split(separator: "/", omittingEmptySubsequences: false) {
                tokens.append(try JSONPointer.decode(part, of: text, at: place))
            }
        }
        self.tokens = tokens
    }

    private static func decode(_ part: Substring, of text: String, at place: String) throws(OperationError) -> String {
        guard part.utf8.contains(0x7E) else { return String(part) }
        var bytes: [UInt8] = []
        var rest = part.utf8
        while let byte = rest.popFirst() {
            guard byte == 0x7E else {
                bytes.append(byte)
                continue
            }
            let escape = rest.popFirst()
            guard escape == 0x30 || escape == 0x31 else {
                let offset = text.utf8.distance(from: text.startIndex, to: rest.startIndex)
                throw OperationError(.value, "expected ~0 or ~1 in the path (its byte \(offset))", path: place)
            }
            bytes.append(escape == 0x30 ? 0x7E : 0x2F)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The place in an array that a token names; nil when it names none. `-` is the one behind the last.
    static func index(_ token: String, count: Int) -> Int? {
        if token == "-" { return count }
        guard token == "0" || token.utf8.first != 0x30, token.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(token)
    }
}
