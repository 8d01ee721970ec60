package import Wire

// What stands behind a field's name: the colon, the value, and the comma before the next name or the object's end. Never
// inlined, so that a carrier's list of fields stays small. Null is accepted for every field, and stands for the value
// that the field has when it is missing, since a selection writes it for what was not asked for.
extension JSONDecoder {
    @inline(never)
    mutating func read(_ value: inout Int32, _ behindKey: UnsafePointer<UInt8>) throws(WireError) {
        try begin(behindKey)
        value = Int32(truncatingIfNeeded: try integer(Int64(Int32.min), Int64(Int32.max)))
        try nextKey()
    }

    @inline(never)
    mutating func read(_ value: inout Int16, _ behindKey: UnsafePointer<UInt8>) throws(WireError) {
        try begin(behindKey)
        value = Int16(truncatingIfNeeded: try integer(Int64(Int16.min), Int64(Int16.max)))
        try nextKey()
    }

    @inline(__always)
    private mutating func integer(_ lowest: Int64, _ highest: Int64) throws(WireError) -> Int64 {
        let next = reader.peek()
        if next == 0x6E, reader.takeWord("null") { return 0 }
        return try reader.integer(from: next, lowest, highest)
    }

    @inline(never)
    mutating func read(_ value: inout Bool, _ behindKey: UnsafePointer<UInt8>) throws(WireError) {
        try begin(behindKey)
        value = reader.takeNull() ? false : try reader.bool()
        try nextKey()
    }

    @inline(never)
    mutating func read(_ value: inout Double, _ behindKey: UnsafePointer<UInt8>) throws(WireError) {
        try begin(behindKey)
        value = reader.takeNull() ? 0 : try reader.double()
        try nextKey()
    }

    @inline(never)
    mutating func read(_ value: inout String?, _ behindKey: UnsafePointer<UInt8>) throws(WireError) {
        try begin(behindKey)
        try text(&value)
        try nextKey()
    }

    @inline(never)
    mutating func read(_ value: inout SharedText, _ behindKey: UnsafePointer<UInt8>) throws(WireError) {
        try begin(behindKey)
        switch reader.peek() {
        case 0x22: value = try reader.quotedText()
        case 0x6E where reader.takeWord("null"): value = SharedText()
        default: throw reader.unexpected("a string")
        }
        try nextKey()
    }

    package mutating func value(_ value: inout String?) throws(WireError) {
        try text(&value)
    }

    @inline(__always)
    private mutating func text(_ value: inout String?) throws(WireError) {
        switch reader.peek() {
        case 0x22: value = try reader.quotedString()
        case 0x6E where reader.takeWord("null"): value = nil
        default: throw reader.unexpected("a string")
        }
    }

    @inline(never)
    mutating func read(_ value: inout DateTime, _ behindKey: UnsafePointer<UInt8>) throws(WireError) {
        try begin(behindKey)
        if reader.takeNull() { value = .empty } else { value = try reader.dateTime() }
        try nextKey()
    }

    @inline(never)
    mutating func read(_ value: inout TimeSpan, _ behindKey: UnsafePointer<UInt8>) throws(WireError) {
        try begin(behindKey)
        if reader.takeNull() {
            value = TimeSpan()
        } else {
            let offset = reader.offset
            guard let read = TimeSpan(try reader.string()) else {
                throw WireError(.value, "expected a duration such as PT8H30M or 08:30:00", offset: offset)
            }
            value = read
        }
        try nextKey()
    }

    @inline(never)
    mutating func read(_ value: inout Base64Bytes?, _ behindKey: UnsafePointer<UInt8>) throws(WireError) {
        try begin(behindKey)
        if reader.takeNull() {
            value = nil
        } else {
            let offset = reader.offset
            guard let read = Base64Bytes(text: try reader.string().utf8) else {
                throw WireError(.value, "expected base64", offset: offset)
            }
            value = read
        }
        try nextKey()
    }

