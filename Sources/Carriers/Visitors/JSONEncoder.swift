package import Wire

/// Writes carriers as JSON: every field in wire order, null included.
///
/// Each field ends with a comma; the end of an object takes the last one back.
package struct JSONEncoder: FieldVisitor, ~Copyable {
    package typealias Failure = Never
    package static var rightsComeFirst: Bool { false }

    package var out: ByteWriter

    /// - Parameter out: what is written to from now on; an emptied one brings its room along.
    package init(into out: consuming ByteWriter = ByteWriter(capacity: 4096)) {
        self.out = out
    }

    /// What was written.
    package consuming func finish() -> ByteWriter {
        out
    }

    /// Writes a field's name, and makes room for a number or a date behind it.
    @inline(__always)
    mutating func key(_ name: StaticString) {
        out.reserve(name.utf8CodeUnitCount &+ 3 &+ 48)
        out.uncheckedPut(0x22)
        out.uncheckedPut(name)
        out.uncheckedPut(0x22)
        out.uncheckedPut(0x3A)
    }

    @inline(__always)
    private mutating func null() {
        out.uncheckedPut("null,")
    }

    package mutating func field(_ name: StaticString, _ value: inout Int32) {
        key(name)
        IntegerText.uncheckedWrite(Int64(value), to: &out)
        out.uncheckedPut(0x2C)
    }

    package mutating func field(_ name: StaticString, _ value: inout Int16) {
        key(name)
        IntegerText.uncheckedWrite(Int64(value), to: &out)
        out.uncheckedPut(0x2C)
    }

    package mutating func field(_ name: StaticString, _ value: inout Bool) {
        key(name)
        if value { out.uncheckedPut("true,") } else { out.uncheckedPut("false,") }
    }

    package mutating func field(_ name: StaticString, _ value: inout Double) {
        key(name)
        DoubleText.write(value, to: &out)
        out.put(0x2C)
    }

    package mutating func field(_ name: StaticString, _ value: inout String?) {
        key(name)
        self.value(&value)
        out.put(0x2C)
    }

    package mutating func field(_ name: StaticString, _ value: inout SharedText) {
        key(name)
        JSONText.write(value, to: &out)
        out.put(0x2C)
    }

    package mutating func earlierField(_ name: StaticString, _ value: inout SharedText) {
        if !value.isNull { field(name, &value) }
    }

    package mutating func skipField() {}

    package mutating func value(_ value: inout String?) {
        guard value?.withUTF8({ JSONText.writeQuoted($0, to: &out) }) != nil else { return out.put("null") }
    }

    package mutating func field(_ name: StaticString, _ value: inout DateTime) {
        key(name)
        out.uncheckedPut(0x22)
        DateTimeText.uncheckedWrite(value, to: &out)
        out.uncheckedPut(0x22)
        out.uncheckedPut(0x2C)
    }

    package mutating func field(_ name: StaticString, _ value: inout TimeSpan) {
        key(name)
        var text = value.description
        JSONText.write(&text, to: &out)
        out.put(0x2C)
    }

    package mutating func field(_ name: StaticString, _ value: inout Base64Bytes?) {
        var text = value?.text
        field(name, &text)
    }

    package mutating func field<E: ProtocolEnum>(_ name: StaticString, _ value: inout E) {
        key(name)
        let text = value.name
        out.reserve(text.utf8CodeUnitCount &+ 3)
        out.uncheckedPut(0x22)
        out.uncheckedPut(text)
        out.uncheckedPut(0x22)
        out.uncheckedPut(0x2C)
    }

    package mutating func field<F: ProtocolFlags>(_ name: StaticString, _ value: inout F) {
        key(name)
        FlagSet(bits: value.bits, unnamed: value.unnamed).write(F.names, F.emptyName, to: &out)
        out.put(0x2C)
    }

    package mutating func field<C: Carrier>(_ name: StaticString, _ value: inout C?) {
        key(name)
        self.value(&value)
        out.put(0x2C)
    }

    package mutating func field<C: Carrier>(_ name: StaticString, _ value: inout Boxed<C>?) {
        key(name)
        if let json = value?.json {
            out.put(json)
        } else if value?.value.write(to: &self) == nil {
            out.put("null")
        }
        out.put(0x2C)
    }

    package mutating func value<C: Carrier>(_ value: inout C?) {
        if value?.write(to: &self) == nil { out.put("null") }
    }

    /// Writes a carrier as an object.
    mutating func object<C: Carrier>(_ value: inout C) {
        out.put(0x7B)
        value.visit(&self)
        if !value.unknown.isEmpty { unknown(value.unknown) }
        close(0x7D)
    }

    private mutating func unknown(_ unknown: UnknownFields) {
        for field in unknown.grouped {
            var name = field.name
            JSONText.write(&name, to: &out)
            out.put(0x3A)
            field.value.write(to: &out)
            out.put(0x2C)
        }
    }

    /// Ends an object or array: a comma that waits for another field becomes the end.
    @inline(__always)
    mutating func close(_ end: UInt8) {
        if out.last == 0x2C { out.dropLast() }
        out.put(end)
    }
}

extension Carrier {
    /// Writes the carrier as an object. It is lent in place and stays as it is.
    package mutating func write(to encoder: inout JSONEncoder) {
        Self.codec.writeJSON(&self, &encoder)
    }
}
