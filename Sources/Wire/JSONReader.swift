public import Glibc

/// JSON text (RFC 8259) from front to back, one token at a time.
///
/// Invariant: `start <= position <= end`, and the bytes from `start` to `end` stay valid and unchanged while the reader
/// lives; `read(_:)`-style entry points of the callers guarantee that by lending the bytes for the length of a closure.
@usableFromInline
package struct JSONReader: ~Copyable {
    @usableFromInline let start: UnsafePointer<UInt8>
    @usableFromInline package var position: UnsafePointer<UInt8>
    @usableFromInline package let end: UnsafePointer<UInt8>
    package let limits: Limits
    /// How many levels may still be entered.
    @usableFromInline var levelsLeft: Int
    /// Where the longer texts of carriers go.
    @usableFromInline var blocks = TextBlocks()
    var memory: MemoryAllowance

    /// - Throws: `limit` when there are more bytes than a message may have.
    package init(_ bytes: UnsafeBufferPointer<UInt8>, limits: Limits) throws(WireError) {
        // An empty buffer has no address; any address does for a range without bytes.
        start = bytes.baseAddress ?? UnsafePointer(JSONReader.nowhere.utf8Start)
        position = start
        end = start + bytes.count
        self.limits = limits
        levelsLeft = limits.depth
        memory = MemoryAllowance(message: bytes.count, limits)
        if bytes.count > limits.messageBytes {
            throw WireError(.limit, "the message has \(bytes.count) bytes; at most \(limits.messageBytes) are accepted", offset: limits.messageBytes)
        }
        if bytes.count >= 3, start[0] == 0xEF, start[1] == 0xBB, start[2] == 0xBF { position += 3 }
    }

    private static let nowhere: StaticString = ""

    /// Bytes from the start of the input.
    @inlinable @inline(__always)
    package var offset: Int { position - start }

    /// The next byte that is not white space, which is not consumed; 0 at the end, which no JSON text holds there.
    @inlinable @inline(__always)
    package mutating func peek() -> UInt8 {
        if position < end, position.pointee > 0x20 { return position.pointee }
        return peekBehindSpace()
    }

    // Helpers that are not inlined are mutating even where they change nothing: only then is the reader lent in place and
    // not copied for them.
    @inline(never) @usableFromInline
    mutating func peekBehindSpace() -> UInt8 {
        while position < end {
            let byte = position.pointee
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
            position += 1
        }
        return 0
    }

    /// Consumes `byte`, white space before it included; false when something else is next.
    @inlinable @inline(__always)
    package mutating func take(_ byte: UInt8) -> Bool {
        guard peek() == byte, position < end else { return false }
        position += 1
        return true
    }

    /// Goes one level deeper.
    @inlinable @inline(__always)
    package mutating func descend() throws(WireError) {
        if levelsLeft <= 0 { throw tooDeep() }
        levelsLeft &-= 1
    }

    @inlinable @inline(__always)
    package mutating func ascend() {
        levelsLeft &+= 1
    }

    /// Consumes the word when it stands here. It is a constant, so that comparing it takes an instruction or two.
    @inlinable @inline(__always)
    package mutating func takeWord(_ word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard end - position >= length, memcmp(position, word.utf8Start, length) == 0 else { return false }
        position += length
        return true
    }

    /// Consumes `null` when it is next.
    @inlinable @inline(__always)
    package mutating func takeNull() -> Bool {
        peek() == 0x6E && takeWord("null")
    }

    /// `true` or `false`.
    @inlinable @inline(__always)
    package mutating func bool() throws(WireError) -> Bool {
        switch peek() {
        case 0x74 where takeWord("true"): return true
        case 0x66 where takeWord("false"): return false
        default: throw unexpected("true or false")
        }
    }

    /// The end of the text: only white space may be left.
    package mutating func finish() throws(WireError) {
        _ = peek()
        if position < end { throw malformed("there is more after the end of the value") }
    }

    @inline(never) @usableFromInline
    mutating func tooDeep() -> WireError {
        WireError(.limit, "nested deeper than \(limits.depth) levels", offset: offset)
    }

    @inline(never) @usableFromInline
    package mutating func malformed(_ message: String) -> WireError {
        WireError(.malformed, message, offset: offset)
    }

    @inline(never)
    package mutating func invalid(_ message: String) -> WireError {
        WireError(.value, message, offset: offset)
    }

    /// The error for a value of another type, or for no value at all.
    @inline(never) @usableFromInline
    package mutating func unexpected(_ expected: String) -> WireError {
        switch peek() {
        case 0 where position == end: malformed("the text ends where \(expected) is expected")
        case 0x22: invalid("expected \(expected), found a string")
        case 0x7B: invalid("expected \(expected), found an object")
        case 0x5B: invalid("expected \(expected), found an array")
        case 0x74 where stands("true"), 0x66 where stands("false"): invalid("expected \(expected), found a boolean")
        case 0x6E where stands("null"): invalid("expected \(expected), found null")
        case 0x2D, 0x30...0x39: invalid("expected \(expected), found another number")
        default: malformed("expected \(expected)")
        }
    }

    private mutating func stands(_ word: StaticString) -> Bool {
        let before = position
        defer { position = before }
        return takeWord(word)
    }
}
