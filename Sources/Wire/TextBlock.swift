/// A block of memory that the longer texts of one message share, and own together: it lives as long as any of them.
///
/// Making a string of its own for each text, and letting go of each, takes a third of the time of reading a message.
///
/// Invariant: whoever made the block writes each byte once, before there is a text that covers it. What texts cover never
/// changes, so that they can be read by any thread.
@usableFromInline
final class TextBlock: ManagedBuffer<Void, UInt8> {
    /// Bytes behind the block's capacity that may be read, and be written by whoever fills it: two whole words.
    @inlinable static var slack: Int { 16 }

    @inlinable
    static func make(capacity: Int) -> TextBlock {
        unsafeDowncast(TextBlock.create(minimumCapacity: capacity + slack) { _ in }, to: TextBlock.self)
    }

    @inlinable @inline(__always)
    var bytes: UnsafeMutablePointer<UInt8> {
        withUnsafeMutablePointerToElements { $0 }
    }
}

/// The blocks that one message's texts go to, one after the other.
///
/// A text that is kept holds its whole block, so blocks are small: a carrier taken out of a long list keeps little else
/// alive.
///
/// Invariant: `tail` points into `block`, in which `room` bytes and the slack follow it; without a block there is no room, and
/// nothing is written.
@usableFromInline
package struct TextBlocks: ~Copyable {
    @usableFromInline var block: TextBlock?
    /// Where the next text goes, and how many bytes it may have.
    @usableFromInline var tail: UnsafeMutablePointer<UInt8>
    @usableFromInline var room = 0
    /// The bytes of all blocks so far.
    private(set) var held = 0

    /// The size of a block; a text that is longer has a block of its own.
    static var blockSize: Int { 16_384 }

    package init() {
        tail = UnsafeMutablePointer(mutating: TextBlocks.nowhere.utf8Start)
    }

    private static let nowhere: StaticString = ""

    /// Makes room for a text in a new block.
    /// - Parameter rest: how many bytes all texts can have that are still to come, this one included.
    @inline(never) @usableFromInline
    mutating func makeRoom(_ count: Int, of rest: Int) {
        room = Swift.max(count, Swift.min(rest, TextBlocks.blockSize))
        let block = TextBlock.make(capacity: room)
        tail = block.bytes
        self.block = block
        held += room
    }

    /// Makes more room for a text of which `written` bytes were written already, by moving it.
    @inline(never) @usableFromInline
    mutating func grow(_ written: Int, of rest: Int) {
        // The old block lives until the text has moved.
        let old = (block: block, tail: tail)
        makeRoom(Swift.min(written * 2, Swift.max(rest, written)) + 64, of: rest)
        tail.update(from: old.tail, count: written)
        withExtendedLifetime(old.block) {}
    }

    /// The text of `count` bytes that were written at `tail`; there must have been room for them.
    @inlinable @inline(__always)
    mutating func take(_ count: Int, isASCII: Bool) -> SharedText {
        guard let block else { return SharedText() }
        let text = SharedText(block, offset: tail - block.bytes, count: count, isASCII: isASCII)
        tail += count
        room &-= count
        // Windows reach past a text's end; what is there is written over by the next text, and must be something until then.
        UnsafeMutableRawPointer(tail).storeBytes(of: 0, as: UInt64.self)
        UnsafeMutableRawPointer(tail + 8).storeBytes(of: 0, as: UInt64.self)
        return text
    }

    /// A copy of bytes that are valid UTF-8.
    @inline(never) @usableFromInline
    mutating func copy(_ bytes: UnsafeBufferPointer<UInt8>, isASCII: Bool, of rest: Int) -> SharedText {
        guard let start = bytes.baseAddress, bytes.count > SharedText.longestInPlace else { return SharedText(short: bytes) }
        if room < bytes.count { makeRoom(bytes.count, of: rest) }
        tail.update(from: start, count: bytes.count)
        return take(bytes.count, isASCII: isASCII)
    }
}
