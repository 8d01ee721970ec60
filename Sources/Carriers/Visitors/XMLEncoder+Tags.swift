import Wire

// Tags with prefixes, types and indentation.
extension XMLEncoder {
    mutating func indent() {
        if form.indentation > 0 { out.put(0x20, times: depth * form.indentation) }
    }

    mutating func startTag(_ prefix: String, _ name: StaticString, _ type: XMLType, binding namespace: StaticString? = nil) {
        indent()
        out.put(0x3C)
        out.put(prefix)
        out.put(name)
        if form.isTyped { say(type) }
        if let namespace {
            out.put(" xmlns:")
            out.put(form.foreign)
            out.dropLast()
            out.put("=\"")
            out.put(namespace)
            out.put(0x22)
        }
        out.put(0x3E)
    }

    mutating func endTag(_ prefix: String, _ name: StaticString) {
        out.put("</")
        out.put(prefix)
        out.put(name)
        out.put(0x3E)
        if form.indentation > 0 { out.put(0x0A) }
    }

    mutating func null(_ prefix: String, _ name: StaticString, _ instance: String) {
        indent()
        out.put(0x3C)
        out.put(prefix)
        out.put(name)
        out.put(0x20)
        out.put(instance)
        out.put("nil=\"true\"/>")
        if form.indentation > 0 { out.put(0x0A) }
    }

    private mutating func say(_ type: XMLType) {
        if case .nameless = type { return }
        out.put(" xsi:type=\"")
        switch type {
        case .schema(let name):
            out.put("xsd:")
            out.put(name)
        case .service(let name, let lists):
            out.put(form.service)
            for _ in 0..<lists { out.put("ArrayOf") }
            out.put(name)
        case .list(let name):
            out.put(form.arrays)
            out.put("ArrayOf")
            out.put(name)
        case .serialization(let name):
            out.put(form.serialization)
            out.put(name)
        case .foreign(let name):
            out.put(form.foreign)
            out.put(name)
        case .nameless: break
        }
        out.put(0x22)
    }
}

// Fields that came in and that no carrier knows.
extension XMLEncoder {
    mutating func unknown(_ unknown: UnknownFields) {
        for field in unknown.fields { element(XMLEncoder.elementName(field.name), field.value) }
    }

    private mutating func element(_ name: String, _ value: JSONValue) {
        switch value {
        case .array(let items):
            // Elements that repeat became one list on their way through JSON.
            for item in items { element(name, item) }
        case .null:
            guard let instance = form.instance else { return }
            line(name, " \(instance)nil=\"true\"/")
        case .object(let members):
            line(name, "")
            depth += 1
            for member in members { element(XMLEncoder.elementName(member.name), member.value) }
            depth -= 1
            indent()
            endUnknown(name)
        case .string(let text): leaf(name, text)
        case .number(let text): leaf(name, text)
        case .bool(let value): leaf(name, value ? "true" : "false")
        }
    }

    private mutating func line(_ name: String, _ rest: String) {
        indent()
        out.put("<" + form.service + name + rest + ">")
        if form.indentation > 0 { out.put(0x0A) }
    }

    private mutating func leaf(_ name: String, _ text: String) {
        indent()
        out.put("<" + form.service + name + ">")
        var text = text
        text.withUTF8 { XMLText.write($0, to: &out) }
        endUnknown(name)
    }

    private mutating func endUnknown(_ name: String) {
        out.put("</" + form.service + name + ">")
        if form.indentation > 0 { out.put(0x0A) }
    }

    /// A name that JSON allows and XML does not gets its odd characters as `_xHHHH_`, as .NET writes them.
    static func elementName(_ name: String) -> String {
        if XMLCharacters.isName(name) { return name }
        var result = ""
        for (index, scalar) in name.unicodeScalars.enumerated() {
            let fits = index == 0 ? XMLCharacters.beginsName(scalar) : XMLCharacters.continuesName(scalar)
            if fits {
                result.append(Character(scalar))
            } else {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "_x" + String(repeating: "0", count: max(4 - digits.count, 0)) + digits + "_"
            }
        }
        return result.isEmpty ? "_" : result
    }
}
