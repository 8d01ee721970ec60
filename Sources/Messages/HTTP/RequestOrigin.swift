/// The scheme and host under which a request reached the service, for addresses that go back to whoever asked.
///
/// Anybody can write anything into these headers. What is not the name or address of a host, with a port at most, counts
/// for nothing; a name that is well-formed and not ours harms nobody but the one who wrote it.
package enum RequestOrigin {
    /// What stands where nothing else is known.
    package static let unknown = "http://localhost"

    /// - Returns: such as `https://chat.example.com:8443`: of an absolute URI, or else of `Host`, with the scheme that a
    ///   proxy names in `X-Forwarded-Proto`.
    package static func text(of request: HTTPRequest) -> String {
        for scheme in ["http", "https"] where request.target.prefix(scheme.count + 3).equalsIgnoringCase(scheme + "://") {
            let authority = request.target.dropFirst(scheme.count + 3).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
            return isHost(authority) ? "\(scheme)://\(authority)" : unknown
        }
        guard let host = request["Host"]?.trimmed(), isHost(host) else { return unknown }
        let forwarded = request["X-Forwarded-Proto"]?.split(separator: ",").first?.trimmed() ?? ""
        return (forwarded.equalsIgnoringCase("https") ? "https://" : "http://") + host
    }

    /// An address that a host gives for its services: `http` or `https`, a host, and a path if need be.
    /// - Returns: the address without a slash at its end; nil when it is none.
    package static func publicURL(_ text: String) -> String? {
        for scheme in ["http://", "https://"] where text.prefix(scheme.count).equalsIgnoringCase(scheme) {
            let authority = text.dropFirst(scheme.count).prefix { $0 != "/" }
            guard isHost(authority), text[authority.endIndex...].utf8.allSatisfy(belongsInPath) else { return nil }
            var end = text.endIndex
            while end > authority.endIndex, text[text.index(before: end)] == "/" { end = text.index(before: end) }
            return scheme + text[authority.startIndex..<end]
        }
        return nil
    }

    /// The marks of RFC 3986 that a path has, percent signs included; no quotes or angle brackets, so that it may stand
    /// anywhere.
    private static func belongsInPath(_ byte: UInt8) -> Bool {
        isDigit(byte) || isLetter(byte) || "/-._~%:@!$()*+,;=".utf8.contains(byte)
    }

    /// A name, or an address, in square brackets if it has colons; then a port, if any (RFC 3986, section 3.2).
    private static func isHost(_ text: some StringProtocol) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count <= 300, let first = bytes.first else { return false }
        let isBracketed = first == 0x5B
        guard let end = isBracketed ? bytes.firstIndex(of: 0x5D) : bytes.firstIndex(of: 0x3A) ?? bytes.count else { return false }
        let name = isBracketed ? bytes[1..<end] : bytes[..<end]
        let port = isBracketed ? bytes[end...].dropFirst() : bytes[end...]
        let marks: [UInt8] = isBracketed ? [0x2E, 0x3A] : [0x2D, 0x2E, 0x5F]
        guard !name.isEmpty, name.allSatisfy({ isDigit($0) || isLetter($0) || marks.contains($0) }) else { return false }
        return port.isEmpty || (port.first == 0x3A && (2...6).contains(port.count) && port.dropFirst().allSatisfy(isDigit))
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
