import Glibc
package import Wire

extension XMLDecoder {
    @inline(never)
    mutating func read(_ value: inout [Int32]?, _ behind: UnsafePointer<UInt8>) throws(WireError) {
        let content = try start(behind)
        if content == .absent { return }
        var elements: [Int32] = []
        try simpleItems(content, "int") { (decoder, content) throws(WireError) in
            try decoder.makeRoom(in: &elements)
            elements.append(Int32(truncatingIfNeeded: try decoder.integer(content, Int64(Int32.min), Int64(Int32.max))))
        }
        value = content == .null ? nil : elements
        try advance()
    }

    @inline(never)
    mutating func read(_ value: inout [String?]?, _ behind: UnsafePointer<UInt8>) throws(WireError) {
        let content = try start(behind)
        if content == .absent { return }
        var elements: [String?] = []
        try simpleItems(content, "string") { (decoder, content) throws(WireError) in
            try decoder.makeRoom(in: &elements)
            let element = try decoder.string(content)
            if let element { try decoder.reader.count(element.utf8.count) }
            elements.append(element)
        }
        value = content == .null ? nil : elements
        try advance()
    }

    @inline(never)
    mutating func read<C: Carrier>(_ value: inout [C]?, _ behind: UnsafePointer<UInt8>) throws(WireError) {
        let content = try start(behind)
        if content == .absent { return }
        value = content == .null ? nil : try carriers(content)
        try advance()
    }

    @inline(never)
    mutating func read<C: Carrier>(_ value: inout [[C]]?, _ behind: UnsafePointer<UInt8>) throws(WireError) {
        let content = try start(behind)
        if content == .absent { return }
        var elements: [[C]] = []
        try items(content, ItemName(type: C.typeName, isArray: true)) { (decoder, content) throws(WireError) in
            try decoder.makeRoom(in: &elements)
            elements.append(try decoder.carriers(content))
        }
        value = content == .null ? nil : elements
        try advance()
    }

    /// Reads the children of the tag that was opened last as a list of carriers: a document whose root is `<ArrayOfX>`.
    package mutating func carriers<C: Carrier>() throws(WireError) -> [C] {
        try C.codec.readXMLItems(&self)
    }

    mutating func items<C: Carrier>() throws(WireError) -> [C] {
        try carriers(try openedContent())
    }

    /// The elements of a list of carriers. A null element is left out: the protocol's lists hold records.
    ///
    /// If the list fills the document, the first elements tell how many more there may be, and room for them is made at
    /// once: moving many large carriers takes as long as reading some.
    private mutating func carriers<C: Carrier>(_ content: Content) throws(WireError) -> [C] {
        var elements: [C] = []
        // Envelope, Body and the operation's element are around the outermost list.
        let fillsDocument = reader.depth <= 4
        let first = reader.offset
        try items(content, ItemName(type: C.typeName)) { (decoder, content) throws(WireError) in
            if content == .null { return }
            if elements.count == elements.capacity {
                let left = fillsDocument && elements.count >= 8 ? decoder.reader.end - decoder.reader.position : 0
                let capacity = likelyCount(of: elements, read: decoder.reader.offset - first, left: left)
                try decoder.grow(&elements, to: capacity)
            }
            elements.append(C())
            if content == .empty { return }
            if content == .plain { try decoder.reader.push(decoder.plainTag()) }
            try elements[elements.count - 1].read(from: &decoder)
        }
        return elements
    }

    /// Calls `body` at each item of a list.
    @inline(__always)
    mutating func items(
        _ content: Content, _ name: ItemName, _ body: (inout XMLDecoder, Content) throws(WireError) -> Void
    ) throws(WireError) {
        guard content == .plain || content == .opened else { return }
        if content == .plain { try reader.push(plainTag()) }
        if reader.depth >= reader.limits.depth { throw reader.tooDeep() }
        let outer = element
        element = ElementState()
        var index = 0
        do throws(WireError) {
            try advance()
            while element.tag != nil {
                if index >= reader.limits.listElements { throw tooMany() }
                try body(&self, try item(name))
                index += 1
                try advance()
            }
        } catch {
            element = outer
            throw error.within("[\(index)]")
        }
        element = outer
    }

