import CVector

/// The short way through an element that holds nothing but plain text.
///
/// Each of these starts behind the `>` of a start tag without attributes, which `tag` names, and consumes text and end tag.
/// When the text is anything but plain, or the end is not where it is expected, the answer is nil and the position stays:
/// `push` and `text` then read it properly, or say what is wrong.
extension XMLReader {
    /// The text as a string.
    package mutating func plainText(_ tag: UnsafeBufferPointer<UInt8>) -> String? {
        // Two words at once, so that texts of all short lengths take the same way.
        guard end - position >= Text.smallWindow else { return nil }
        let low = XMLReader.stops(Words.load(position))
        let high = XMLReader.stops(Words.load(position + 8))
        guard low | high != 0 else { return plainLongText(tag) }
        let count = (low != 0 ? low.trailingZeroBitCount : 64 &+ high.trailingZeroBitCount) &>> 3
        guard position[count] == 0x3C else { return plainLongText(tag) }
        guard endTag(at: position + count, tag) else { return nil }
        let (text, isASCII) = Text.small(position, count: count)
        if !isASCII, !isValid(UnsafeBufferPointer(start: position, count: count)) { return nil }
        position += count &+ tag.count &+ 3
        return text
    }

    @inline(never)
    private mutating func plainLongText(_ tag: UnsafeBufferPointer<UInt8>) -> String? {
        guard let (bytes, isASCII) = plainBytes(tag), isASCII || isValid(bytes) else { return nil }
        position += bytes.count + tag.count + 3
        return Text.trusted(bytes, isASCII: isASCII)
    }

    /// The text as that of a carrier, which stays as it is where the answer is false. As in JSON it goes to the message's
    /// blocks while it is looked at.
    package mutating func plainText(into text: inout SharedText, _ tag: UnsafeBufferPointer<UInt8>) -> Bool {
        let first = position
        let last = Swift.min(end - first, blocks.room) &- 16
        guard last >= 0 else { return makeRoomForTexts() }
        let target = blocks.tail
        var window = chatcore_copy_xml(first, target, 0)
        var length = 0
        var seen: UInt32 = 0
        while window.stops == 0 {
            seen |= window.high
            length &+= 16
            guard length <= last else { return makeRoomForTexts() }
            window = chatcore_copy_xml(first + length, target + length, 0)
        }
        let count = window.stops.trailingZeroBitCount
        length &+= count
        seen |= window.high & (1 &<< UInt32(truncatingIfNeeded: count) &- 1)
        guard endTag(at: first + length, tag) else { return false }
        if seen != 0, !Text.isUTF8InXML(target, length) { return false }
        position = first + length + tag.count + 3
        if length <= SharedText.longestInPlace {
            text = SharedText(Words.load(first), Words.load(first + 8), count: length)
        } else {
            text = blocks.take(length, isASCII: seen == 0)
        }
        return true
    }

