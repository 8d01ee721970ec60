/// An origin that the config allows, such as `https://app.example.com`; a `*` in it stands for letters, digits, dots and
/// hyphens, at least one: `https://*.example.com`, `http://localhost:*`. A `*` alone is any origin.
package struct OriginPattern: Sendable, Hashable {
    private let pieces: [[UInt8]]
    /// Whether it allows whoever asks. Cookies are then not for them.
    package var isAnybody: Bool { pieces == [[], []] }

    /// nil when it is not an origin: a scheme, `://`, a host and perhaps a port, without a path.
    package init?(_ text: String) {
        let bytes = Array(text.lowercased().utf8)
        if bytes == [0x2A] {
            pieces = [[], []]
            return
        }
        let scheme = bytes.prefix { $0 != 0x3A }
        let rest = bytes[scheme.count...]
        guard !scheme.isEmpty, scheme.allSatisfy(Self.isOfName), rest.starts(with: "://".utf8), rest.count > 3, bytes.count <= 512,
            rest.dropFirst(3).allSatisfy({ Self.isOfName($0) || $0 == 0x3A || $0 == 0x2A || $0 == 0x5B || $0 == 0x5D })
        else { return nil }
        // Two stars beside each other could share what they match in many ways.
        pieces = bytes.split(separator: 0x2A, omittingEmptySubsequences: false).map(Array.init)
        guard pieces.dropFirst().dropLast().allSatisfy({ !$0.isEmpty }), pieces.count <= 5 else { return nil }
    }

    /// Whether the value of an `Origin` header is one of those that the pattern allows.
    package func matches(_ origin: String) -> Bool {
        if isAnybody { return true }
        let bytes = Array(origin.lowercased().utf8)
        guard bytes.count <= 512, let first = pieces.first, bytes.starts(with: first) else { return false }
        return Self.matches(bytes[first.count...], pieces.dropFirst())
    }

    /// Whether the bytes are a star's and a piece, again and again. At most four stars in 512 bytes make this cheap enough.
    private static func matches(_ bytes: ArraySlice<UInt8>, _ pieces: ArraySlice<[UInt8]>) -> Bool {
        guard let piece = pieces.first else { return bytes.isEmpty }
        if pieces.count == 1 {
            guard bytes.count > piece.count, bytes.suffix(piece.count).elementsEqual(piece) else { return false }
            return bytes.dropLast(piece.count).allSatisfy(isOfName)
        }
        var rest = bytes
        while let next = rest.first, isOfName(next) {
            rest = rest.dropFirst()
            if rest.starts(with: piece), matches(rest.dropFirst(piece.count), pieces.dropFirst()) { return true }
        }
        return false
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2E
    }
}