    /// As `items`, for numbers and texts, which have a namespace of their own.
    @inline(__always)
    mutating func simpleItems(
        _ content: Content, _ name: StaticString, _ body: (inout XMLDecoder, Content) throws(WireError) -> Void
    ) throws(WireError) {
        guard content == .plain || content == .opened else { return }
        if content == .plain { try reader.push(plainTag()) }
        var index = 0
        do throws(WireError) {
            while try reader.nextTag() {
                if index >= reader.limits.listElements { throw tooMany() }
                let offset = reader.offset - 1
                let tag = try reader.openTag()
                guard tag.isNamed(name, in: arrays) else { throw unexpectedSimpleItem(name, offset) }
                try body(&self, try openedContent())
                index += 1
            }
        } catch {
            throw error.within("[\(index)]")
        }
        findPrefix()
    }

    @inline(never)
    private func unexpectedSimpleItem(_ name: StaticString, _ offset: Int) -> WireError {
        let found = reader.tag.qualified.quoted
        let space = reader.namespaces.uri(arrays)
        return WireError(
            .value, "expected <\(name)> of \(space.isEmpty ? "no namespace" : "the namespace \(space.quoted)"), found <\(found)>", offset: offset)
    }

    @inline(never)
    private func tooMany() -> WireError {
        WireError(.limit, "a list has more than \(reader.limits.listElements) elements", offset: reader.offset)
    }

    @inline(never)
    mutating func read<D: PairDictionary>(_ value: inout D?, _ behind: UnsafePointer<UInt8>) throws(WireError) {
        let content = try start(behind)
        if content == .absent { return }
        var dictionary = D()
        var keys = Keys()
        try items(content, ItemName(type: D.pairName)) { (decoder, content) throws(WireError) in
            let offset = decoder.reader.offset
            try decoder.makeRoom(in: &dictionary.pairs)
            dictionary.pairs.append(DictionaryPair<D>())
            if content == .plain { try decoder.reader.push(decoder.plainTag()) }
            if content == .plain || content == .opened { try decoder.children(of: &dictionary.pairs[dictionary.pairs.count - 1]) }
            let key = dictionary.pairs[dictionary.pairs.count - 1].key ?? ""
            if key.utf8.count > SmallText.limit { try decoder.reader.count(2 * key.utf8.count) }
            guard keys.insert(key) else { throw WireError(.malformed, "the key \"\(key.quoted)\" stands twice", offset: offset) }
        }
        value = content == .null ? nil : dictionary
        try advance()
    }
}

/// The keys of a dictionary so far: a few are compared one by one, which is what most dictionaries come to.
struct Keys {
    private var few: [String] = []
    private var many: Set<String> = []

    /// False when the key is there already.
    mutating func insert(_ key: String) -> Bool {
        if few.contains(key) { return false }
        if few.count < 16 {
            few.append(key)
            return true
        }
        return many.insert(key).inserted
    }
}

// MARK: Items

/// The name of a list's items: that of their type, or of a list of it.
struct ItemName: CustomStringConvertible {
    let type: StaticString
    var isArray = false

    var length: Int { type.utf8CodeUnitCount &+ (isArray ? 7 : 0) }

    var description: String { isArray ? "ArrayOf\(type)" : "\(type)" }

    /// Whether the name stands at `place`, with at least one byte behind it.
    func stands(at place: UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>) -> Bool {
        guard end - place > length else { return false }
        if isArray, memcmp(place, "ArrayOf", 7) != 0 { return false }
        return Words.areEqual(place + (isArray ? 7 : 0), type.utf8Start, type.utf8CodeUnitCount)
    }
}

extension XMLDecoder {
    /// Opens the child that stands next, which must be an item of a list.
    @inline(never)
    private mutating func item(_ name: ItemName) throws(WireError) -> Content {
        while let start = element.name {
            if name.stands(at: start, before: reader.end) {
                let behind = start + name.length
                if behind.pointee == 0x3E, !element.isOpened {
                    reader.position = behind + 1
                    return .plain
                }
                let content = try opens(behind)
                if content != .absent { return content }
            }
            if element.isResolved { break }
            try resolve()
        }
        throw unexpectedItem(name)
    }

    private mutating func unexpectedItem(_ name: ItemName) -> WireError {
        guard let tag = element.tag else { return reader.invalid("expected <\(name)>") }
        reader.position = tag
        let found = element.isOpened ? reader.tag.qualified : (try? reader.openTag())?.qualified
        let text = found.map { $0.quoted } ?? "another element"
        return WireError(.value, "expected <\(name)> of the same namespace as the list, found <\(text)>", offset: reader.offset(of: tag - 1))
    }
}
