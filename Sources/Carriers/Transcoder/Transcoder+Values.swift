import Wire

extension XMLDecoder {
    /// Writes the value of the field whose name ends at `behind`, and goes to the next tag. False when another field stands
    /// there after all.
    /// - Parameter name: what is written before the value, and a comma behind it; nil for the value alone.
    mutating func value(
        _ kind: TranscodingPlan.Kind, _ behind: UnsafePointer<UInt8>, _ plan: TranscodingPlan, into out: inout ByteWriter,
        named name: StaticString?
    ) throws(WireError) -> Bool {
        let content = try start(behind)
        if content == .absent { return false }
        if let name {
            out.reserve(name.utf8CodeUnitCount &+ 4 &+ 48)
            out.uncheckedPut(0x22)
            ShortNames.copy(name.utf8Start, to: out.tail, name.utf8CodeUnitCount)
            out.uncheckedAdvance(name.utf8CodeUnitCount)
            out.uncheckedPut(0x22)
            out.uncheckedPut(0x3A)
        } else {
            out.reserve(48)
        }
        try write(kind, content, plan, into: &out)
        try advance()
        if name != nil { out.put(0x2C) }
        return true
    }

    /// Writes a value into a writer that has room for a number or a date.
    private mutating func write(
        _ kind: TranscodingPlan.Kind, _ content: Content, _ plan: TranscodingPlan, into out: inout ByteWriter
    ) throws(WireError) {
        switch kind {
        case .integer(let lowest, let highest): IntegerText.uncheckedWrite(try integer(content, lowest, highest), to: &out)
        case .bool: out.put(try bool(content) ? "true" : "false")
        case .double: DoubleText.write(try double(content), to: &out)
        case .text: try text(content, into: &out)
        case .date:
            let date = try dateTime(content)
            out.uncheckedPut(0x22)
            DateTimeText.uncheckedWrite(date, to: &out)
            out.uncheckedPut(0x22)
        case .span: quote(try timeSpan(content).description, into: &out)
        case .bytes: quote(try base64(content)?.text, into: &out)
        case .enumeration(let names): try enumeration(content, names, into: &out)
        case .flags(let names): try flags(content, names, into: &out)
        case .carrier(let table): try carrier(content, plan, table, into: &out)
        case .integers, .texts, .carriers, .lists, .dictionary:
            if content == .null { out.put("null") } else { try list(kind, content, plan, into: &out) }
        }
    }

    mutating func carrier(
        _ content: Content, _ plan: TranscodingPlan, _ table: Int, into out: inout ByteWriter
    ) throws(WireError) {
        switch content {
        case .null, .absent: return out.put("null")
        case .empty:
            out.put(plan.tables[table].defaults)
            return try checkRoom(out)
        case .plain: try reader.push(plainTag())
        case .opened: break
        }
        let outer = enter(plan.tables[table].namespace)
        try object(plan, table, into: &out)
        leave(to: outer)
    }

    // MARK: Texts

    func quote(_ text: String?, into out: inout ByteWriter) {
        guard var text else { return out.put("null") }
        JSONText.write(&text, to: &out)
    }

    /// A text; one that is written plainly goes from the one form to the other as it is looked at.
    private mutating func text(_ content: Content, into out: inout ByteWriter) throws(WireError) {
        if content == .plain, reader.plainText(asJSON: &out, plainTag()) { return }
        quote(try string(content), into: &out)
    }

    // MARK: Names

    /// A name that is not known passes through.
    private mutating func enumeration(_ content: Content, _ names: TranscodingNames, into out: inout ByteWriter) throws(WireError) {
        if content == .null { return names.write(number: 0, to: &out) }
        try token(content) { bytes in
            if let known = names.known(bytes) { known.write(to: &out) } else { JSONText.writeQuoted(bytes, to: &out) }
        }
    }

    private mutating func flags(_ content: Content, _ names: TranscodingNames, into out: inout ByteWriter) throws(WireError) {
        let set = content == .null || content == .empty ? FlagSet() : try token(content) { FlagSet(list: $0, names.names, names.empty) }
        set.write(names.names, names.empty, to: &out)
    }
}

extension TranscodingNames {
    /// The name that stands there, by itself or by its number in digits.
    fileprivate func known(_ bytes: UnsafeBufferPointer<UInt8>) -> StaticString? {
        if let known = names.first(where: { StaticText.equal($0.name, bytes) }) { return known.name }
        guard let number = Int32(String(decoding: bytes.prefix(12), as: UTF8.self)) else { return nil }
        return names.first { $0.bits == number }?.name
    }

    fileprivate func write(number: Int32, to out: inout ByteWriter) {
        (names.first { $0.bits == number }?.name ?? "").write(to: &out)
    }
}

extension StaticString {
    /// A name, which needs no escapes, in quotes.
    fileprivate func write(to out: inout ByteWriter) {
        out.put(0x22)
        out.put(self)
        out.put(0x22)
    }
}
