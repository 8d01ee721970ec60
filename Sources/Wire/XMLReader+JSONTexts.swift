import CVector

extension XMLReader {
    /// Writes the text as a string of JSON, with its quotes, and consumes the end tag. As the other short ways through an
    /// element (`XMLReader+Leaves.swift`), it starts behind a start tag without attributes; where the answer is false, nothing was
    /// consumed and nothing written.
    package mutating func plainText(asJSON out: inout ByteWriter, _ tag: UnsafeBufferPointer<UInt8>) -> Bool {
        let begin = out.count
        var cursor = position
        var seen: UInt32 = 0
        out.reserve(34)
        out.uncheckedPut(0x22)
        while end - cursor >= 16 {
            let window = chatcore_copy_xml_as_json(cursor, out.tail)
            let plain = (window.stops | 1 &<< 16).trailingZeroBitCount
            seen |= window.high & (1 &<< UInt32(truncatingIfNeeded: plain) &- 1)
            cursor += plain
            out.uncheckedAdvance(plain)
            // A window, an escape, the quote, and what the look for valid UTF-8 reads behind the text.
            out.reserve(48)
            if plain == 16 { continue }

            let byte = cursor.pointee
            if byte == 0x3C {
                guard endTag(at: cursor, tag), seen == 0 || out.isUTF8InXML(from: begin + 1) else { break }
                out.uncheckedPut(0x22)
                position = cursor + tag.count + 3
                return true
            }
            if byte == 0x26 {
                guard let scalar = reference(at: &cursor) else { break }
                if scalar.value >= 0x80 { seen = 1 }
                for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { JSONText.uncheckedPut(byte, to: &out) }
                continue
            }
            guard byte == 0x22 || byte == 0x5C || byte == 0x0A || byte == 0x09 else { break }
            JSONText.uncheckedPut(byte, to: &out)
            cursor += 1
        }
        out.cut(to: begin)
        return false
    }

    /// The character of the reference at `cursor`, which goes behind it; nil when it is not one.
    private mutating func reference(at cursor: inout UnsafePointer<UInt8>) -> Unicode.Scalar? {
        let before = position
        defer { position = before }
        position = cursor
        guard let scalar = try? reference() else { return nil }
        cursor = position
        return scalar
    }
}

extension ByteWriter {
    /// Whether what was written from a place on is UTF-8 that may stand in XML. Room for sixteen bytes must be reserved.
    fileprivate borrowing func isUTF8InXML(from start: Int) -> Bool {
        Text.isUTF8InXML(base + start, count - start)
    }
}
