package import Wire

extension XMLDecoder {
    package mutating func list(_ name: StaticString, _ value: inout [Int32]?) throws(WireError) {
        let content = try finds(name)
        if content == .absent { return }
        var elements: [Int32] = []
        let isNull = try simpleItems(content, name, "int") { (decoder, content) throws(WireError) in
            elements.append(Int32(truncatingIfNeeded: try decoder.integer(content, Int64(Int32.min), Int64(Int32.max))))
        }
        value = isNull ? nil : elements
        try advance()
    }

    package mutating func list(_ name: StaticString, _ value: inout [String?]?) throws(WireError) {
        let content = try finds(name)
        if content == .absent { return }
        var elements: [String?] = []
        let isNull = try simpleItems(content, name, "string") { (decoder, content) throws(WireError) in
            elements.append(try decoder.string(content))
        }
        value = isNull ? nil : elements
        try advance()
    }

    package mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [C]?) throws(WireError) {
        let content = try finds(name)
        if content == .absent { return }
        var elements: [C] = []
        let isNull = try carriers(content, name, &elements)
        value = isNull ? nil : elements
        try advance()
    }

    package mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [[C]]?) throws(WireError) {
        let content = try finds(name)
        if content == .absent { return }
        var elements: [[C]] = []
        let isNull = try items(content, name, ItemName(type: C.typeName, isArray: true)) { (decoder, content) throws(WireError) in
            elements.append([])
            _ = try decoder.carriers(content, "", &elements[elements.count - 1])
        }
        value = isNull ? nil : elements
        try advance()
    }

    /// The elements of a list of carriers; true for a null list. A null element is left out: the protocol's lists hold
    /// records.
    private mutating func carriers<C: Carrier>(
        _ content: Content, _ name: StaticString, _ elements: inout [C]
    ) throws(WireError) -> Bool {
        try items(content, name, ItemName(type: C.typeName)) { (decoder, content) throws(WireError) in
            if content == .null { return }
            elements.append(C())
            if content == .empty { return }
            if content == .plain { try decoder.reader.push(decoder.plainTag()) }
            try elements[elements.count - 1].read(from: &decoder)
        }
    }

    /// Reads the children of the open element as a list of carriers: a document whose root is `<ArrayOfX>`.
    package mutating func carriers<C: Carrier>(of tag: XMLTag) throws(WireError) -> [C] {
        var elements: [C] = []
        if tag.isNil {
            if !tag.isEmpty, try reader.nextTag() { throw reader.invalid("an element that is null has content") }
        } else {
            _ = try carriers(tag.isEmpty ? .empty : .opened, "", &elements)
        }
        return elements
    }

    /// Calls `body` at each item of a list; true for a null list.
    private mutating func items(
        _ content: Content, _ name: StaticString, _ itemName: ItemName,
        _ body: (inout XMLDecoder, Content) throws(WireError) -> Void
    ) throws(WireError) -> Bool {
        if content == .null { return true }
        if content == .empty { return false }
        if content == .plain { try reader.push(plainTag()) }
        if reader.depth >= reader.limits.depth { throw reader.tooDeep() }
        path.push(name)
        let outer = element
        element = ElementState()
        try advance()
        var index = 0
        while element.tag != nil {
            if index >= reader.limits.listElements { throw tooMany() }
            path.push(index: index)
            try body(&self, try item(itemName))
            path.pop()
            index += 1
            try advance()
        }
        element = outer
        path.pop()
        return false
    }

    /// As `items`, for numbers and texts, which have a namespace of their own.
    private mutating func simpleItems(
        _ content: Content, _ name: StaticString, _ itemName: StaticString,
        _ body: (inout XMLDecoder, Content) throws(WireError) -> Void
    ) throws(WireError) -> Bool {
        if content == .null { return true }
        if content == .empty { return false }
        if content == .plain { try reader.push(plainTag()) }
        path.push(name)
        let outer = element
        element = ElementState()
        var index = 0
        while try reader.nextTag() {
            if index >= reader.limits.listElements { throw tooMany() }
            path.push(index: index)
            let offset = reader.offset - 1
            let tag = try reader.openTag()
            guard tag.isNamed(itemName, in: arrays) else {
                let found = String(decoding: tag.qualified.prefix(80), as: UTF8.self)
                let space = reader.namespaces.uri(arrays)
                throw WireError(
                    .value, "expected <\(itemName)> of \(space.isEmpty ? "no namespace" : space), found <\(found)>", offset: offset)
            }
            if tag.isNil, !tag.isEmpty, try reader.nextTag() { throw reader.invalid("an element that is null has content") }
            try body(&self, tag.isNil ? .null : tag.isEmpty ? .empty : .opened)
            path.pop()
            index += 1
        }
        element = outer
        findPrefix()
        path.pop()
        return false
    }

    private func tooMany() -> WireError {
        WireError(.limit, "a list has more than \(reader.limits.listElements) elements", offset: reader.offset)
    }

    package mutating func field<D: PairDictionary>(_ name: StaticString, _ value: inout D?) throws(WireError) {
        let content = try finds(name)
        if content == .absent { return }
        var dictionary = D()
        var keys: Set<String> = []
        let isNull = try items(content, name, ItemName(type: D.pairName)) { (decoder, content) throws(WireError) in
            let offset = decoder.reader.offset
            dictionary.pairs.append(DictionaryPair<D>())
            if content == .plain { try decoder.reader.push(decoder.plainTag()) }
            if content == .plain || content == .opened { try decoder.children(of: &dictionary.pairs[dictionary.pairs.count - 1]) }
            let key = dictionary.pairs[dictionary.pairs.count - 1].key ?? ""
            guard keys.insert(key).inserted else { throw WireError(.malformed, "the key \"\(key)\" stands twice", offset: offset) }
        }
        value = isNull ? nil : dictionary
        try advance()
    }
}
