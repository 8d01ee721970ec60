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
            while end - source >= 8 {
                let word = Words.load(source)
                // Stored before it is tested: what follows an escape overwrites it.
                UnsafeMutableRawPointer(writer.tail).storeBytes(of: word.littleEndian, as: UInt64.self)
                let stop = Words.equal(word, 0x22) | Words.equal(word, 0x5C) | Words.below(word, 0x20)
                if stop == 0 {
                    writer.uncheckedAdvance(8)
                    source += 8
                    continue
                }
                let plain = stop.trailingZeroBitCount &>> 3
                writer.uncheckedAdvance(plain)
                source += plain
                escape(source.pointee, to: &writer)
                source += 1
                writer.reserve(end - source &+ 10)
            }
            while source < end {
                let byte = source.pointee
                if byte < 0x20 || byte == 0x22 || byte == 0x5C {
                    escape(byte, to: &writer)
                    writer.reserve(end - source &+ 10)
                } else {
                    writer.uncheckedPut(byte)
                }
                source += 1
            }
        }
        writer.uncheckedPut(0x22)
    }

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
