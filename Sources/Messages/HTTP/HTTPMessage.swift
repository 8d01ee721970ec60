/// One header of a message. Names match without regard to case.
package struct HTTPHeader: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// The client of a request, as far as the host can tell of it.
package protocol HTTPClient: Sendable {
    /// Whether it waits for the answer no longer.
    func hasGone() -> Bool
}

/// A request as HTTP shapes it, without its transport.
package struct HTTPRequest: Sendable {
    package var method: String
    /// Path and query, or an absolute URI.
    package var target: String
    package var headers: [HTTPHeader]
    package var body: [UInt8]
    /// Who sent it, for the records.
    package var peer: String
    /// nil when the host does not tell.
    package var client: (any HTTPClient)?

    package init(
        method: String, target: String, headers: [HTTPHeader] = [], body: [UInt8] = [], peer: String = "",
        client: (any HTTPClient)? = nil
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.peer = peer
        self.client = client
    }

    /// The value of the first header of that name.
    package subscript(name: String) -> String? {
        headers.first { $0.name.equalsIgnoringCase(name) }?.value
    }

    /// The value of a header that is a list and may stand on several lines (RFC 9110, section 5.3).
    package func list(_ name: String) -> String? {
        let lines = headers.filter { $0.name.equalsIgnoringCase(name) }.map(\.value)
        return lines.isEmpty ? nil : lines.joined(separator: ", ")
    }
}

/// A response as HTTP shapes it.
package struct HTTPResponse: Sendable {
    package var status: Int32
    package var headers: [HTTPHeader]
    package var body: [UInt8]

    package init(status: Int32, headers: [HTTPHeader] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    package init(status: Int32, contentType: String, body: [UInt8]) {
        self.init(status: status, headers: [HTTPHeader("Content-Type", contentType)], body: body)
    }

    package subscript(name: String) -> String? {
        headers.first { $0.name.equalsIgnoringCase(name) }?.value
    }
}

extension HTTPResponse {
    /// How a caller can become known, where the answer is that nobody is.
    package var challenge: String? {
        get { self["WWW-Authenticate"] }
        set {
            guard let newValue, let place = headers.firstIndex(where: { $0.name == "WWW-Authenticate" }) else { return }
            headers[place].value = newValue
        }
    }
}

extension StringProtocol {
    /// Equal but for the case of ASCII letters, as HTTP compares its names.
    package func equalsIgnoringCase(_ other: some StringProtocol) -> Bool {
        utf8.count == other.utf8.count
            && zip(utf8, other.utf8).allSatisfy { first, second in
                first == second || (first | 0x20 == second | 0x20 && (first | 0x20) &- 0x61 < 26)
            }
    }

    /// Without spaces and tabs at both ends.
    package func trimmed() -> String {
        var part = self[...]
        while let first = part.first, first == " " || first == "\t" { part = part.dropFirst() }
        while let last = part.last, last == " " || last == "\t" { part = part.dropLast() }
        return String(part)
    }
}
