import Glibc
import Wire

extension XMLDecoder {
    /// Goes from behind a child to the next one, or to the end of the element.
    @inline(__always)
    mutating func nextTag() throws(WireError) {
        let position = reader.position
        // A name begins with a letter or an underscore; all other marks that may follow a < are below them.
        if let prefix, reader.end - position > prefix.count &+ 1, position[0] == 0x3C, position[1] >= 0x40,
            prefix.isEmpty || startsWithPrefix(position + 1, prefix)
        {
            let tag = position + 1
            element.tag = tag
            element.name = tag + prefix.count
            element.isResolved = false
        } else {
            try nextTagInFull()
        }
    }

    @inline(__always)
    private func startsWithPrefix(_ place: UnsafePointer<UInt8>, _ prefix: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let bytes = prefix.baseAddress else { return true }
        return ShortNames.equal(place, bytes, prefix.count)
    }

    /// As `nextTag`, for code that there are many copies of.
    @inline(never)
    mutating func advance() throws(WireError) {
        try nextTag()
    }

    /// As `takes`, for code that there are many copies of.
    @inline(never)
    mutating func finds(_ name: StaticString) throws(WireError) -> Content {
        try takes(name)
    }

    @inline(never)
    private mutating func nextTagInFull() throws(WireError) {
        element.isOpened = false
        guard try reader.nextTag() else {
            element.tag = nil
            element.name = nil
            // Prefixes may have been bound in the element that ended.
            findPrefix()
            return
        }
        element.tag = reader.position
        try resolve()
    }

    /// Looks up the namespace of the tag that stands next. A tag with attributes is opened for that, since they may bind
    /// prefixes.
    mutating func resolve() throws(WireError) {
        element.isResolved = true
        guard let tag = element.tag else { return }
        reader.position = tag
        if let (prefix, name) = reader.plainTag() {
            reader.position = tag
            let isOurs = reader.namespace(prefix: prefix) == service
            element.name = isOurs ? name : reader.end
            if isOurs, let start = prefix.baseAddress { self.prefix = UnsafeBufferPointer(start: start, count: name - tag) }
            return
        }
        reader.position = tag
        let opened = try reader.openTag()
        element.isOpened = true
        element.name = opened.namespace == service ? opened.name.baseAddress : reader.end
        findPrefix()
    }

    /// Finds a prefix of the service's namespace anew when prefixes were bound or released.
    mutating func findPrefix() {
        if bindingChanges == reader.bindingChanges { return }
        bindingChanges = reader.bindingChanges
        nullTail = nil
        prefix = reader.prefix(of: service).map { prefix in
            prefix.isEmpty ? prefix : UnsafeBufferPointer(start: prefix.baseAddress, count: prefix.count + 1)
        }
    }

    /// Whether the child that stands next is the field `name`, and how its value is written.
    @inline(__always)
    mutating func takes(_ name: StaticString) throws(WireError) -> Content {
        element.place &+= 1
        let length = name.utf8CodeUnitCount
        guard let start = element.name, reader.end - start > length, ShortNames.equal(start, name.utf8Start, length) else { return .absent }
        if start[length] == 0x3E, !element.isOpened {
            try begin(name)
            reader.position = start + length + 1
            return .plain
        }
        return try takesInFull(name, start + length)
    }

    /// Notes the field.
    @inline(__always)
    private mutating func begin(_ name: StaticString) throws(WireError) {
        let bit = UInt64(1) &<< UInt64(truncatingIfNeeded: element.place & 63)
        element.field = name
        let low = element.place < 64
        guard (low ? element.seen.0 : element.seen.1) & bit == 0 else { throw standsTwice() }
        if low { element.seen.0 |= bit } else { element.seen.1 |= bit }
    }

    private func standsTwice() -> WireError {
        let offset = element.tag.map { reader.offset(of: $0 - 1) } ?? reader.offset
        return WireError(.malformed, "the element stands twice", offset: offset)
    }

