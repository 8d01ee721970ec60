public import Glibc

/// Bytes on their way out: one growing block, written at its end.
///
/// Invariant: `base` owns `capacity` bytes, of which the first `count` are written. Every `unchecked…` method may be
/// called only after `reserve` has made room for all that is written until the next `reserve`.
@usableFromInline
package struct ByteWriter: ~Copyable {
    @usableFromInline var base: UnsafeMutablePointer<UInt8>
    @usableFromInline package internal(set) var count: Int
    @usableFromInline var capacity: Int

    package init(capacity: Int = 1024) {
        self.capacity = Swift.max(capacity, 64)
        base = ByteWriter.resized(nil, self.capacity)
        count = 0
    }

    deinit {
        free(base)
    }

    /// The block with another size; a large one seldom has to be moved for that, and is never there twice.
    private static func resized(_ block: UnsafeMutablePointer<UInt8>?, _ size: Int) -> UnsafeMutablePointer<UInt8> {
        // Without memory there is no way to go on; asking once more ends the process with that message.
        (realloc(block, size) ?? UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 1)).assumingMemoryBound(to: UInt8.self)
    }

    /// Makes room for `size` more bytes.
    @inlinable @inline(__always)
    package mutating func reserve(_ size: Int) {
        if capacity &- count < size { grow(by: size) }
    }

    @inline(never) @usableFromInline
    mutating func grow(by size: Int) {
        let larger = Swift.max(capacity * 2, count + size)
        base = ByteWriter.resized(base, larger)
        capacity = larger
    }

    /// Where the next byte goes.
    @inlinable @inline(__always)
    package var tail: UnsafeMutablePointer<UInt8> { base + count }

    /// Counts bytes that were written at `tail`.
    @inlinable @inline(__always)
    package mutating func uncheckedAdvance(_ size: Int) {
        count &+= size
    }

    @inlinable @inline(__always)
    package mutating func uncheckedPut(_ byte: UInt8) {
        base[count] = byte
        count &+= 1
    }

    @inlinable @inline(__always)
    package mutating func uncheckedPut(_ text: StaticString) {
        memcpy(base + count, text.utf8Start, text.utf8CodeUnitCount)
        count &+= text.utf8CodeUnitCount
    }

    @inlinable @inline(__always)
    package mutating func uncheckedPut(_ bytes: UnsafeBufferPointer<UInt8>) {
        if let start = bytes.baseAddress { memcpy(base + count, start, bytes.count) }
        count &+= bytes.count
    }

    @inlinable @inline(__always)
    package mutating func put(_ byte: UInt8) {
        reserve(1)
        uncheckedPut(byte)
    }

    @inlinable @inline(__always)
    package mutating func put(_ text: StaticString) {
        reserve(text.utf8CodeUnitCount)
        uncheckedPut(text)
    }

    package mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) {
        reserve(bytes.count)
        uncheckedPut(bytes)
    }

    package mutating func put(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { put($0) }
    }

    package mutating func put(_ text: String) {
        var text = text
        text.withUTF8 { put($0) }
    }

    /// Writes the same byte several times.
    package mutating func put(_ byte: UInt8, times: Int) {
        guard times > 0 else { return }
        reserve(times)
        (base + count).update(repeating: byte, count: times)
        count += times
    }

    /// The last byte written, if there is one.
    @inlinable @inline(__always)
    package var last: UInt8? { count > 0 ? base[count &- 1] : nil }

    /// Takes back the last byte; nothing when there is none.
    @inlinable @inline(__always)
    package mutating func dropLast() {
        if count > 0 { count &-= 1 }
    }

    /// Takes back all that was written behind the first `count` bytes.
    package mutating func cut(to count: Int) {
        self.count = Swift.min(Swift.max(count, 0), self.count)
    }

    /// Forgets what was written and keeps the room, for the next message.
    package mutating func removeAll() {
        count = 0
    }

    /// Gives the block away, which was made by malloc(), and says how many bytes were written.
    package consuming func release() -> (block: UnsafeMutablePointer<UInt8>, count: Int) {
        let written = (block: base, count: count)
        discard self
        return written
    }

    /// Lends what was written so far.
    package borrowing func withBytes<R, E: Error>(_ body: (UnsafeBufferPointer<UInt8>) throws(E) -> R) throws(E) -> R {
        try body(UnsafeBufferPointer(start: base, count: count))
    }

    /// A copy of what was written so far.
    package borrowing func bytes() -> [UInt8] {
        Array(UnsafeBufferPointer(start: base, count: count))
    }

    /// What was written so far as text; every writer of this module writes valid UTF-8.
    package borrowing func text() -> String {
        String(decoding: UnsafeBufferPointer(start: base, count: count), as: UTF8.self)
    }
}
