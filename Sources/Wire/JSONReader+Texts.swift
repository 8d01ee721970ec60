public import CVector

/// Strings as the texts of carriers: each goes to the message's blocks while it is looked at, sixteen bytes at a time.
///
/// Whole windows are stored before they are tested; what follows the text overwrites the rest. A block has room for one
/// window behind its end.
extension JSONReader {
    @inlinable static var window: Int { 16 }

    /// The string whose opening quote `peek` has just seen.
    @inlinable @inline(__always)
    package mutating func quotedText() throws(WireError) -> SharedText {
        let first = position + 1
        let last = Swift.min(end - first, blocks.room) &- JSONReader.window
        guard last >= 0 else { return try unusualText(from: first, 0) }
        let target = blocks.tail
        var window = chatcore_copy_json(first, target)
        var length = 0
        var seen: UInt32 = 0
        while window.stops == 0 {
            seen |= window.high
            length &+= JSONReader.window
            guard length <= last else { return try unusualText(from: first, length) }
            window = chatcore_copy_json(first + length, target + length)
        }
        let count = window.stops.trailingZeroBitCount
        length &+= count
        seen |= window.high & (1 &<< UInt32(truncatingIfNeeded: count) &- 1)
        guard first[length] == 0x22 else { return try unusualText(from: first, length) }
        if seen != 0, !Text.isUTF8(target, length) { throw notUTF8(first, first + length) }
        position = first + length + 1
        if length <= SharedText.longestInPlace { return SharedText(Words.load(first), Words.load(first + 8), count: length) }
        return blocks.take(length, isASCII: seen == 0)
    }

    /// A string of which `length` bytes were looked at and copied. It has escapes, or there is no room for it, or it stands
    /// near the end of the text.
    @inline(never) @usableFromInline
    mutating func unusualText(from first: UnsafePointer<UInt8>, _ length: Int) throws(WireError) -> SharedText {
        position = first + length
        var length = length
        while true {
            if blocks.room &- length < JSONReader.window { blocks.grow(length, of: end - first) }
            let target = blocks.tail + length
            var plain = JSONReader.window
            if end - position >= plain {
                let window = chatcore_copy_json(position, target)
                if window.stops != 0 { plain = window.stops.trailingZeroBitCount }
            } else {
                plain = 0
                while position + plain < end, !JSONReader.endsPlainText(position[plain]) {
                    target[plain] = position[plain]
                    plain += 1
                }
            }
            position += plain
            length += plain
            if plain == JSONReader.window { continue }

            guard position < end else { throw malformed("the text ends inside a string") }
            let byte = position.pointee
            if byte == 0x22 { break }
            if byte < 0x20 { throw malformed("a control character in a string must be escaped") }
            position += 1
            // No escape makes more than four bytes, and where the windows end is room for them.
            length += try escape(to: target + plain)
        }
        return try finishText(from: first, length)
    }

    private mutating func finishText(from first: UnsafePointer<UInt8>, _ length: Int) throws(WireError) -> SharedText {
        let bytes = UnsafeBufferPointer(start: UnsafePointer(blocks.tail), count: length)
        let isASCII = Text.isASCII(bytes)
        // An escape makes whole characters: what it stands between is valid where all is.
        if !isASCII, !Text.isUTF8(blocks.tail, length) { throw notUTF8(first, position) }
        position += 1
        if length <= SharedText.longestInPlace { return SharedText(short: bytes) }
        return blocks.take(length, isASCII: isASCII)
    }

    private static func endsPlainText(_ byte: UInt8) -> Bool {
        byte == 0x22 || byte == 0x5C || byte < 0x20
    }

    /// The error for a string that is not valid UTF-8, with the place of the first byte that is not.
    @inline(never) @usableFromInline
    mutating func notUTF8(_ first: UnsafePointer<UInt8>, _ last: UnsafePointer<UInt8>) -> WireError {
        let place = Text.firstInvalid(UnsafeBufferPointer(start: first, count: last - first))
        return WireError(.malformed, "the string is not valid UTF-8", offset: first - start + place)
    }
}
