/// How much memory may still be made of a message, besides its texts.
///
/// Three letters, `{},`, become a whole carrier in a list. What a message is made into is therefore counted: lists, pairs and
/// values that nobody promised, each at its size in memory.
@usableFromInline
package struct MemoryAllowance: Sendable {
    private let whole: Int
    private var left: Int

    init(message bytes: Int, _ limits: Limits) {
        whole = Swift.max(bytes * limits.memoryFactor, limits.memoryFloor)
        left = whole
    }

    /// - Parameter texts: what the texts take.
    /// - Throws: `limit` when no so many bytes are left.
    mutating func take(_ bytes: Int, besides texts: Int, at offset: Int) throws(WireError) {
        guard left - texts >= bytes else { throw refusal(at: offset) }
        left -= bytes
    }

    /// - Throws: `limit` when `bytes` and all that was taken are more than there is.
    func check(_ bytes: Int, at offset: Int) throws(WireError) {
        guard left >= bytes else { throw refusal(at: offset) }
    }

    /// What was taken is free again.
    mutating func giveBack(_ bytes: Int) {
        left += bytes
    }

    private func refusal(at offset: Int) -> WireError {
        WireError(
            .limit, "reading the message would take more than \(whole) bytes of memory: it has too many elements for its size; send it in parts",
            offset: offset)
    }
}

extension JSONReader {
    /// Counts memory that is about to be taken.
    package mutating func count(_ bytes: Int) throws(WireError) {
        try memory.take(bytes, besides: blocks.held, at: offset)
    }

    /// Forgets memory that was given back.
    package mutating func discount(_ bytes: Int) {
        memory.giveBack(bytes)
    }
}

extension XMLReader {
    /// Makes sure that so many bytes may be written of what was read so far.
    package mutating func checkRoom(_ bytes: Int) throws(WireError) {
        try memory.check(bytes, at: offset)
    }

    /// Counts memory that is about to be taken.
    package mutating func count(_ bytes: Int) throws(WireError) {
        try memory.take(bytes, besides: blocks.held, at: offset)
    }

    /// Forgets memory that was given back.
    package mutating func discount(_ bytes: Int) {
        memory.giveBack(bytes)
    }
}
