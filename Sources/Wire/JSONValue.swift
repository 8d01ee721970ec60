/// A JSON value whose shape nobody promised. Numbers keep their spelling and objects their order, so that writing one
/// gives back what was read.
package indirect enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([Member])

    package struct Member: Hashable, Sendable {
        package var name: String
        package var value: JSONValue

        package init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// The value of the first member of that name.
    package subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }
}

extension JSONReader {
    /// Any value, as a tree.
    package mutating func value() throws(WireError) -> JSONValue {
        try count(JSONValue.size)
        switch peek() {
        case 0x22: return .string(try countedString())
        case 0x7B: return .object(try members())
        case 0x5B: return .array(try elements())
        case 0x74, 0x66: return .bool(try bool())
        case 0x6E where takeWord("null"): return .null
        case 0x2D, 0x30...0x39: return .number(try numberText())
        default: throw unexpected("a value")
        }
    }

    private mutating func countedString() throws(WireError) -> String {
        let text = try string()
        try count(text.utf8.count)
        return text
    }

    private mutating func elements() throws(WireError) -> [JSONValue] {
        try descend()
        defer { ascend() }
        _ = take(0x5B)
        var elements: [JSONValue] = []
        if take(0x5D) { return elements }
        while true {
            if elements.count >= limits.listElements { throw tooMany() }
            elements.append(try value())
            if take(0x2C) { continue }
            if take(0x5D) { return elements }
            throw malformed("expected a comma or the end of the array")
        }
    }

    private mutating func members() throws(WireError) -> [JSONValue.Member] {
        try descend()
        defer { ascend() }
        _ = take(0x7B)
        var members: [JSONValue.Member] = []
        var names: Set<String> = []
        if take(0x7D) { return members }
        while true {
            if members.count >= limits.listElements { throw tooMany() }
            guard peek() == 0x22 else { throw malformed("expected a name in quotes") }
            let before = offset
            let name = try countedString()
            guard names.insert(name).inserted else {
                throw WireError(.malformed, "the name \"\(name.quoted)\" stands twice in one object", offset: before)
            }
            guard take(0x3A) else { throw malformed("expected a colon") }
            members.append(JSONValue.Member(name, try value()))
            if take(0x2C) { continue }
            if take(0x7D) { return members }
            throw malformed("expected a comma or the end of the object")
        }
    }

    package mutating func tooMany() -> WireError {
        WireError(.limit, "a list has more than \(limits.listElements) elements", offset: offset)
    }
}

extension JSONValue {
    /// About what a value takes in memory as an element of a list, or with its name as a member of an object.
    static var size: Int { 96 }

    /// Reads one whole JSON text.
    package init(_ bytes: UnsafeBufferPointer<UInt8>, limits: Limits = Limits()) throws(WireError) {
        var reader = try JSONReader(bytes, limits: limits)
        self = try reader.value()
        try reader.finish()
    }

    /// Reads one whole JSON text.
    package init(_ text: String, limits: Limits = Limits()) throws(WireError) {
        let bytes = Array(text.utf8)
        self = try bytes.withUnsafeBufferPointer { (bytes) throws(WireError) in try JSONValue(bytes, limits: limits) }
    }

    package func write(to writer: inout ByteWriter) {
        switch self {
        case .null: writer.put("null")
        case .bool(let value): writer.put(value ? "true" : "false")
        case .number(let text): writer.put(text)
        case .string(var text): JSONText.write(&text, to: &writer)
        case .array(let elements):
            writer.put(0x5B)
            for (index, element) in elements.enumerated() {
                if index > 0 { writer.put(0x2C) }
                element.write(to: &writer)
            }
            writer.put(0x5D)
        case .object(let members):
            writer.put(0x7B)
            for (index, member) in members.enumerated() {
                if index > 0 { writer.put(0x2C) }
                var name = member.name
                JSONText.write(&name, to: &writer)
                writer.put(0x3A)
                member.value.write(to: &writer)
            }
            writer.put(0x7D)
        }
    }

    /// The value as compact JSON.
    package var text: String {
        var writer = ByteWriter()
        write(to: &writer)
        return writer.text()
    }

    /// The same in UTF-8.
    package var bytes: [UInt8] {
        var writer = ByteWriter()
        write(to: &writer)
        return writer.bytes()
    }
}
