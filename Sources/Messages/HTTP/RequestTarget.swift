/// What a request line names: the path in segments and the query in pairs, both decoded.
package struct RequestTarget: Sendable, Hashable {
    package var segments: [String]
    package var query: [Option]

    package struct Option: Sendable, Hashable {
        package var name: String
        package var value: String
    }

    /// Reads `/path?query` or an absolute URI, and takes the mount away from the path's beginning.
    ///
    /// - Parameter mount: the segments in front of the services, matched without regard to case.
    /// - Throws: `value` when an escape is not well-formed or does not make UTF-8; the offset is in `target`.
    package init(_ target: String, mount: [String]) throws(OperationError) {
        guard target.utf8.count <= 65_536 else {
            throw OperationError(.limit, "a request target has at most 65536 bytes", path: "target")
        }
        var rest = target[...]
        if let scheme = rest.range(ofScheme: ["http://", "https://"]) {
            rest = rest[scheme.upperBound...]
            rest = rest.firstIndex(where: { $0 == "/" || $0 == "?" }).map { rest[$0...] } ?? ""
        }
        if let fragment = rest.firstIndex(of: "#") { rest = rest[..<fragment] }
        let path = rest.prefix { $0 != "?" }
        let search = rest[path.endIndex...].dropFirst()

        var segments: [String] = []
        for segment in path.split(separator: "/", omittingEmptySubsequences: true) {
            segments.append(try RequestTarget.decode(segment, of: target, plusIsSpace: false))
        }
        if segments.count >= mount.count, zip(mount, segments).allSatisfy({ $0.equalsIgnoringCase($1) }) {
            segments.removeFirst(mount.count)
        }
        self.segments = segments

        query = []
        for pair in search.split(separator: "&", omittingEmptySubsequences: true) {
            let name = pair.prefix { $0 != "=" }
            query.append(
                Option(
                    name: try RequestTarget.decode(name, of: target, plusIsSpace: true),
                    value: try RequestTarget.decode(pair[name.endIndex...].dropFirst(), of: target, plusIsSpace: true)))
        }
    }

    /// The value of a query option, whose name matches without regard to case.
    package subscript(option: String) -> String? {
        query.first { $0.name.equalsIgnoringCase(option) }?.value
    }

    /// The text that a part of the target stands for.
    private static func decode(_ part: Substring, of target: String, plusIsSpace: Bool) throws(OperationError) -> String {
        func fault(_ message: String, at place: String.Index) -> OperationError {
            OperationError(.value, message, path: "target", offset: target.utf8.distance(from: target.startIndex, to: place))
        }
        var bytes: [UInt8] = []
        var rest = part.utf8
        while let letter = rest.popFirst() {
            if letter == 0x2B, plusIsSpace {
                bytes.append(0x20)
            } else if letter == 0x25 {
                let escape = target.utf8.index(before: rest.startIndex)
                guard let high = rest.popFirst().flatMap(hexValue), let low = rest.popFirst().flatMap(hexValue) else {
                    throw fault("expected two hexadecimal digits after % in the request target", at: escape)
                }
                bytes.append(high << 4 | low)
            } else {
                bytes.append(letter)
            }
        }
        guard let decoded = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw fault("the request target does not decode to UTF-8 without NUL", at: part.startIndex)
        }
        return decoded
    }

    /// A segment of a path as it stands in a target.
    package static func encode(_ segment: String) -> String {
        var encoded = ""
        for byte in segment.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: encoded.append(Character(Unicode.Scalar(byte)))
            default: encoded += "%\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))"
            }
        }
        return encoded
    }

    private static func hexValue(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x41...0x46: digit - 0x37
        case 0x61...0x66: digit - 0x57
        default: nil
        }
    }
}

extension Substring {
    fileprivate func range(ofScheme schemes: [String]) -> Range<Index>? {
        for scheme in schemes where prefix(scheme.count).equalsIgnoringCase(scheme) {
            return startIndex..<index(startIndex, offsetBy: scheme.count)
        }
        return nil
    }
}
