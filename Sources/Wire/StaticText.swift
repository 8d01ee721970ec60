public import Glibc

/// Names that the program knows at compile time, compared with bytes from outside.
@usableFromInline
package enum StaticText {
    @inlinable @inline(__always)
    package static func equal(_ text: StaticString, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.utf8CodeUnitCount == bytes.count, let start = bytes.baseAddress else { return bytes.isEmpty && text.utf8CodeUnitCount == 0 }
        return memcmp(start, text.utf8Start, bytes.count) == 0
    }
}
