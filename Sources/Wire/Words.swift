/// Eight bytes at a time: tests on all bytes of a word at once.
///
/// Each test answers a word whose high bits mark bytes that pass; the lowest mark is always right, which is all that a
/// scan from the front needs. Loads are little-endian, so that the first byte of the input is the lowest byte of the word.
@usableFromInline
package enum Words {
    @inlinable static var ones: UInt64 { 0x0101_0101_0101_0101 }
    @inlinable static var highs: UInt64 { 0x8080_8080_8080_8080 }

    /// Marks the bytes equal to `byte`.
    @inlinable @inline(__always)
    package static func equal(_ word: UInt64, _ byte: UInt8) -> UInt64 {
        let difference = word ^ (ones &* UInt64(byte))
        return (difference &- ones) & ~difference & highs
    }

    /// Marks the bytes below `bound`, which is at most 128; bytes from 128 up are not marked.
    @inlinable @inline(__always)
    package static func below(_ word: UInt64, _ bound: UInt8) -> UInt64 {
        (word &- (ones &* UInt64(bound))) & ~word & highs
    }

    /// Marks the bytes that are not ASCII.
    @inlinable @inline(__always)
    package static func notASCII(_ word: UInt64) -> UInt64 {
        word & highs
    }

    /// Eight bytes from `pointer`, which must have that many behind it.
    @inlinable @inline(__always)
    package static func load(_ pointer: UnsafePointer<UInt8>) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(pointer).loadUnaligned(as: UInt64.self))
    }
}
