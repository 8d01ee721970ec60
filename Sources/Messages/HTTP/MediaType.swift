/// The forms in which REST answers.
package enum MediaType: String, Sendable, CaseIterable {
    case json = "application/json"
    case textJSON = "text/json"
    case xml = "application/xml"
    case textXML = "text/xml"
    case jsonPatch = "application/json-patch+json"
    case mergePatch = "application/merge-patch+json"

    package var isXML: Bool { self == .xml || self == .textXML }

    /// The value of a `Content-Type` header.
    package var contentType: String { rawValue + "; charset=utf-8" }

    /// Picks the form that an `Accept` header likes best (RFC 9110, section 12.5.1): the highest weight wins, the more exact
    /// range decides the weight, and of equals the first in the header. Nil when nothing that we write is acceptable.
    package static func accepted(by header: String?) -> MediaType? {
        guard let header, !header.trimmed().isEmpty else { return .json }
        let ranges = header.split(separator: ",").prefix(64).enumerated().compactMap { Range($0.element, place: $0.offset) }
        var best: (type: MediaType, weight: Int, place: Int)?
        for type in allCases {
            guard let range = ranges.filter({ $0.covers(type) }).max(by: { $0.exactness < $1.exactness }), range.weight > 0 else {
                continue
            }
            if let known = best, (known.weight, -known.place) >= (range.weight, -range.place) { continue }
            best = (type, range.weight, range.place)
        }
        return best?.type
    }

    /// The type that a `$format` option or a `Content-Type` names; parameters do not count.
    package init?(named name: String) {
        let name = name.prefix { $0 != ";" }.trimmed()
        if name.equalsIgnoringCase("json") {
            self = .json
        } else if name.equalsIgnoringCase("xml") {
            self = .xml
        } else if let type = MediaType.allCases.first(where: { $0.rawValue.equalsIgnoringCase(name) }) {
            self = type
        } else {
            return nil
        }
    }

    /// One part of an `Accept` header.
    private struct Range {
        let name: String
        /// In thousandths.
        let weight: Int
        let place: Int

        init?(_ part: Substring, place: Int) {
            let pieces = part.split(separator: ";").map { $0.trimmed().lowercased() }
            guard let name = pieces.first, name.contains("/") || name == "*" else { return nil }
            self.name = name == "*" ? "*/*" : name
            self.place = place
            guard let text = pieces.dropFirst().first(where: { $0.hasPrefix("q=") }) else {
                weight = 1000
                return
            }
            guard let weight = Range.thousandths(text.dropFirst(2).utf8) else { return nil }
            self.weight = weight
        }

        /// A weight of at most three digits behind the point (RFC 9110, section 12.4.2); nil for anything else.
        private static func thousandths(_ text: Substring.UTF8View) -> Int? {
            guard let whole = text.first, whole == 0x30 || whole == 0x31, text.count <= 5 else { return nil }
            let rest = text.dropFirst()
            guard rest.isEmpty || rest.first == 0x2E else { return nil }
            var value = whole == 0x31 ? 1000 : 0
            var unit = 100
            for digit in rest.dropFirst() {
                guard (0x30...0x39).contains(digit) else { return nil }
                value += Int(digit - 0x30) * unit
                unit /= 10
            }
            return value <= 1000 ? value : nil
        }

        var exactness: Int { name == "*/*" ? 0 : name.hasSuffix("/*") ? 1 : 2 }

        func covers(_ type: MediaType) -> Bool {
            switch exactness {
            case 0: true
            case 1: type.rawValue.hasPrefix(name.dropLast())
            default: type.rawValue == name
            }
        }
    }
}
