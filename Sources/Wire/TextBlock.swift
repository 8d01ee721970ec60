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
@usableFromInline
package struct TextBlocks: ~Copyable {
    @usableFromInline var block: TextBlock?
    /// How many bytes of the block are taken, and how many it has, slack not counted.
    @usableFromInline var used = 0
    @usableFromInline var capacity = 0

    /// The size of a block; a text that is longer has a block of its own.
    @inlinable package static var blockSize: Int { 16_384 }

    package init() {}

    /// How many bytes the next text may have.
    @inlinable @inline(__always)
    var room: Int { capacity &- used }

    /// Makes room for a text in a new block.
    /// - Parameter rest: how many bytes all texts can have that are still to come, this one included.
    @inline(never) @usableFromInline
    mutating func makeRoom(_ count: Int, of rest: Int) {
        capacity = Swift.max(count, Swift.min(rest, TextBlocks.blockSize))
        used = 0
        block = TextBlock.make(capacity: capacity)
    }

    /// Makes more room for a text of which `written` bytes were written already, by moving it.
    @inline(never) @usableFromInline
    mutating func grow(_ written: Int, of rest: Int) {
        let old = block
        let start = used
        makeRoom(written * 2 + 64, of: rest)
        if let old, let block { block.bytes.update(from: old.bytes + start, count: written) }
    }

    /// The text of `count` bytes that were written behind those that are used; there must have been room for them.
    @inlinable @inline(__always)
    mutating func take(_ block: TextBlock, _ count: Int, isASCII: Bool) -> SharedText {
        let text = SharedText(block, offset: used, count: count, isASCII: isASCII)
        used &+= count
        return text
    }

    /// A copy of bytes that are valid UTF-8.
    @inline(never) @usableFromInline
    mutating func copy(_ bytes: UnsafeBufferPointer<UInt8>, isASCII: Bool, of rest: Int) -> SharedText {
        guard let start = bytes.baseAddress, bytes.count > SharedText.longestInPlace else { return SharedText(short: bytes) }
        if room < bytes.count { makeRoom(bytes.count, of: rest) }
        guard let block else { return SharedText() }
        (block.bytes + used).update(from: start, count: bytes.count)
        return take(block, bytes.count, isASCII: isASCII)
    }
}
