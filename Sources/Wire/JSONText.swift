/// Strings as JSON writes them: quotes around, and only what must be escaped is.
@usableFromInline
package enum JSONText {
    /// Writes a string with its quotes. The string is lent in place and stays as it is.
    @inlinable @inline(__always)
    package static func write(_ text: inout String, to writer: inout ByteWriter) {
        text.withUTF8 { writeQuoted($0, to: &writer) }
    }

    @usableFromInline
    package static func writeQuoted(_ bytes: UnsafeBufferPointer<UInt8>, to writer: inout ByteWriter) {
        // The quotes, and seven bytes that the last whole word may write past the text's end.
        writer.reserve(bytes.count &+ 10)
        writer.uncheckedPut(0x22)
        if var source = bytes.baseAddress {
            let end = source + bytes.count
            while source < end {
                let count = Swift.min(end - source, 8)
                let word = count == 8 ? Words.load(source) : Words.loadSome(source, count)
                // Stored before it is tested: what follows the plain text overwrites it. The zeros behind a short word
                // count as an end too.
                UnsafeMutableRawPointer(writer.tail).storeBytes(of: word.littleEndian, as: UInt64.self)
                let stop = Words.endsPlainText(word)
                let plain = stop == 0 ? 8 : Swift.min(stop.trailingZeroBitCount &>> 3, count)
                writer.uncheckedAdvance(plain)
                source += plain
                if plain < count {
                    escape(source.pointee, to: &writer)
                    source += 1
                    writer.reserve(end - source &+ 10)
                }
            }
        }
        writer.uncheckedPut(0x22)
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
