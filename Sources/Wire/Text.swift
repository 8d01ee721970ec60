/// Owned strings from borrowed bytes.
@usableFromInline
package enum Text {
    /// The bytes as a string; nil when they are not valid UTF-8.
    @inlinable @inline(__always)
    package static func string(_ bytes: UnsafeBufferPointer<UInt8>, isASCII: Bool) -> String? {
        isASCII || firstInvalid(bytes) == bytes.count ? String(decoding: bytes, as: UTF8.self) : nil
    }

    /// The bytes as a string; nil when they are not valid UTF-8.
    package static func string(_ bytes: [UInt8]) -> String? {
        bytes.withUnsafeBufferPointer { string($0, isASCII: false) }
    }

    /// Where the first byte stands that cannot be UTF-8; the count when all are.
    @usableFromInline
    package static func firstInvalid(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var position = 0
        while position < bytes.count {
            let length = sequenceLength(bytes, at: position)
            if length == 0 { return position }
            position += length
        }
        return bytes.count
    }

    /// The length of the well-formed sequence at `position` (RFC 3629), or 0.
    private static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> Int {
        let first = bytes[position]
        func continues(_ index: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
            position + index < bytes.count && range.contains(bytes[position + index])
        }
        switch first {
        case 0...0x7F: return 1
        case 0xC2...0xDF: return continues(1) ? 2 : 0
        case 0xE0: return continues(1, 0xA0...0xBF) && continues(2) ? 3 : 0
        case 0xED: return continues(1, 0x80...0x9F) && continues(2) ? 3 : 0
        case 0xE1...0xEF: return continues(1) && continues(2) ? 3 : 0
        case 0xF0: return continues(1, 0x90...0xBF) && continues(2) && continues(3) ? 4 : 0
        case 0xF1...0xF3: return continues(1) && continues(2) && continues(3) ? 4 : 0
        case 0xF4: return continues(1, 0x80...0x8F) && continues(2) && continues(3) ? 4 : 0
        default: return 0
        }
    }
}