    /// As `takes` for a tag that is not `<name>`: it may have attributes, be empty, or be longer.
    @inline(never)
    private mutating func takesInFull(_ name: StaticString, _ behind: UnsafePointer<UInt8>) throws(WireError) -> Content {
        if !element.isOpened, let content = short(behind) {
            try begin(name)
            return content
        }
        guard let content = try opens(behind) else { return .absent }
        try begin(name)
        return content
    }

    /// The two ways to leave a field empty that need no opening: `<name/>`, and a null written like the one before.
    @inline(__always)
    private mutating func short(_ behind: UnsafePointer<UInt8>) -> Content? {
        if let nullTail, let bytes = nullTail.baseAddress, reader.end - behind > nullTail.count, ShortNames.equal(behind, bytes, nullTail.count) {
            reader.position = behind + nullTail.count
            return .null
        }
        guard reader.end - behind > 2, behind[0] == 0x2F, behind[1] == 0x3E else { return nil }
        reader.position = behind + 2
        return .empty
    }

    /// Opens the tag whose name ends at `behind`, unless the name goes on there or is of another namespace.
    private mutating func opens(_ behind: UnsafePointer<UInt8>) throws(WireError) -> Content? {
        if !element.isOpened {
            let next = behind.pointee
            guard next == 0x2F || next == 0x20 || next == 0x0A || next == 0x0D || next == 0x09, let tag = element.tag else { return nil }
            reader.position = tag
            let opened = try reader.openTag()
            element.isOpened = true
            element.isResolved = true
            findPrefix()
            guard opened.namespace == service else {
                element.name = reader.end
                return nil
            }
            if opened.isNil, opened.isEmpty, reader.attributes.count == 1 {
                nullTail = UnsafeBufferPointer(start: behind, count: reader.position - behind)
            }
        } else {
            let name = reader.tag.name
            guard let first = name.baseAddress, first + name.count == behind else { return nil }
        }
        return try openedContent()
    }

    /// What the tag that was just opened says of its content; a null is read to its end.
    private mutating func openedContent() throws(WireError) -> Content {
        element.isOpened = false
        let tag = reader.tag
        if tag.isNil {
            if !tag.isEmpty, try reader.nextTag() { throw reader.invalid("an element that is null has content") }
            return .null
        }
        return tag.isEmpty ? .empty : .opened
    }

    /// Opens the child that stands next, which must be an item of a list.
    @inline(never)
    mutating func item(_ name: ItemName) throws(WireError) -> Content {
        while let start = element.name {
            if name.stands(at: start, before: reader.end) {
                let behind = start + name.length
                if behind.pointee == 0x3E, !element.isOpened {
                    reader.position = behind + 1
                    return .plain
                }
                if let content = try opens(behind) { return content }
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
        let text = found.map { String(decoding: $0.prefix(80), as: UTF8.self) } ?? "another element"
        return WireError(.value, "expected <\(name)> of the same namespace as the list, found <\(text)>", offset: reader.offset(of: tag - 1))
    }

    /// The bytes of the name in the tag that was taken as `.plain`, prefix included.
    @inline(__always)
    func plainTag() -> UnsafeBufferPointer<UInt8> {
        // The position is behind the tag's >; a tag is always there.
        guard let tag = element.tag else { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(start: tag, count: reader.position - tag - 1)
    }
}

/// The name of a list's items: that of their type, or of a list of it.
struct ItemName: CustomStringConvertible {
    let type: StaticString
    var isArray = false

    @inline(__always)
    var length: Int { type.utf8CodeUnitCount &+ (isArray ? 7 : 0) }

    var description: String { isArray ? "ArrayOf\(type)" : "\(type)" }

    /// Whether the name stands at `place`, with at least one byte behind it.
    @inline(__always)
    func stands(at place: UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>) -> Bool {
        guard end - place > length else { return false }
        if isArray, memcmp(place, "ArrayOf", 7) != 0 { return false }
        return ShortNames.equal(place + (isArray ? 7 : 0), type.utf8Start, type.utf8CodeUnitCount)
    }
}
