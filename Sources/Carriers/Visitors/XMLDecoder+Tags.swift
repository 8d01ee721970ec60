import Glibc
import Wire

extension XMLDecoder {
    // MARK: The tag that stands next

    /// Goes from behind a child to the next one, or to the end of the element.
    @inline(__always)
    mutating func nextTag() throws(WireError) {
        let position = reader.position
        // A name begins with a letter or an underscore; all other marks that may follow a < are below them. The prefix may
        // have been bound by the child that was just read, and no longer be.
        if bindingChanges == reader.bindingChanges, let prefix, reader.end - position > prefix.count &+ 2, position[0] == 0x3C, position[1] >= 0x40,
            prefix.isEmpty || startsWithPrefix(position + 1, prefix)
        {
            let tag = position + 1
            element.tag = tag
            element.name = prefix.isEmpty ? tag : tag + prefix.count + 1
            element.isResolved = false
        } else {
            try nextTagInFull()
        }
    }

    @inline(__always)
    private func startsWithPrefix(_ place: UnsafePointer<UInt8>, _ prefix: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let bytes = prefix.baseAddress else { return true }
        return place[prefix.count] == 0x3A && Words.areEqual(place, bytes, prefix.count)
    }

    /// As `nextTag`, for code that there are many copies of.
    @inline(never)
    mutating func advance() throws(WireError) {
        try nextTag()
    }

    @inline(never)
    private mutating func nextTagInFull() throws(WireError) {
        element.isOpened = false
        let isChild = try reader.nextTag()
        findPrefix()
        guard isChild else {
            element.tag = nil
            element.name = nil
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
            if isOurs { self.prefix = prefix }
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
        prefix = reader.prefix(of: service)
    }

    // MARK: Fields with a namespace of their own

    /// Goes on with fields of that namespace, if there is one and the document has namespaces at all.
    /// - Returns: the namespace of the fields until now.
    @inline(__always)
    mutating func enter(_ namespace: StaticString?) -> XMLNamespace {
        let outer = service
        if let namespace, service != .none { leave(to: reader.namespaces.namespace("\(namespace)")) }
        return outer
    }

    /// Goes back to fields of that namespace. What is known of its prefix has to be found out anew.
    @inline(__always)
    mutating func leave(to namespace: XMLNamespace) {
        guard service != namespace else { return }
        service = namespace
        bindingChanges = -1
    }

    // MARK: Taking it

    /// Where the text goes on behind the name of the tag that stands next, when that name begins with `name`; nil when it
    /// is another. Whether the name goes on there is for `begin` to say.
    ///
    /// Part of each carrier's list of fields, where the name is a constant: comparing it then takes a few instructions.
    @inline(__always)
    mutating func behind(_ name: StaticString) -> UnsafePointer<UInt8>? {
        element.place &+= 1
        let length = name.utf8CodeUnitCount
        // What may follow a name lies below all letters.
        guard let start = element.name, reader.end - start > length, memcmp(start, name.utf8Start, length) == 0, start[length] < 0x40
        else { return nil }
        return start + length
    }

    /// Notes the field whose name ends at `behind` and goes to its value.
    @inline(__always)
    mutating func begin(_ behind: UnsafePointer<UInt8>) throws(WireError) -> Content {
        if behind.pointee == 0x3E, !element.isOpened {
            try note()
            reader.position = behind + 1
            return .plain
        }
        return try beginInFull(behind)
    }

    /// As `begin`, for code that there are many copies of.
    @inline(never)
    mutating func start(_ behind: UnsafePointer<UInt8>) throws(WireError) -> Content {
        try begin(behind)
    }

    @inline(__always)
    private mutating func note() throws(WireError) {
        let bit = UInt64(1) &<< UInt64(truncatingIfNeeded: element.place)
        let repeated: UInt64
        if element.place < 64 {
            repeated = element.seen.0 & bit
            element.seen.0 |= bit
        } else {
            repeated = element.seen.1 & bit
            element.seen.1 |= bit
        }
        if repeated != 0 { throw standsTwice() }
    }

    @inline(never)
    private func standsTwice() -> WireError {
        let offset = element.tag.map { reader.offset(of: $0 - 1) } ?? reader.offset
        return WireError(.malformed, "the element stands twice", offset: offset)
    }

    /// As `begin` for a tag that is not `<name>`: it may have attributes, be empty, or be longer.
    @inline(never)
    private mutating func beginInFull(_ behind: UnsafePointer<UInt8>) throws(WireError) -> Content {
        if !element.isOpened, let content = short(behind) {
            try note()
            return content
        }
        let content = try opens(behind)
        if content != .absent { try note() }
        return content
    }

    /// The two ways to leave a field empty that need no opening: `<name/>`, and a null written like the one before.
    @inline(__always)
    private mutating func short(_ behind: UnsafePointer<UInt8>) -> Content? {
        if let nullTail, let bytes = nullTail.baseAddress, reader.end - behind > nullTail.count, Words.areEqual(behind, bytes, nullTail.count) {
            reader.position = behind + nullTail.count
            return .null
        }
        guard reader.end - behind > 2, behind[0] == 0x2F, behind[1] == 0x3E else { return nil }
        reader.position = behind + 2
        return .empty
    }

    /// Opens the tag whose name ends at `behind`, unless the name goes on there or is of another namespace.
    mutating func opens(_ behind: UnsafePointer<UInt8>) throws(WireError) -> Content {
        if !element.isOpened {
            guard XMLCharacters.endsName(behind.pointee), let tag = element.tag else { return .absent }
            reader.position = tag
            let opened = try reader.openTag()
            element.isOpened = true
            element.isResolved = true
            findPrefix()
            guard opened.namespace == service else {
                element.name = reader.end
                return .absent
            }
            if opened.isNil, opened.isEmpty, reader.attributes.count == 1 {
                nullTail = UnsafeBufferPointer(start: behind, count: reader.position - behind)
            }
        } else {
            let name = reader.tag.name
            guard let first = name.baseAddress, first + name.count == behind else { return .absent }
        }
        return try openedContent()
    }

    /// What the tag that was opened last says of its content; a null is read to its end.
    mutating func openedContent() throws(WireError) -> Content {
        element.isOpened = false
        let tag = reader.tag
        if tag.isNil {
            if !tag.isEmpty, try reader.nextTag() { throw reader.invalid("an element that is null has content") }
            return .null
        }
        return tag.isEmpty ? .empty : .opened
    }

    /// The bytes of the name in the tag that was taken as `.plain`, prefix included.
    @inline(__always)
    func plainTag() -> UnsafeBufferPointer<UInt8> {
        // The position is behind the tag's >; a tag is always there.
        guard let tag = element.tag else { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(start: tag, count: reader.position - tag - 1)
    }
}
