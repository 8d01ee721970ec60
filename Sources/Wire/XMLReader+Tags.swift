extension XMLReader {
    /// Reads a start tag with its attributes; the position is behind its `<`. An element with content is open from then
    /// on, and the position is behind its `>`.
    package mutating func openTag() throws(WireError) -> XMLTag {
        let first = position
        let outerBindings = bindings.count
        let (qualified, prefixLength) = try qualifiedName()
        attributes.removeAll(keepingCapacity: true)
        let isEmpty = try readAttributes()
        if !attributes.isEmpty { try declareNamespaces() }

        let prefix = UnsafeBufferPointer(rebasing: qualified.prefix(max(prefixLength - 1, 0)))
        guard let namespace = namespace(prefix: prefix) else { throw unbound(prefix, at: first) }
        if namespace == .declarations { throw WireError(.malformed, "an element may not have the prefix xmlns", offset: first - start) }
        let isNil = attributes.isEmpty ? false : try resolveAttributes()

        tag = XMLTag(
            qualified: qualified, name: UnsafeBufferPointer(rebasing: qualified.dropFirst(prefixLength)), namespace: namespace,
            isEmpty: isEmpty, isNil: isNil)
        if !isEmpty {
            try push(qualified, outerBindings: outerBindings)
        } else if bindings.count > outerBindings {
            bindings.removeLast(bindings.count - outerBindings)
        }
        return tag
    }

    /// Reads attributes up to and with `>` or `/>`; true for the latter.
    private mutating func readAttributes() throws(WireError) -> Bool {
        while true {
            let before = position
            skipSpace()
            guard position < end else { throw cutOff() }
            if position.pointee == 0x3E {
                position += 1
                return false
            }
            if position.pointee == 0x2F {
                position += 1
                guard position < end else { throw cutOff() }
                guard position.pointee == 0x3E else { throw malformed("expected > behind / in a tag") }
                position += 1
                return true
            }
            guard position > before else { throw malformed("expected white space, > or /> in a tag") }
            if attributes.count >= limits.attributes {
                throw WireError(.limit, "an element has more than \(limits.attributes) attributes", offset: offset)
            }
            try readAttribute()
        }
    }

    private mutating func readAttribute() throws(WireError) {
        let first = position
        let (qualified, prefixLength) = try qualifiedName()
        for other in attributes where same(other.qualified, qualified) { throw standsTwice(qualified, at: first) }
        try equals()
        guard position < end else { throw cutOff() }
        let quote = position.pointee
        guard quote == 0x22 || quote == 0x27 else { throw malformed("expected a quoted value") }
        position += 1
        let value = position
        var isASCII = true
        while true {
            guard position < end else { throw cutOff() }
            let byte = position.pointee
            if byte == quote { break }
            if byte == 0x3C { throw malformed("a < in an attribute must be written as &lt;") }
            if byte < 0x20, !XMLCharacters.isSpace(byte) { throw controlCharacter(at: position) }
            if byte == 0x26 {
                _ = try reference()
                continue
            }
            if byte >= 0x80 { isASCII = false }
            position += 1
        }
        let written = UnsafeBufferPointer(start: value, count: position - value)
        if !isASCII { try checkUTF8(written) }
        position += 1
        attributes.append(XMLAttribute(qualified: qualified, prefixLength: prefixLength, written: written))
    }

    private func standsTwice(_ name: UnsafeBufferPointer<UInt8>, at place: UnsafePointer<UInt8>) -> WireError {
        WireError(
            .malformed, "the attribute \(name.quoted) stands twice in one element", offset: place - start)
    }

    /// The value of an attribute: references resolved, line ends and tabs as spaces.
    package mutating func value(of attribute: XMLAttribute) throws(WireError) -> String {
        let before = position
        defer { position = before }
        var text = ByteWriter(capacity: attribute.written.count + 8)
        guard let first = attribute.written.baseAddress else { return "" }
        let last = first + attribute.written.count
        position = first
        while position < last {
            let byte = position.pointee
            if byte == 0x26 {
                text.put(String(Character(try reference())))
                continue
            }
            position += 1
            if byte == 0x0D, position < last, position.pointee == 0x0A { continue }
            text.put(XMLCharacters.isSpace(byte) ? 0x20 : byte)
        }
        return text.text()
    }

    // MARK: Namespaces

    /// Binds the prefixes that the tag declares.
    private mutating func declareNamespaces() throws(WireError) {
        for attribute in attributes where attribute.declares {
            let place = attribute.qualified.baseAddress ?? position
            func refused(_ message: String) -> WireError { WireError(.malformed, message, offset: place - start) }
            let prefix = attribute.prefixLength == 0 ? UnsafeBufferPointer(start: start, count: 0) : attribute.name
            let uri = try value(of: attribute)
            if namespaces.known(uri) == nil { try count(2 * uri.utf8.count + 160) }
            let namespace = namespaces.namespace(uri)
            let isXML = StaticText.equal("xml", prefix)
            if StaticText.equal("xmlns", prefix) { throw refused("the prefix xmlns may not be declared") }
            if isXML != (namespace == .xml) { throw refused("the prefix xml and its namespace belong to each other only") }
            if namespace == .declarations { throw refused("the namespace of xmlns may not be bound to a prefix") }
            if namespace == .none, attribute.prefixLength > 0 { throw refused("a prefix may not be bound to an empty namespace") }
            if bindings.count >= limits.attributes {
                throw WireError(.limit, "more than \(limits.attributes) namespace declarations are in force", offset: place - start)
            }
            bindings.append(Binding(prefix: prefix, namespace: namespace))
        }
    }

    /// Gives each attribute its namespace and answers whether one of them is a true `xsi:nil`.
    private mutating func resolveAttributes() throws(WireError) -> Bool {
        var isNil = false
        for index in attributes.indices {
            let attribute = attributes[index]
            let place = attribute.qualified.baseAddress ?? position
            if attribute.declares {
                attributes[index].namespace = .declarations
                continue
            }
            // An attribute without a prefix is in no namespace, whatever the default.
            if attribute.prefixLength == 0 { continue }
            guard let namespace = namespace(prefix: attribute.prefix) else { throw unbound(attribute.prefix, at: place) }
            for other in attributes[..<index] where other.namespace == namespace && same(other.name, attribute.name) {
                throw standsTwice(attribute.qualified, at: place)
            }
            attributes[index].namespace = namespace
            if attributes[index].isNamed("nil", in: .schemaInstance) { isNil = try truth(of: attribute) }
        }
        return isNil
    }

    /// The value of an attribute of type `xs:boolean`.
    package mutating func truth(of attribute: XMLAttribute) throws(WireError) -> Bool {
        switch try value(of: attribute).split(separator: " ") {
        case ["true"], ["1"]: return true
        case ["false"], ["0"]: return false
        default:
            let place = attribute.written.baseAddress ?? position
            throw WireError(.value, "expected true or false", offset: place - start)
        }
    }
}
