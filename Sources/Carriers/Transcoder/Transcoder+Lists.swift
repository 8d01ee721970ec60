import Wire

extension XMLDecoder {
    mutating func list(
        _ kind: TranscodingPlan.Kind, _ content: Content, _ plan: TranscodingPlan, into out: inout ByteWriter
    ) throws(WireError) {
        switch kind {
        case .carriers(let type, let table): try carriers(content, type, plan, table, into: &out)
        case .lists(let type, let table): try lists(content, type, plan, table, into: &out)
        case .integers: try integers(content, into: &out)
        case .texts: try texts(content, into: &out)
        case .dictionary(let pair, let table): try dictionary(content, pair, plan, table, into: &out)
        default: break
        }
    }

    /// A null item is left out: the protocol's lists hold records.
    private mutating func carriers(
        _ content: Content, _ type: StaticString, _ plan: TranscodingPlan, _ table: Int, into out: inout ByteWriter
    ) throws(WireError) {
        out.put(0x5B)
        try items(content, ItemName(type: type)) { (decoder, content) throws(WireError) in
            if content == .null { return }
            try decoder.carrier(content, plan, table, into: &out)
            out.put(0x2C)
        }
        end(0x5D, &out)
    }

    private mutating func lists(
        _ content: Content, _ type: StaticString, _ plan: TranscodingPlan, _ table: Int, into out: inout ByteWriter
    ) throws(WireError) {
        out.put(0x5B)
        try items(content, ItemName(type: type, isArray: true)) { (decoder, content) throws(WireError) in
            try decoder.carriers(content, type, plan, table, into: &out)
            out.put(0x2C)
        }
        end(0x5D, &out)
    }

    private mutating func integers(_ content: Content, into out: inout ByteWriter) throws(WireError) {
        out.put(0x5B)
        try simpleItems(content, "int") { (decoder, content) throws(WireError) in
            let value = try decoder.integer(content, Int64(Int32.min), Int64(Int32.max))
            out.reserve(IntegerText.longest + 1)
            IntegerText.uncheckedWrite(value, to: &out)
            out.uncheckedPut(0x2C)
        }
        end(0x5D, &out)
    }

    private mutating func texts(_ content: Content, into out: inout ByteWriter) throws(WireError) {
        out.put(0x5B)
        try simpleItems(content, "string") { (decoder, content) throws(WireError) in
            decoder.quote(try decoder.string(content), into: &out)
            out.put(0x2C)
        }
        end(0x5D, &out)
    }

    /// Pairs as members of an object. A value that comes before its key waits for it.
    private mutating func dictionary(
        _ content: Content, _ pair: StaticString, _ plan: TranscodingPlan, _ table: Int?, into out: inout ByteWriter
    ) throws(WireError) {
        var keys = Keys()
        out.put(0x7B)
        try items(content, ItemName(type: pair)) { (decoder, content) throws(WireError) in
            let offset = decoder.reader.offset
            let key = try decoder.pair(content, plan, table, into: &out)
            if key.utf8.count > SmallText.limit { try decoder.reader.count(2 * key.utf8.count) }
            guard keys.insert(key) else { throw WireError(.malformed, "the key \"\(key.quoted)\" stands twice", offset: offset) }
            out.put(0x2C)
        }
        end(0x7D, &out)
    }

    /// Writes one pair and answers its key.
    private mutating func pair(
        _ content: Content, _ plan: TranscodingPlan, _ table: Int?, into out: inout ByteWriter
    ) throws(WireError) -> String {
        let kind = table.map { TranscodingPlan.Kind.carrier($0) } ?? .text
        var key: String?
        var early: [UInt8]?
        var hasValue = false
        var ignored = UnknownFields()
        if content == .plain { try reader.push(plainTag()) }
        if content == .plain || content == .opened {
            try children { (decoder) throws(WireError) in
                decoder.element.place = -1
                if let behind = decoder.behind("Key") {
                    let content = try decoder.start(behind)
                    if content != .absent {
                        key = try decoder.string(content)
                        return try decoder.advance()
                    }
                }
                decoder.element.place = 0
                if let behind = decoder.behind("Value") {
                    if key == nil {
                        var aside = ByteWriter(capacity: 256)
                        hasValue = try decoder.value(kind, behind, plan, into: &aside, named: nil)
                        if hasValue { early = aside.bytes() }
                    } else {
                        decoder.putKey(key, into: &out)
                        hasValue = try decoder.value(kind, behind, plan, into: &out, named: nil)
                    }
                    if hasValue { return }
                }
                try decoder.leave(&ignored)
            }
        }
        if let early {
            putKey(key, into: &out)
            out.put(early)
        } else if !hasValue {
            putKey(key, into: &out)
            out.put("null")
        }
        return key ?? ""
    }

    private func putKey(_ key: String?, into out: inout ByteWriter) {
        quote(key ?? "", into: &out)
        out.put(0x3A)
    }

    /// Ends a list or an object: a comma that waits for another item becomes the end.
    private func end(_ end: UInt8, _ out: inout ByteWriter) {
        if out.last == 0x2C { out.dropLast() }
        out.put(end)
    }
}
