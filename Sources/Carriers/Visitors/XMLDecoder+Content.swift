import Wire

// Simple content. Each value is read where it stands when it is written plainly, and from collected text otherwise.
extension XMLDecoder {
    /// A whole number; null stands for zero, as in JSON.
    @inline(__always)
    mutating func integer(_ content: Content, _ lowest: Int64, _ highest: Int64) throws(WireError) -> Int64 {
        if content == .plain {
            let before = reader.position
            if let value = reader.plainInteger(plainTag()) {
                if value >= lowest, value <= highest { return value }
                reader.position = before
            }
        }
        return try integerInFull(content, lowest, highest)
    }

    @inline(never)
    private mutating func integerInFull(_ content: Content, _ lowest: Int64, _ highest: Int64) throws(WireError) -> Int64 {
        if content == .null { return 0 }
        let offset = reader.offset
        let text = try tokenText(content)
        guard let value = Int64(text), value >= lowest, value <= highest else {
            throw expected("a whole number from \(lowest) to \(highest)", text, at: offset)
        }
        return value
    }

    mutating func bool(_ content: Content) throws(WireError) -> Bool {
        if content == .plain, let value = reader.plainBool(plainTag()) { return value }
        if content == .null { return false }
        let offset = reader.offset
        let value: Bool? = try token(content) { bytes in
            if StaticText.equal("true", bytes) || StaticText.equal("1", bytes) { return true }
            return StaticText.equal("false", bytes) || StaticText.equal("0", bytes) ? false : nil
        }
        guard let value else { throw WireError(.value, "expected true or false", offset: offset) }
        return value
    }

    mutating func double(_ content: Content) throws(WireError) -> Double {
        if content == .null { return 0 }
        let offset = reader.offset
        let reading = try token(content) { DoubleText.read($0) }
        if case .number(let value) = reading { return value }
        if case .outOfRange = reading { throw WireError(.value, "the number is out of range", offset: offset) }
        throw WireError(.value, "expected a number", offset: offset)
    }

    @inline(__always)
    mutating func dateTime(_ content: Content) throws(WireError) -> DateTime {
        if content == .plain, let value = reader.plainDateTime(plainTag()) { return value }
        return try dateTimeInFull(content)
    }

    @inline(never)
    private mutating func dateTimeInFull(_ content: Content) throws(WireError) -> DateTime {
        if content == .null { return .empty }
        let offset = reader.offset
        guard let value = try token(content, { DateTimeText.read($0) }) else {
            throw WireError(.value, "expected a date and time such as 2026-11-21T09:30:00+01:00", offset: offset)
        }
        return value
    }

    /// A duration; the manual's samples leave it empty, which is none.
    mutating func timeSpan(_ content: Content) throws(WireError) -> TimeSpan {
        if content == .null { return TimeSpan() }
        let offset = reader.offset
        let text = try tokenText(content)
        if text.isEmpty { return TimeSpan() }
        guard let value = TimeSpan(text) else { throw WireError(.value, "expected a duration such as PT8H30M or 08:30:00", offset: offset) }
        return value
    }

    mutating func base64(_ content: Content) throws(WireError) -> Base64Bytes? {
        if content == .null { return nil }
        let offset = reader.offset
        guard let value = Base64Bytes(text: try tokenText(content).utf8) else { throw WireError(.value, "expected base64", offset: offset) }
        return value
    }

    @inline(__always)
    mutating func string(_ content: Content) throws(WireError) -> String? {
        if content == .plain, let text = reader.plainText(plainTag()) { return text }
        return try stringInFull(content)
    }

    @inline(never)
    private mutating func stringInFull(_ content: Content) throws(WireError) -> String? {
        switch content {
        case .null, .absent: return nil
        case .empty: return ""
        case .plain: try reader.push(plainTag())
        case .opened: break
        }
        return try reader.text()
    }

    @inline(__always)
    mutating func text(_ content: Content, into value: inout SharedText) throws(WireError) {
        if content == .plain, reader.plainText(into: &value, plainTag()) { return }
        value = try sharedTextInFull(content)
    }

    @inline(never)
    private mutating func sharedTextInFull(_ content: Content) throws(WireError) -> SharedText {
        switch content {
        case .null, .absent: return SharedText()
        case .empty: return SharedText(wrappedValue: "")
        case .plain: try reader.push(plainTag())
        case .opened: break
        }
        return try reader.sharedText()
    }

    // MARK: Tokens

    /// Calls `body` with the text, white space around it left out.
    mutating func token<R>(_ content: Content, _ body: (UnsafeBufferPointer<UInt8>) -> R) throws(WireError) -> R {
        if content == .plain, let bytes = reader.plainToken(plainTag()) { return body(XMLDecoder.trimmed(bytes)) }
        var text = try stringInFull(content) ?? ""
        return text.withUTF8 { body(XMLDecoder.trimmed($0)) }
    }

    private mutating func tokenText(_ content: Content) throws(WireError) -> String {
        try token(content) { String(decoding: $0, as: UTF8.self) }
    }

    private static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        guard let first = bytes.first, let last = bytes.last, first <= 0x20 || last <= 0x20 else { return bytes }
        let head = bytes.drop { $0 <= 0x20 }
        let tail = head.reversed().prefix { $0 <= 0x20 }.count
        return UnsafeBufferPointer(rebasing: head.dropLast(tail))
    }

    private func expected(_ expected: String, _ found: String, at offset: Int) -> WireError {
        WireError(.value, found.isEmpty ? "expected \(expected), found nothing" : "expected \(expected), found \(found.quoted)", offset: offset)
    }
}
