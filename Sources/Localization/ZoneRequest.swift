import Wire

/// The value of an `SO-TimeZone` header: `NO`, `261`, `Europe/Oslo`, each with or without `, includeTZOffset`.
package struct ZoneRequest: Sendable, Hashable {
    package enum Selector: Sendable, Hashable {
        case id(Int32)
        /// A code or a name of the tz database.
        case name(String)
    }

    package let selector: Selector
    /// Whether dates in the answer tell their offset.
    package let includesOffset: Bool

    package init(_ selector: Selector, includesOffset: Bool = false) {
        self.selector = selector
        self.includesOffset = includesOffset
    }

    /// Reads the header's value; the option may stand before or after the zone, in any case.
    ///
    /// - Returns: nil for a value of nothing but blanks, which is as good as no header.
    /// - Throws: `malformed` with the byte in the value.
    package static func parse(_ header: String) throws(ZoneError) -> ZoneRequest? {
        guard header.utf8.count <= 256 else {
            throw ZoneError(.malformed, zone: header, "SO-TimeZone: expected at most 256 bytes", offset: 256)
        }
        var selector: Selector?
        var includesOffset = false
        let parts = header.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        for part in parts {
            let trimmed = part.trimmingBlanks()
            let offset = header.utf8.distance(from: header.startIndex, to: trimmed.startIndex)
            let text = String(Substring(trimmed))
            if trimmed.isEmpty {
                if parts.count == 1 { return nil }
                throw ZoneError(.malformed, zone: header, "SO-TimeZone: expected text beside the comma", offset: offset)
            } else if text.lowercased() == "includetzoffset" {
                includesOffset = true
            } else if selector == nil {
                selector = trimmed.allSatisfy(\.isDigit) ? try id(text) : .name(text)
            } else {
                throw ZoneError(
                    .malformed, zone: text, "SO-TimeZone: expected 'includeTZOffset' in place of '\(text.quoted)'",
                    offset: offset)
            }
        }
        guard let selector else {
            throw ZoneError(
                .malformed, zone: header, "SO-TimeZone: expected a time zone beside 'includeTZOffset'",
                offset: header.utf8.count)
        }
        return ZoneRequest(selector, includesOffset: includesOffset)
    }

    private static func id(_ digits: String) throws(ZoneError) -> Selector {
        guard let id = Int32(digits) else { throw .unknown(digits) }
        return .id(id)
    }
}

extension Substring.UTF8View {
    /// The bytes between leading and trailing spaces and tabs.
    func trimmingBlanks() -> Substring.UTF8View {
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        var result = self.drop(while: isBlank)
        while let last = result.last, isBlank(last) { result.removeLast() }
        return result
    }
}
