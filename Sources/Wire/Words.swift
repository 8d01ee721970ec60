/// Eight bytes looked at as one number: how a scan goes forward faster than a byte at a time.
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

    /// Marks the bytes that are zero, each of them rightly; all must be ASCII.
    @inlinable @inline(__always)
    package static func isZero(_ word: UInt64) -> UInt64 {
        ~(word &+ 0x7F7F_7F7F_7F7F_7F7F) & highs
    }

    /// Marks the bytes that are not ASCII.
    @inlinable @inline(__always)
    package static func notASCII(_ word: UInt64) -> UInt64 {
        word & highs
    }

    /// Marks the bytes that end the plain part of a JSON string: a quote, a backslash, a control character.
    @inlinable @inline(__always)
    package static func endsPlainText(_ word: UInt64) -> UInt64 {
        // Flipping the second bit swaps the quote with the space and leaves the control characters among themselves; all
        // that ends the text but the backslash then lies below 0x21.
        below(word ^ (ones &* 0x02), 0x21) | equal(word, 0x5C)
    }

    /// All bits of a word below the lowest mark, of which there must be one.
    @inlinable @inline(__always)
    package static func before(_ marks: UInt64) -> UInt64 {
        (marks &- 1) & ~marks
    }

    /// Whether `count` bytes are the same at both places.
    @inlinable @inline(__always)
    package static func areEqual(_ one: UnsafePointer<UInt8>, _ other: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard count >= 8 else { return count == 0 || loadSome(one, count) == loadSome(other, count) }
        var index = 0
        while index <= count &- 8 {
            if load(one + index) != load(other + index) { return false }
            index &+= 8
        }
        // The last word overlaps the one before.
        return load(one + (count &- 8)) == load(other + (count &- 8))
    }

    /// Eight bytes from `pointer`, which must have that many behind it.
    @inlinable @inline(__always)
    package static func load(_ pointer: UnsafePointer<UInt8>) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(pointer).loadUnaligned(as: UInt64.self))
    }

    /// Four bytes from `pointer`, which must have that many behind it.
    @inlinable @inline(__always)
    package static func loadHalf(_ pointer: UnsafePointer<UInt8>) -> UInt32 {
        UInt32(littleEndian: UnsafeRawPointer(pointer).loadUnaligned(as: UInt32.self))
    }

    /// The first `count` bytes from `pointer`, at most three, with zeros behind them.
    @inlinable
    package static func loadFew(_ pointer: UnsafePointer<UInt8>, _ count: Int) -> UInt32 {
        var word: UInt32 = 0
        if count > 0 { word = UInt32(pointer[0]) }
        if count > 1 { word |= UInt32(pointer[1]) << 8 }
        if count > 2 { word |= UInt32(pointer[2]) << 16 }
        return word
    }

    /// The first `count` bytes from `pointer`, one to seven, with zeros behind them.
    @inlinable @inline(__always)
    package static func loadSome(_ pointer: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        if count < 4 { return UInt64(loadFew(pointer, count)) }
        // The two halves overlap where there are fewer than eight bytes; both say the same there.
        let last = UInt64(loadHalf(pointer + (count &- 4)))
        return UInt64(loadHalf(pointer)) | last &<< UInt64(truncatingIfNeeded: (count &- 4) &<< 3)
    }
}
