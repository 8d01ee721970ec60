import Wire

// What stands in a field: its value, its end tag, and the way to the next tag. Never inlined, so that a carrier's list of
// fields stays small. Null is accepted for every field, and stands for the value that the field has when it is missing.
extension XMLDecoder {
    @inline(never)
    mutating func read(_ value: inout Int32, _ behind: UnsafePointer<UInt8>) throws(WireError) {
        let content = try begin(behind)
        if content == .absent { return }
        value = Int32(truncatingIfNeeded: try integer(content, Int64(Int32.min), Int64(Int32.max)))
        try nextTag()
    }

    @inline(never)
    mutating func read(_ value: inout Int16, _ behind: UnsafePointer<UInt8>) throws(WireError) {
        let content = try begin(behind)
        if content == .absent { return }
        value = Int16(truncatingIfNeeded: try integer(content, Int64(Int16.min), Int64(Int16.max)))
        try nextTag()
    }

    @inline(never)
    mutating func read(_ value: inout Bool, _ behind: UnsafePointer<UInt8>) throws(WireError) {
        let content = try begin(behind)
        if content == .absent { return }
        value = try bool(content)
        try nextTag()
    }

    @inline(never)
    mutating func read(_ value: inout Double, _ behind: UnsafePointer<UInt8>) throws(WireError) {
        let content = try begin(behind)
        if content == .absent { return }
        value = try double(content)
        try nextTag()
    }

    @inline(never)
    mutating func read(_ value: inout String?, _ behind: UnsafePointer<UInt8>) throws(WireError) {
        let content = try begin(behind)
        if content == .absent { return }
        value = try string(content)
        try nextTag()
    }

    @inline(never)
    mutating func read(_ value: inout SharedText, _ behind: UnsafePointer<UInt8>) throws(WireError) {
        let content = try begin(behind)
        if content == .absent { return }
        try text(content, into: &value)
        try nextTag()
    }

    @inline(never)
    mutating func read(_ value: inout DateTime, _ behind: UnsafePointer<UInt8>) throws(WireError) {
        let content = try begin(behind)
        if content == .absent { return }
        value = try dateTime(content)
        try nextTag()
    }

    @inline(never)
    mutating func read(_ value: inout TimeSpan, _ behind: UnsafePointer<UInt8>) throws(WireError) {
        let content = try begin(behind)
        if content == .absent { return }
        value = try timeSpan(content)
        try nextTag()
    }

    @inline(never)
    mutating func read(_ value: inout Base64Bytes?, _ behind: UnsafePointer<UInt8>) throws(WireError) {
        let content = try begin(behind)
        if content == .absent { return }
        value = try base64(content)
        try nextTag()
    }

    @inline(never)
    mutating func read<E: ProtocolEnum>(_ value: inout E, _ behind: UnsafePointer<UInt8>) throws(WireError) {
        let content = try start(behind)
        if content == .absent { return }
        if content == .null {
            value = E.zero
        } else {
            let offset = reader.offset
            let read = try token(content) { E($0) }
            guard let read else { throw WireError(.value, "expected \(E.expectation())", offset: offset) }
            value = read
        }
        try advance()
    }

    @inline(never)
    mutating func read<F: ProtocolFlags>(_ value: inout F, _ behind: UnsafePointer<UInt8>) throws(WireError) {
        let content = try start(behind)
        if content == .absent { return }
        value = content == .null || content == .empty ? F() : try token(content) { F(list: $0) }
        try advance()
    }

    @inline(never)
    mutating func read<C: Carrier>(_ value: inout C?, _ behind: UnsafePointer<UInt8>) throws(WireError) {
        let content = try start(behind)
        if content == .absent { return }
        try carrier(content, &value)
        try advance()
    }

    @inline(never)
    mutating func read<C: Carrier>(_ value: inout Boxed<C>?, _ behind: UnsafePointer<UInt8>) throws(WireError) {
        let content = try start(behind)
        if content == .absent { return }
        if content == .null {
            value = nil
        } else {
            try reader.count(MemoryLayout<C>.size + Boxed<C>.overhead)
            // Read where it stands: it is large.
            value = Boxed(C())
            if content == .plain { try reader.push(plainTag()) }
            let outer = enter(C.fieldsNamespace)
            if content != .empty { try value?.value.read(from: &self) }
            leave(to: outer)
        }
        try advance()
    }

    @inline(__always)
    private mutating func carrier<C: Carrier>(_ content: Content, _ value: inout C?) throws(WireError) {
        if content == .null {
            value = nil
            return
        }
        value = C()
        if content == .empty { return }
        if content == .plain { try reader.push(plainTag()) }
        let outer = enter(C.fieldsNamespace)
        try value?.read(from: &self)
        leave(to: outer)
    }
}
