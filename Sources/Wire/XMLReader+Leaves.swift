/// The short way through an element that holds nothing but plain text.
///
/// Each of these starts behind the `>` of a start tag without attributes, which `tag` names, and consumes text and end tag.
/// When the text is anything but plain, or the end is not where it is expected, the answer is nil and the position stays:
/// `push` and `text` then read it properly, or say what is wrong.
extension XMLReader {
    /// The text as a string.
    package mutating func plainText(_ tag: UnsafeBufferPointer<UInt8>) -> String? {
        guard let (bytes, isASCII) = plainBytes(tag) else { return nil }
        guard let text = Text.string(bytes, isASCII: isASCII) else { return nil }
        if !isASCII, XMLCharacters.firstNoncharacter(bytes) != nil { return nil }
        position += bytes.count + tag.count + 3
        return text
    }

    /// The text as bytes, for values that are ASCII; they are part of the document.
    package mutating func plainToken(_ tag: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
        guard let (bytes, isASCII) = plainBytes(tag), isASCII else { return nil }
        position += bytes.count + tag.count + 3
        return bytes
    }

    /// The text as a whole number of at most 18 digits.
    package mutating func plainInteger(_ tag: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard end - position > 20 else { return nil }
        var cursor = position
        let isNegative = cursor.pointee == 0x2D
        if isNegative { cursor += 1 }
        let digits = cursor
        var value: Int64 = 0
        while cursor.pointee &- 0x30 <= 9, cursor - digits < 19 {
            value = value &* 10 &+ Int64(cursor.pointee &- 0x30)
            cursor += 1
        }
        // Eighteen digits cannot pass the range of Int64.
        guard cursor > digits, cursor - digits <= 18, endTag(at: cursor, tag) else { return nil }
        position = cursor + tag.count + 3
        return isNegative ? 0 &- value : value
    }

    @inline(__always)
    private func plainBytes(_ tag: UnsafeBufferPointer<UInt8>) -> (UnsafeBufferPointer<UInt8>, isASCII: Bool)? {
        var cursor = position
        var high: UInt64 = 0
        while end - cursor >= 8 {
            let word = Words.load(cursor)
            let stop = XMLReader.stops(word)
            if stop == 0 {
                high |= Words.notASCII(word)
                cursor += 8
                continue
            }
            high |= Words.notASCII(word) & (stop &- 1)
            cursor += stop.trailingZeroBitCount &>> 3
            if cursor.pointee == 0x3C {
                guard endTag(at: cursor, tag) else { return nil }
                return (UnsafeBufferPointer(start: position, count: cursor - position), high == 0)
            }
            // A line feed or a tab is text like any other.
            guard cursor.pointee == 0x0A || cursor.pointee == 0x09 else { return nil }
            cursor += 1
        }
        return nil
    }

    /// Whether `cursor` is at `</`, the same name as in the start tag, and `>`.
    @inline(__always)
    private func endTag(at cursor: UnsafePointer<UInt8>, _ tag: UnsafeBufferPointer<UInt8>) -> Bool {
        let length = tag.count
        guard let name = tag.baseAddress, end - cursor >= length &+ 3, cursor[0] == 0x3C, cursor[1] == 0x2F,
            cursor[length &+ 2] == 0x3E
        else { return false }
        return ShortNames.equal(name, cursor + 2, length)
    }
}
