// Text that came from outside, as an error shows it: enough to find it by, and never so much that the answer costs more than
// the question. What is longer than 200 bytes is cut between two characters and ends in an ellipsis.

/// Bytes of a text from outside that an error shows at most.
private let most = 200

extension StringProtocol {
    package var quoted: String {
        let bytes = Array(utf8.prefix(most + 1))
        if bytes.count <= most { return String(self) }
        return cut(bytes, at: most)
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The bytes as text.
    package var quoted: String {
        // A character that is cut in two here stands behind what is shown.
        String(decoding: prefix(most + 4), as: UTF8.self).quoted
    }
}

extension String {
    /// A whole sentence with what it quotes, for errors whose sentence somebody else wrote.
    package var bounded: String {
        utf8.count <= 5 * most ? self : cut(Array(utf8.prefix(5 * most + 1)), at: 5 * most)
    }
}

/// - Parameter bytes: well-formed up to `limit`, and longer than that.
private func cut(_ bytes: [UInt8], at limit: Int) -> String {
    let ellipsis = "…"
    var end = limit - ellipsis.utf8.count
    // A character ends where the next byte begins one.
    while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return String(decoding: bytes[..<end], as: UTF8.self) + ellipsis
}
