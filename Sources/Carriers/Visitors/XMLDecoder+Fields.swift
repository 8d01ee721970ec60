package import Wire

extension XMLDecoder {
    @inline(never)
    package mutating func field(_ name: StaticString, _ value: inout Int32) throws(WireError) {
        let content = try takes(name)
        if content == .absent { return }
        value = Int32(truncatingIfNeeded: try integer(content, Int64(Int32.min), Int64(Int32.max)))
        try nextTag()
    }

    @inline(never)
    package mutating func field(_ name: StaticString, _ value: inout Int16) throws(WireError) {
        let content = try takes(name)
        if content == .absent { return }
        value = Int16(truncatingIfNeeded: try integer(content, Int64(Int16.min), Int64(Int16.max)))
        try nextTag()
    }

    @inline(never)
    package mutating func field(_ name: StaticString, _ value: inout Bool) throws(WireError) {
        let content = try takes(name)
        if content == .absent { return }
        value = try bool(content)
        try nextTag()
    }

    @inline(never)
    package mutating func field(_ name: StaticString, _ value: inout Double) throws(WireError) {
        let content = try takes(name)
        if content == .absent { return }
        value = try double(content)
        try nextTag()
    }

    @inline(never)
    package mutating func field(_ name: StaticString, _ value: inout String?) throws(WireError) {
        let content = try takes(name)
        if content == .absent { return }
        value = try string(content)
        try nextTag()
    }

    package mutating func earlierField(_ name: StaticString, _ value: inout String?) throws(WireError) {
        try field(name, &value)
    }

    package mutating func skipField() {
        element.place &+= 1
    }

    @inline(never)
    package mutating func field(_ name: StaticString, _ value: inout DateTime) throws(WireError) {
        let content = try takes(name)
        if content == .absent { return }
        value = try dateTime(content)
        try nextTag()
    }

    package mutating func field(_ name: StaticString, _ value: inout TimeSpan) throws(WireError) {
        let content = try finds(name)
        if content == .absent { return }
        value = try timeSpan(content)
        try advance()
    }

    package mutating func field(_ name: StaticString, _ value: inout Base64Bytes?) throws(WireError) {
        let content = try finds(name)
        if content == .absent { return }
        value = try base64(content)
        try advance()
    }

    package mutating func field<E: ProtocolEnum>(_ name: StaticString, _ value: inout E) throws(WireError) {
        let content = try finds(name)
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

    package mutating func field<F: ProtocolFlags>(_ name: StaticString, _ value: inout F) throws(WireError) {
        let content = try finds(name)
        if content == .absent { return }
        value = content == .null || content == .empty ? F() : try token(content) { F(list: $0) }
        try advance()
    }

    package mutating func field<C: Carrier>(_ name: StaticString, _ value: inout C?) throws(WireError) {
        let content = try finds(name)
        if content == .absent { return }
        path.push(name)
        element.field = ""
        try carrier(content, &value)
        path.pop()
        try advance()
    }

    package mutating func field<C: Carrier>(_ name: StaticString, _ value: inout Boxed<C>?) throws(WireError) {
        var inner: C? = nil
        let content = try finds(name)
        if content == .absent { return }
        path.push(name)
        element.field = ""
        try carrier(content, &inner)
        value = inner.map { Boxed($0) }
        path.pop()
        try advance()
    }

    @inline(__always)
    mutating func carrier<C: Carrier>(_ content: Content, _ value: inout C?) throws(WireError) {
        if content == .null {
            value = nil
            return
        }
        value = C()
        if content == .empty { return }
        if content == .plain { try reader.push(plainTag()) }
        try value?.read(from: &self)
    }

    // Values without a name do not stand in XML: the pairs of a dictionary name both of their parts.
    package mutating func value(_ value: inout String?) throws(WireError) {}
    package mutating func value<C: Carrier>(_ value: inout C?) throws(WireError) {}
}
