package import Wire

extension JSONDecoder {
    package mutating func field(_ name: StaticString, _ value: inout Int32) throws(WireError) {
        guard try takes(name) else { return }
        value = Int32(truncatingIfNeeded: try integer(Int64(Int32.min), Int64(Int32.max)))
        try nextKey()
    }

    package mutating func field(_ name: StaticString, _ value: inout Int16) throws(WireError) {
        guard try takes(name) else { return }
        value = Int16(truncatingIfNeeded: try integer(Int64(Int16.min), Int64(Int16.max)))
        try nextKey()
    }

    /// A whole number; null stands for zero, since a selection writes it for every field that was not asked for.
    private mutating func integer(_ lowest: Int64, _ highest: Int64) throws(WireError) -> Int64 {
        if reader.takeNull() { return 0 }
        return try reader.integer(lowest, highest)
    }

    package mutating func field(_ name: StaticString, _ value: inout Bool) throws(WireError) {
        guard try takes(name) else { return }
        value = reader.takeNull() ? false : try reader.bool()
        try nextKey()
    }

    package mutating func field(_ name: StaticString, _ value: inout Double) throws(WireError) {
        guard try takes(name) else { return }
        value = reader.takeNull() ? 0 : try reader.double()
        try nextKey()
    }

    package mutating func field(_ name: StaticString, _ value: inout String?) throws(WireError) {
        guard try takes(name) else { return }
        try self.value(&value)
        try nextKey()
    }

    package mutating func earlierField(_ name: StaticString, _ value: inout String?) throws(WireError) {
        try field(name, &value)
    }

    package mutating func skipField() {
        object.place &+= 1
    }

    package mutating func value(_ value: inout String?) throws(WireError) {
        value = reader.takeNull() ? nil : try reader.string()
    }

    package mutating func field(_ name: StaticString, _ value: inout DateTime) throws(WireError) {
        guard try takes(name) else { return }
        try dateTime(&value)
        try nextKey()
    }

    private mutating func dateTime(_ value: inout DateTime) throws(WireError) {
        if reader.takeNull() {
            value = .empty
            return
        }
        let offset = reader.offset
        guard let bytes = try reader.plainString() else { throw reader.unexpected("a date and time such as 2026-11-21T09:30:00+01:00") }
        guard let read = DateTimeText.read(bytes) else {
            throw WireError(.value, "expected a date and time such as 2026-11-21T09:30:00+01:00", offset: offset)
        }
        value = read
    }

    package mutating func field(_ name: StaticString, _ value: inout TimeSpan) throws(WireError) {
        guard try takes(name) else { return }
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

    package mutating func field(_ name: StaticString, _ value: inout Base64Bytes?) throws(WireError) {
        guard try takes(name) else { return }
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

    package mutating func field<E: ProtocolEnum>(_ name: StaticString, _ value: inout E) throws(WireError) {
        guard try takes(name) else { return }
        if reader.takeNull() {
            value = E.zero
        } else if reader.peek() == 0x22 {
            let offset = reader.offset
            guard let bytes = try reader.plainString(), let read = E(bytes) else {
                throw WireError(.value, "expected \(E.expectation())", offset: offset)
            }
            value = read
        } else {
            let offset = reader.offset
            let number = try reader.integer(Int64(Int32.min), Int64(Int32.max))
            guard let read = E(rawValue: Int32(truncatingIfNeeded: number)) else {
                throw WireError(.value, "expected \(E.expectation())", offset: offset)
            }
            value = read
        }
        try nextKey()
    }

    package mutating func field<F: ProtocolFlags>(_ name: StaticString, _ value: inout F) throws(WireError) {
        guard try takes(name) else { return }
        if reader.takeNull() {
            value = F()
        } else if reader.peek() == 0x22 {
            var text = try reader.string()
            value = text.withUTF8 { F(list: $0) }
        } else {
            value = F(bits: Int32(truncatingIfNeeded: try reader.integer(0, Int64(Int32.max))))
        }
        try nextKey()
    }

    package mutating func field<C: Carrier>(_ name: StaticString, _ value: inout C?) throws(WireError) {
        guard try takes(name) else { return }
        path.push(name)
        object.field = ""
        try self.value(&value)
        path.pop()
        try nextKey()
    }

    package mutating func field<C: Carrier>(_ name: StaticString, _ value: inout Boxed<C>?) throws(WireError) {
        var inner: C? = nil
        guard try takes(name) else { return }
        path.push(name)
        object.field = ""
        try self.value(&inner)
        value = inner.map { Boxed($0) }
        path.pop()
        try nextKey()
    }

    package mutating func value<C: Carrier>(_ value: inout C?) throws(WireError) {
        if reader.takeNull() {
            value = nil
            return
        }
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
