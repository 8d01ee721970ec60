/// A text with marks in square brackets, such as `[SR_NAME]` or `[I:123]`.
enum MarkedText {
    /// Longer brackets are ordinary text.
    static let markLimit = 128

    /// Puts other text in the place of marks.
    ///
    /// - Parameter replacement: gets what stands between the brackets and answers nil for what is not a mark.
    /// - Returns: nil when nothing was replaced.
    static func replacingMarks(in text: String, with replacement: (String) -> String?) -> String? {
        let bytes = text.utf8Span.span
        var result: [UInt8]?
        var copied = 0
        var position = 0
        while let start = indexOfBracket(in: bytes, from: position) {
            position = start + 1
            guard let end = endOfMark(in: bytes, from: position),
                let new = replacement(String(decoding: copy(bytes, position..<end), as: UTF8.self))
            else { continue }
            var built = result.take() ?? []
            built += copy(bytes, copied..<start)
            built += new.utf8
            result = built
            position = end + 1
            copied = position
        }
        guard var result else { return nil }
        result += copy(bytes, copied..<bytes.count)
        return String(decoding: result, as: UTF8.self)
    }

    /// The first `[` at or after a place.
    static func indexOfBracket(in bytes: Span<UInt8>, from start: Int = 0) -> Int? {
        var index = start
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "[") { return index }
            index += 1
        }
        return nil
    }

    /// The `]` of a mark that begins with a capital. Marks do not nest, so a search ends at the next `[` at the latest and
    /// no byte is looked at more than twice.
    private static func endOfMark(in bytes: Span<UInt8>, from start: Int) -> Int? {
        guard start < bytes.count, bytes[start] >= UInt8(ascii: "A"), bytes[start] <= UInt8(ascii: "Z") else { return nil }
        var index = start
        while index < bytes.count, index - start <= markLimit {
            switch bytes[index] {
            case UInt8(ascii: "]"): return index
            case UInt8(ascii: "["): return nil
            default: index += 1
            }
        }
        return nil
    }

    private static func copy(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(range.count)
        for index in range { result.append(bytes[index]) }
        return result
    }
}
