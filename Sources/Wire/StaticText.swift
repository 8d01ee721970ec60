public import Glibc

/// Names that the program knows at compile time, compared with bytes from outside.
@usableFromInline
package enum StaticText {
    @inlinable @inline(__always)
    package static func equal(_ text: StaticString, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.utf8CodeUnitCount == bytes.count, let start = bytes.baseAddress else { return bytes.isEmpty && text.utf8CodeUnitCount == 0 }
        return memcmp(start, text.utf8Start, bytes.count) == 0
    }

    /// Equal but for the case of ASCII letters.
    package static func equalIgnoringCase(_ text: StaticString, _ other: some StringProtocol) -> Bool {
        guard text.utf8CodeUnitCount == other.utf8.count else { return false }
        return zip(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount), other.utf8)
            .allSatisfy { lowercase($0) == lowercase($1) }
    }

    @inlinable @inline(__always)
    package static func lowercase(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }
}
