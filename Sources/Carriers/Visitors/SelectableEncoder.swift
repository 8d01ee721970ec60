package import Wire

/// An encoder that can write null in the place of any field, and show what is inside a field piece by piece.
package protocol SelectableEncoder: ValueVisitor, ~Copyable where Failure == Never {
    /// A field that was not asked for.
    mutating func nullField(_ name: StaticString)
    /// The parts around the value of a field that holds a carrier or a list.
    mutating func beginField(_ name: StaticString)
    mutating func endField(_ name: StaticString)
    /// The parts around the fields of a carrier.
    mutating func beginObject()
    mutating func endObject()
    /// The parts around the elements of a list, and around each of them, which may be a list itself.
    mutating func beginList()
    mutating func beginElement(_ type: StaticString, lists: Int)
    mutating func endElement(_ type: StaticString, lists: Int)
    mutating func endList()
    /// A field that no carrier knows; nil when it was not asked for.
    mutating func unknownField(_ name: String, _ value: JSONValue?)
    /// A value without a name that is null.
    mutating func nullValue()

    consuming func finish() -> ByteWriter
}

extension JSONEncoder: SelectableEncoder {
    package mutating func nullField(_ name: StaticString) {
        key(name)
        out.put("null,")
    }

    package mutating func beginField(_ name: StaticString) { key(name) }
    package mutating func endField(_ name: StaticString) { out.put(0x2C) }
    package mutating func beginObject() { out.put(0x7B) }
    package mutating func endObject() { close(0x7D) }
    package mutating func beginList() { out.put(0x5B) }
    package mutating func beginElement(_ type: StaticString, lists: Int) {}
    package mutating func endElement(_ type: StaticString, lists: Int) { out.put(0x2C) }
    package mutating func endList() { close(0x5D) }
    package mutating func nullValue() { out.put("null") }

    package mutating func unknownField(_ name: String, _ value: JSONValue?) {
        var name = name
        JSONText.write(&name, to: &out)
        out.put(0x3A)
        (value ?? .null).write(to: &out)
        out.put(0x2C)
    }
}

extension XMLEncoder: SelectableEncoder {
    package mutating func nullField(_ name: StaticString) { null(name) }
    package mutating func beginField(_ name: StaticString) { open(name, .nameless) }
    package mutating func endField(_ name: StaticString) { close(name) }
    package mutating func beginObject() {}
    package mutating func endObject() {}
    package mutating func beginList() {}

    package mutating func beginElement(_ type: StaticString, lists: Int) {
        if lists > 0 { openArray(type) } else { open(type, .service(type)) }
    }

    package mutating func endElement(_ type: StaticString, lists: Int) {
        if lists > 0 { closeArray(type) } else { close(type) }
    }

    package mutating func endList() {}
    package mutating func nullValue() {}

    package mutating func unknownField(_ name: String, _ value: JSONValue?) {
        guard let value else { return }
        var field = UnknownFields()
        field.fields = [JSONValue.Member(name, value)]
        unknown(field)
    }
}
