extension XMLReader {
    /// A name without a colon.
    mutating func name() throws(WireError) -> UnsafeBufferPointer<UInt8> {
        let first = position
        guard position < end else { throw cutOff() }
        try nameCharacters()
        return UnsafeBufferPointer(start: first, count: position - first)
    }

    /// A name with or without a prefix, and how many of its bytes are prefix and colon.
    package mutating func qualifiedName() throws(WireError) -> (bytes: UnsafeBufferPointer<UInt8>, prefixLength: Int) {
        let first = position
        var prefixLength = 0
        guard position < end else { throw cutOff() }
        try nameCharacters()
        if position < end, position.pointee == 0x3A {
            position += 1
            prefixLength = position - first
            guard position < end else { throw cutOff() }
            try nameCharacters()
            if position < end, position.pointee == 0x3A { throw malformed("a name may have one colon only") }
        }
        return (UnsafeBufferPointer(start: first, count: position - first), prefixLength)
    }

    /// Passes over one name without a colon, or one part of a name that has one.
    private mutating func nameCharacters() throws(WireError) {
        let first = position.pointee
        if first < 0x80 {
            guard XMLCharacters.beginsName(first) else { throw malformed("a name may not begin with \(described(first))") }
            position += 1
        } else {
            guard try takeScalar(XMLCharacters.beginsName) else { throw malformed("a name may not begin with this character") }
        }
        while position < end {
            let byte = position.pointee
            if byte < 0x80 {
                guard XMLCharacters.continuesName(byte) else { return }
                position += 1
            } else {
                guard try takeScalar(XMLCharacters.continuesName) else { throw malformed("a name may not hold this character") }
            }
        }
    }

    private func described(_ byte: UInt8) -> String {
        byte > 0x20 && byte < 0x7F ? "\(Unicode.Scalar(byte))" : "the character \(byte)"
    }

    /// Passes over one character beyond ASCII when `accepts` says so.
    private mutating func takeScalar(_ accepts: (Unicode.Scalar) -> Bool) throws(WireError) -> Bool {
        let bytes = UnsafeBufferPointer(start: position, count: min(4, end - position))
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { throw malformed("the text is not valid UTF-8") }
        guard accepts(scalar) else { return false }
        position += UTF8.width(scalar)
        return true
    }

    // MARK: Prefixes

    /// What a prefix is bound to here; nil when it is not. The empty prefix is always bound, if only to no namespace.
    package func namespace(prefix: UnsafeBufferPointer<UInt8>) -> XMLNamespace? {
        for binding in bindings.reversed() where same(binding.prefix, prefix) {
            // A default namespace may be taken away again; no other prefix may.
            return binding.namespace
        }
        if prefix.isEmpty { return XMLNamespace.none }
        if StaticText.equal("xml", prefix) { return .xml }
        if StaticText.equal("xmlns", prefix) { return .declarations }
        return nil
    }

    /// A prefix, without its colon, that is bound to the namespace here; the innermost if there are several.
    package func prefix(of namespace: XMLNamespace) -> UnsafeBufferPointer<UInt8>? {
        for (index, binding) in bindings.enumerated().reversed() where binding.namespace == namespace {
            if !bindings[(index + 1)...].contains(where: { same($0.prefix, binding.prefix) }) { return binding.prefix }
        }
        let empty = UnsafeBufferPointer(start: start, count: 0)
        return namespace == .none && self.namespace(prefix: empty) == XMLNamespace.none ? empty : nil
    }

    func same(_ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
        one.count == other.count && one.elementsEqual(other)
    }

    func unbound(_ prefix: UnsafeBufferPointer<UInt8>, at place: UnsafePointer<UInt8>) -> WireError {
        WireError(
            .malformed, "the prefix \(prefix.quoted) is not bound to a namespace", offset: place - start)
    }
}

extension XMLReader {
    /// The prefix and the place of the local name of a start tag that has no attributes and is not empty; nil for any
    /// other tag. The position is behind its `<`.
    package mutating func plainTag() -> (prefix: UnsafeBufferPointer<UInt8>, name: UnsafePointer<UInt8>)? {
        let first = position
        guard let (_, prefixLength) = try? qualifiedName(), position < end, position.pointee == 0x3E else { return nil }
        return (UnsafeBufferPointer(start: first, count: max(prefixLength - 1, 0)), first + prefixLength)
    }

    /// Bytes from the start of the input.
    package func offset(of place: UnsafePointer<UInt8>) -> Int { place - start }
}
