package import Wire

/// A visitor to which a whole answer can be shown: what REST sends as its body and a call inside the process as its
/// result.
package protocol ValueVisitor: FieldVisitor, ~Copyable {
    mutating func value(_ value: inout Bool) throws(Failure)
    mutating func values<C: Carrier>(_ list: inout [C]?) throws(Failure)
}

extension JSONEncoder: ValueVisitor {
    package mutating func value(_ value: inout Bool) {
        if value { out.put("true") } else { out.put("false") }
    }

    package mutating func values<C: Carrier>(_ list: inout [C]?) {
        if list?.write(to: &self) == nil { out.put("null") }
    }
}

extension XMLEncoder: ValueVisitor {
    package mutating func value(_ value: inout Bool) {
        if value { out.put("true") } else { out.put("false") }
    }

    package mutating func values<C: Carrier>(_ list: inout [C]?) {
        list?.writeItems(to: &self)
    }
}

extension XMLDecoder: ValueVisitor {
    package mutating func value(_ value: inout Bool) throws(WireError) {
        let text = try self.text()
        guard text == "true" || text == "1" || text == "false" || text == "0" else {
            throw reader.invalid("expected true or false")
        }
        value = text == "true" || text == "1"
    }

    package mutating func values<C: Carrier>(_ list: inout [C]?) throws(WireError) {
        let tag = reader.tag
        let carriers: [C] = try self.carriers()
        list = tag.isNil ? nil : carriers
    }
}

extension JSONDecoder: ValueVisitor {
    package mutating func value(_ value: inout Bool) throws(WireError) {
        value = try reader.bool()
    }

    package mutating func values<C: Carrier>(_ list: inout [C]?) throws(WireError) {
        list = reader.takeNull() ? nil : try carriers()
    }
}
