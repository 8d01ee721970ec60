import CVector

/// Text as XML writes it: `<`, `>` and `&` as entities, a carriage return as `&#13;` since a reader would make a line feed
/// of it.
///
/// Control characters other than tab and line ends, U+FFFE and U+FFFF cannot stand in XML in any form; each is written as
/// U+FFFD, the mark for a character that is lost.
@usableFromInline
package enum XMLText {
    /// Writes the content of an element.
    package static func write(_ bytes: UnsafeBufferPointer<UInt8>, to writer: inout ByteWriter) {
        write(bytes, isPadded: false, to: &writer)
    }

    /// Writes the content of an element that is a carrier's text.
    package static func writeText(_ bytes: UnsafeBufferPointer<UInt8>, to writer: inout ByteWriter) {
        write(bytes, isPadded: true, to: &writer)
    }

    /// - Parameter isPadded: whether a window may be read from any of the bytes on.
    @inline(__always)
    private static func write(_ bytes: UnsafeBufferPointer<UInt8>, isPadded: Bool, to writer: inout ByteWriter) {
        // What the last whole window may write past the text's end.
        writer.reserve(bytes.count &+ 16)
        guard var source = bytes.baseAddress else { return }
        let end = source + bytes.count
        // Stored before it is looked at: what follows a byte that is not plain overwrites it.
        while end - source >= 16 || isPadded && source < end {
            let window = chatcore_copy_xml(source, writer.tail, 1)
            let plain = (window.stops | 1 &<< UInt32(truncatingIfNeeded: Swift.min(end - source, 16))).trailingZeroBitCount
            writer.uncheckedAdvance(plain)
            source += plain
            if plain < 16, source < end {
                source += one(source, end, to: &writer)
                writer.reserve(end - source &+ 16)
            }
        }
        while source < end {
            source += one(source, end, to: &writer)
            writer.reserve(end - source &+ 16)
        }
    }

    /// Writes one byte that may have to be escaped, or a character that may have to be replaced; answers its length.
    private static func one(_ source: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, to writer: inout ByteWriter) -> Int {
        let byte = source.pointee
        switch byte {
        case 0x3C: writer.put("&lt;")
        case 0x3E: writer.put("&gt;")
        case 0x26: writer.put("&amp;")
        case 0x0D: writer.put("&#13;")
        case 0xEF where end - source >= 3 && source[1] == 0xBF && source[2] >= 0xBE:
            writer.put("\u{FFFD}")
            return 3
        case 0..<0x20 where byte != 0x09 && byte != 0x0A: writer.put("\u{FFFD}")
        default: writer.put(byte)
        }
        return 1
    }

    /// Writes the value of an attribute that stands between double quotes.
    package static func writeAttribute(_ text: String, to writer: inout ByteWriter) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": writer.put("&quot;")
            case "\t": writer.put("&#9;")
            case "\n": writer.put("&#10;")
            default:
                var one = String(Character(scalar))
                one.withUTF8 { write($0, to: &writer) }
            }
        }
    }
}
