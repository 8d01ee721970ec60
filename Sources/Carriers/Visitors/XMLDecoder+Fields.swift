package import Wire

// Each `field` is part of the carriers' lists of fields and only finds out whether the field stands next; what reads it
// is shared by all fields of its kind.
extension XMLDecoder {
    @inline(__always)
    package mutating func field(_ name: StaticString, _ value: inout Int32) throws(WireError) {
        if let behind = behind(name) { try read(&value, behind) }
    }

    @inline(__always)
    package mutating func field(_ name: StaticString, _ value: inout Int16) throws(WireError) {
        if let behind = behind(name) { try read(&value, behind) }
    }

    @inline(__always)
    package mutating func field(_ name: StaticString, _ value: inout Bool) throws(WireError) {
        if let behind = behind(name) { try read(&value, behind) }
    }

    @inline(__always)
    package mutating func field(_ name: StaticString, _ value: inout Double) throws(WireError) {
        if let behind = behind(name) { try read(&value, behind) }
    }

    @inline(__always)
    package mutating func field(_ name: StaticString, _ value: inout String?) throws(WireError) {
        if let behind = behind(name) { try read(&value, behind) }
    }

    @inline(__always)
    package mutating func field(_ name: StaticString, _ value: inout SharedText) throws(WireError) {
        if let behind = behind(name) { try read(&value, behind) }
    }

    @inline(__always)
    package mutating func skipField() {
        element.place &+= 1
    }

    @inline(__always)
    package mutating func field(_ name: StaticString, _ value: inout DateTime) throws(WireError) {
        if let behind = behind(name) { try read(&value, behind) }
    }

    @inline(__always)
    package mutating func field(_ name: StaticString, _ value: inout TimeSpan) throws(WireError) {
        if let behind = behind(name) { try read(&value, behind) }
    }

    @inline(__always)
    package mutating func field(_ name: StaticString, _ value: inout Base64Bytes?) throws(WireError) {
        if let behind = behind(name) { try read(&value, behind) }
    }

    @inline(__always)
    package mutating func field<E: ProtocolEnum>(_ name: StaticString, _ value: inout E) throws(WireError) {
        if let behind = behind(name) { try read(&value, behind) }
    }

    @inline(__always)
    package mutating func field<F: ProtocolFlags>(_ name: StaticString, _ value: inout F) throws(WireError) {
        if let behind = behind(name) { try read(&value, behind) }
    }

    @inline(__always)
    package mutating func field<C: Carrier>(_ name: StaticString, _ value: inout C?) throws(WireError) {
        if let behind = behind(name) { try read(&value, behind) }
    }

    @inline(__always)
    package mutating func field<C: Carrier>(_ name: StaticString, _ value: inout Boxed<C>?) throws(WireError) {
        if let behind = behind(name) { try read(&value, behind) }
    }

    @inline(__always)
    package mutating func field<D: PairDictionary>(_ name: StaticString, _ value: inout D?) throws(WireError) {
        if let behind = behind(name) { try read(&value, behind) }
    }

    @inline(__always)
    package mutating func list(_ name: StaticString, _ value: inout [Int32]?) throws(WireError) {
        if let behind = behind(name) { try read(&value, behind) }
    }

    @inline(__always)
    package mutating func list(_ name: StaticString, _ value: inout [String?]?) throws(WireError) {
        if let behind = behind(name) { try read(&value, behind) }
    }

    @inline(__always)
    package mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [C]?) throws(WireError) {
        if let behind = behind(name) { try read(&value, behind) }
    }

    @inline(__always)
    package mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [[C]]?) throws(WireError) {
        if let behind = behind(name) { try read(&value, behind) }
    }

    // Values without a name: what stands in the tag that was opened last.
    package mutating func value(_ value: inout String?) throws(WireError) {
        value = try text()
    }

    package mutating func value<C: Carrier>(_ value: inout C?) throws(WireError) {
        let tag = reader.tag
        var carrier = C()
        try arguments(&carrier)
        value = tag.isNil ? nil : carrier
    }
}
