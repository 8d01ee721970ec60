/// Sixteen bytes of a JSON string looked at together, so that strings of all short lengths take the same way.
@usableFromInline
struct TextWindow {
    @usableFromInline let low: UInt64
    @usableFromInline let high: UInt64
    @usableFromInline let lowStop: UInt64
    @usableFromInline let highStop: UInt64

    @inlinable static var size: Int { 16 }

    /// The window that begins at `pointer`, which must have `size` bytes behind it.
    @inlinable @inline(__always)
    init(_ pointer: UnsafePointer<UInt8>) {
        low = Words.load(pointer)
        high = Words.load(pointer + 8)
        lowStop = Words.endsPlainText(low)
        highStop = Words.endsPlainText(high)
    }

    /// Whether no quote, backslash or control character is in it.
    @inlinable @inline(__always)
    var isPlain: Bool { lowStop | highStop == 0 }

    /// How many bytes stand before the first of these; there must be one.
    @inlinable @inline(__always)
    var plainCount: Int {
        (lowStop != 0 ? lowStop.trailingZeroBitCount : 64 &+ highStop.trailingZeroBitCount) &>> 3
    }

    /// The bytes before it, in one word over each other.
    @inlinable @inline(__always)
    var plainBits: UInt64 {
        lowStop != 0 ? low & Words.before(lowStop) : low | (high & Words.before(highStop))
    }
}