    @inline(never)
    mutating func read<E: ProtocolEnum>(_ value: inout E, _ behindKey: UnsafePointer<UInt8>) throws(WireError) {
        try begin(behindKey)
        let next = reader.peek()
        if next == 0x6E, reader.takeWord("null") {
            value = E.zero
        } else {
            let offset = reader.offset
            let read: E?
            if let name = reader.plainString() {
                read = E(name)
            } else if next == 0x22 {
                var name = try reader.string()
                read = name.withUTF8 { E($0) }
            } else {
                read = E(rawValue: Int32(truncatingIfNeeded: try reader.integer(Int64(Int32.min), Int64(Int32.max))))
            }
            guard let read else { throw WireError(.value, "expected \(E.expectation())", offset: offset) }
            value = read
        }
        try nextKey()
    }

    @inline(never)
    mutating func read<F: ProtocolFlags>(_ value: inout F, _ behindKey: UnsafePointer<UInt8>) throws(WireError) {
        try begin(behindKey)
        let next = reader.peek()
        if next == 0x6E, reader.takeWord("null") {
            value = F()
        } else if let names = reader.plainString() {
            value = F(list: names)
        } else if next == 0x22 {
            var names = try reader.string()
            value = names.withUTF8 { F(list: $0) }
        } else {
            value = F(bits: Int32(truncatingIfNeeded: try reader.integer(0, Int64(Int32.max))))
        }
        try nextKey()
    }
}

// MARK: Carriers

extension JSONDecoder {
    mutating func read<C: Carrier>(_ value: inout C?, _ behindKey: UnsafePointer<UInt8>) throws(WireError) {
        try begin(behindKey)
        try self.value(&value)
        try nextKey()
    }

    mutating func read<C: Carrier>(_ value: inout Boxed<C>?, _ behindKey: UnsafePointer<UInt8>) throws(WireError) {
        try begin(behindKey)
        if reader.takeNull() {
            value = nil
        } else {
            try reader.count(MemoryLayout<C>.size + Boxed<C>.overhead)
            // Read where it stands: it is large.
            value = Boxed(C())
            try value?.value.read(from: &self)
        }
        try nextKey()
    }

    package mutating func value<C: Carrier>(_ value: inout C?) throws(WireError) {
        if reader.takeNull() {
            value = nil
            return
        }
        // Nearly always the field is still empty, and there is nothing to take apart.
        if value != nil { value = nil }
        value = C()
        try value?.read(from: &self)
    }
}

extension Carrier {
    /// Reads an object into the carrier, where it stands: it is large, and moving it would cost more than reading some
    /// of its fields.
    package mutating func read(from decoder: inout JSONDecoder) throws(WireError) {
        try Self.codec.readJSON(&self, &decoder)
    }

    /// Reads a whole JSON text as one object.
    package init(
        json bytes: UnsafeBufferPointer<UInt8>, limits: Limits = Limits(),
        unknownFields: JSONDecoder.UnknownFieldRule = .kept
    ) throws(WireError) {
        self = try JSONDecoder.read(bytes, limits: limits, unknownFields: unknownFields) { (decoder) throws(WireError) in
            var carrier = Self()
            try carrier.read(from: &decoder)
            return carrier
        }
    }

    /// Reads a whole JSON text as one object.
    package init(
        json bytes: [UInt8], limits: Limits = Limits(), unknownFields: JSONDecoder.UnknownFieldRule = .kept
    ) throws(WireError) {
        self = try bytes.withUnsafeBufferPointer { (bytes) throws(WireError) in
            try Self(json: bytes, limits: limits, unknownFields: unknownFields)
        }
    }

    /// Reads a whole JSON text as one object.
    package init(json text: String, limits: Limits = Limits()) throws(WireError) {
        self = try Self(json: Array(text.utf8), limits: limits)
    }
}