    /// The text up to the next tag, which must be an end tag, when it is made of plain text and references only. Nil, and
    /// the position stays, when it is not, or when anything is wrong with it.
    mutating func textWithReferences() -> SharedText? {
        let first = position
        var length = 0
        while true {
            if blocks.room &- length < 16 { blocks.grow(length, of: end - first) }
            guard end - position >= 16 else { break }
            let window = chatcore_copy_xml(position, blocks.tail + length, 0)
            let plain = window.stops == 0 ? 16 : window.stops.trailingZeroBitCount
            position += plain
            length += plain
            if plain == 16 { continue }

            if position[0] == 0x26, let scalar = try? reference() {
                // No character has more than four bytes, and where the windows end is room for them.
                for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                    blocks.tail[length] = byte
                    length += 1
                }
                continue
            }
            let start = blocks.tail
            let isASCII = Text.isASCII(UnsafeBufferPointer(start: start, count: length))
            guard position[0] == 0x3C, position[1] == 0x2F, isASCII || Text.isUTF8InXML(start, length) else { break }
            if length <= SharedText.longestInPlace { return SharedText(short: UnsafeBufferPointer(start: start, count: length)) }
            return blocks.take(length, isASCII: isASCII)
        }
        position = first
        return nil
    }

    /// There is no room for the text, which is left to `sharedText`; there will be for the next one.
    @inline(never)
    private mutating func makeRoomForTexts() -> Bool {
        if blocks.room < TextBlocks.blockSize / 2 { blocks.makeRoom(0, of: end - position) }
        return false
    }

    /// Whether the bytes may stand in a document, which is known of those that are ASCII.
    @inline(__always)
    private func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        Text.firstInvalid(bytes) == bytes.count && XMLCharacters.firstNoncharacter(bytes) == nil
    }

    /// The text as bytes, for values that are ASCII; they are part of the document.
    package mutating func plainToken(_ tag: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
        guard let (bytes, isASCII) = plainBytes(tag), isASCII else { return nil }
        position += bytes.count + tag.count + 3
        return bytes
    }

    /// The text as a date and time.
    package mutating func plainDateTime(_ tag: UnsafeBufferPointer<UInt8>) -> DateTime? {
        guard let (value, length) = DateTimeText.read(at: position, readable: end - position), endTag(at: position + length, tag)
        else { return nil }
        position += length + tag.count + 3
        return value
    }

    /// The text as `true` or `false`.
    package mutating func plainBool(_ tag: UnsafeBufferPointer<UInt8>) -> Bool? {
        guard end - position >= 8 else { return nil }
        let word = Words.load(position)
        let isTrue = UInt32(truncatingIfNeeded: word) == 0x6575_7274
        guard isTrue || word & 0xFF_FFFF_FFFF == 0x65_736C_6166 else { return nil }
        let length = isTrue ? 4 : 5
        guard endTag(at: position + length, tag) else { return nil }
        position += length + tag.count + 3
        return isTrue
    }

    /// The text as a whole number of at most 18 digits.
    package mutating func plainInteger(_ tag: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard end - position > 24 else { return nil }
        let isNegative = position.pointee == 0x2D
        let first = isNegative ? position + 1 : position
        let digits = Words.load(first) ^ Words.zeros
        let stop = Words.notDigits(digits)
        var cursor = first
        var value: Int64
        if stop != 0 {
            // Shifted up, so that zeros stand in front of the digits and what follows them is gone.
            let bits = stop.trailingZeroBitCount & ~7
            value = Int64(truncatingIfNeeded: Words.number(digits << (64 - bits)))
            cursor += bits &>> 3
        } else {
            value = Int64(truncatingIfNeeded: Words.number(digits))
            cursor += 8
            // Eighteen digits cannot pass the range of Int64.
            while cursor.pointee &- 0x30 <= 9, cursor - first < 18 {
                value = value &* 10 &+ Int64(cursor.pointee &- 0x30)
                cursor += 1
            }
        }
        guard cursor > first, endTag(at: cursor, tag) else { return nil }
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
                high |= word
                cursor += 8
                continue
            }
            high |= word & Words.before(stop)
            cursor += stop.trailingZeroBitCount &>> 3
            if cursor.pointee == 0x3C {
                guard endTag(at: cursor, tag) else { return nil }
                return (UnsafeBufferPointer(start: position, count: cursor - position), Words.notASCII(high) == 0)
            }
            // A line feed or a tab is text like any other.
            guard cursor.pointee == 0x0A || cursor.pointee == 0x09 else { return nil }
            cursor += 1
        }
        return nil
    }

    /// Whether `cursor` is at `</`, the same name as in the start tag, and `>`.
    @inline(__always)
    func endTag(at cursor: UnsafePointer<UInt8>, _ tag: UnsafeBufferPointer<UInt8>) -> Bool {
        let length = tag.count
        guard let name = tag.baseAddress, end - cursor >= length &+ 3, cursor[0] == 0x3C, cursor[1] == 0x2F, cursor[length &+ 2] == 0x3E
        else { return false }
        let other = cursor + 2
        guard length <= 16, end - other >= 16 else { return Words.areEqual(name, other, length) }
        // The start tag lies before `cursor`, so that as many bytes are behind it too.
        return chatcore_same(name, other, length) != 0
    }
}
