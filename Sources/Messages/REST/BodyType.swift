/// What a request says its body is.
package enum BodyType: Sendable, Hashable {
    case json, xml

    /// Reads a `Content-Type`; without one the body is JSON.
    ///
    /// - Throws: 415 for a type or character set that the route does not read.
    package init(_ contentType: String?, of route: Route) throws(OperationError) {
        guard let contentType, !contentType.trimmed().isEmpty else {
            self = .json
            return
        }
        guard let media = MediaType(named: contentType), contentType.contains("/") else {
            throw BodyType.unsupported("expected application/json, application/xml or another of the types that the service writes")
        }
        if case .text = route.body, media.isXML {
            throw BodyType.unsupported("expected application/merge-patch+json or application/json-patch+json")
        }
        self = media.isXML ? .xml : .json
        // Byte order marks tell UTF-16 apart, which XML may be in.
        let known = media.isXML ? ["utf-8", "utf8", "us-ascii", "utf-16", "utf-16le", "utf-16be"] : ["utf-8", "utf8", "us-ascii"]
        if let charset = BodyType.charset(of: contentType), !known.contains(charset) {
            throw BodyType.unsupported("expected a body in UTF-8")
        }
    }

    private static func charset(of contentType: String) -> String? {
        for parameter in contentType.split(separator: ";").dropFirst() {
            let parts = parameter.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0].trimmed().equalsIgnoringCase("charset") else { continue }
            var value = parts[1].trimmed().lowercased()
            if value.utf8.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") { value = String(value.dropFirst().dropLast()) }
            return value
        }
        return nil
    }

    private static func unsupported(_ message: String) -> OperationError {
        OperationError(.value, message, path: "Content-Type", status: 415)
    }
}
