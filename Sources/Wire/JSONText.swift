import CVector

/// Strings as JSON writes them: quotes around, and only what must be escaped is.
@usableFromInline
package enum JSONText {
    /// Writes a string with its quotes. The string is lent in place and stays as it is.
    @inlinable @inline(__always)
    package static func write(_ text: inout String, to writer: inout ByteWriter) {
        text.withUTF8 { writeQuoted($0, to: &writer) }
    }

    /// Writes a string without its quotes.
    package static func writeUnquoted(_ text: inout String, to writer: inout ByteWriter) {
        var quoted = ByteWriter(capacity: text.utf8.count + 16)
        write(&text, to: &quoted)
        quoted.withBytes { writer.put(UnsafeBufferPointer(rebasing: $0.dropFirst().dropLast())) }
    }

    /// Writes a carrier's text with its quotes, or null.
    package static func write(_ text: borrowing SharedText, to writer: inout ByteWriter) {
        text.withBytes { bytes in
            if let bytes { writeQuoted(bytes, isPadded: true, to: &writer) } else { writer.put("null") }
        }
    }

    @usableFromInline
    package static func writeQuoted(_ bytes: UnsafeBufferPointer<UInt8>, to writer: inout ByteWriter) {
        writeQuoted(bytes, isPadded: false, to: &writer)
    }

    /// - Parameter isPadded: whether a window may be read from any of the bytes on.
    @inline(__always)
    private static func writeQuoted(_ bytes: UnsafeBufferPointer<UInt8>, isPadded: Bool, to writer: inout ByteWriter) {
        // The quotes, and what the last whole window may write past the text's end.
        writer.reserve(bytes.count &+ 18)
        writer.uncheckedPut(0x22)
        if var source = bytes.baseAddress {
            var rest = bytes.count
            // Stored before it is looked at: what follows the plain text overwrites it.
            while rest >= 16 || isPadded && rest > 0 {
                let window = chatcore_copy_json(source, writer.tail)
                let plain = (window.stops | 1 &<< UInt32(truncatingIfNeeded: Swift.min(rest, 16))).trailingZeroBitCount
                writer.uncheckedAdvance(plain)
                source += plain
                rest &-= plain
                if plain < 16, rest > 0 { escape(&source, &rest, to: &writer) }
            }
            while rest > 0 {
                let count = Swift.min(rest, 8)
                let word = count == 8 ? Words.load(source) : Words.loadSome(source, count)
                UnsafeMutableRawPointer(writer.tail).storeBytes(of: word.littleEndian, as: UInt64.self)
                // The zeros behind a short word count as an end too.
                let stop = Words.endsPlainText(word)
                let plain = stop == 0 ? 8 : Swift.min(stop.trailingZeroBitCount &>> 3, count)
                writer.uncheckedAdvance(plain)
                source += plain
                rest &-= plain
                if plain < count { escape(&source, &rest, to: &writer) }
            }
        }
        writer.uncheckedPut(0x22)
    }

    /// Writes one byte of a string as it is or, where it has to be, as an escape; room for six must be reserved.
    @inline(__always)
    static func uncheckedPut(_ byte: UInt8, to writer: inout ByteWriter) {
        if byte == 0x22 || byte == 0x5C || byte < 0x20 { escape(byte, to: &writer) } else { writer.uncheckedPut(byte) }
    }

    /// Writes the byte at `source` as an escape, and makes room for what is left.
    @inline(__always)
    private static func escape(_ source: inout UnsafePointer<UInt8>, _ rest: inout Int, to writer: inout ByteWriter) {
        escape(source.pointee, to: &writer)
        source += 1
        rest &-= 1
        writer.reserve(rest &+ 18)
    }

    @inline(never)
    private static func escape(_ byte: UInt8, to writer: inout ByteWriter) {
        writer.reserve(6)
        writer.uncheckedPut(0x5C)
        switch byte {
        case 0x22, 0x5C: writer.uncheckedPut(byte)
        case 0x08: writer.uncheckedPut(0x62)
        case 0x0C: writer.uncheckedPut(0x66)
        case 0x0A: writer.uncheckedPut(0x6E)
        case 0x0D: writer.uncheckedPut(0x72)
        case 0x09: writer.uncheckedPut(0x74)
        default:
            writer.uncheckedPut("u00")
            writer.uncheckedPut(0x30 + byte >> 4)
            let low = byte & 15
            writer.uncheckedPut(low < 10 ? 0x30 + low : 0x57 + low)
        }
    }
}
