import Glibc

/// XML 1.0 with namespaces, in UTF-8, from front to back, one element at a time.
///
/// Whoever reads says what is expected next: another element, text, or the end. A document type declaration is refused,
/// so that no entity is ever defined; comments and processing instructions are passed over wherever they may stand.
///
/// Invariant: `start <= position <= end`, and the bytes from `start` to `end` stay valid and unchanged while the reader
/// lives; `XMLDecoder.read` guarantees that by lending the bytes for the length of a closure. `open` and `bindings` point
/// into the same bytes.
@usableFromInline
package struct XMLReader: ~Copyable {
    @usableFromInline let start: UnsafePointer<UInt8>
    @usableFromInline package var position: UnsafePointer<UInt8>
    @usableFromInline package let end: UnsafePointer<UInt8>
    package let limits: Limits
    package var namespaces: XMLNamespaces

    /// The tag that was opened last, and its attributes.
    package internal(set) var tag: XMLTag
    package internal(set) var attributes: [XMLAttribute] = []
    /// The elements that are open, the outermost first.
    var open: [OpenElement] = []
    /// The prefixes that are bound, the innermost last.
    var bindings: [Binding] = [] {
        didSet { bindingChanges &+= 1 }
    }
    /// How often prefixes were bound or released so far: what was looked up under another number may be out of date.
    package private(set) var bindingChanges = 0
    var memory: MemoryAllowance
    /// Where the longer texts of carriers go.
    @usableFromInline var blocks = TextBlocks()
    /// Text that could not be taken as it stands.
    var collected = ByteWriter(capacity: 256)

    struct OpenElement {
        let name: UnsafeBufferPointer<UInt8>
        /// How many bindings there were outside of it.
        let outerBindings: Int
    }

    struct Binding {
        let prefix: UnsafeBufferPointer<UInt8>
        let namespace: XMLNamespace
    }

    /// - Parameter bytes: UTF-8, with or without a byte order mark.
    /// - Throws: `limit` when there are more bytes than a message may have.
    package init(_ bytes: UnsafeBufferPointer<UInt8>, limits: Limits, namespaces: XMLNamespaces) throws(WireError) {
        // An empty buffer has no address; any address does for a range without bytes.
        start = bytes.baseAddress ?? UnsafePointer(XMLReader.nowhere.utf8Start)
        position = start
        end = start + bytes.count
        self.limits = limits
        self.namespaces = namespaces
        tag = XMLTag(nameless: start)
        memory = MemoryAllowance(message: bytes.count, limits)
        if bytes.count > limits.messageBytes {
            throw WireError(.limit, "the message has \(bytes.count) bytes; at most \(limits.messageBytes) are accepted", offset: limits.messageBytes)
        }
        if bytes.count >= 3, start[0] == 0xEF, start[1] == 0xBB, start[2] == 0xBF { position += 3 }
    }

    private static let nowhere: StaticString = ""

    /// Bytes from the start of the input.
    package var offset: Int { position - start }

    /// How many elements are open.
    package var depth: Int { open.count }

    // MARK: Elements

    /// Goes to the next child of the open element, over white space, comments and processing instructions. True when
    /// there is one: the position is then behind its `<`. False when the open element has ended.
    package mutating func nextTag() throws(WireError) -> Bool {
        while true {
            skipSpace()
            guard position < end else { throw cutOff() }
            guard position.pointee == 0x3C else { throw invalid("text stands where only elements are expected") }
            guard end - position > 1 else { throw cutOff() }
            switch position[1] {
            case 0x2F:
                try close()
                return false
            case 0x21 where looksAt("<![CDATA["): throw invalid("text stands where only elements are expected")
            case 0x21, 0x3F: try skipMisc()
            default:
                position += 1
                return true
            }
        }
    }

    /// Notes an element as open; the position is in its content.
    package mutating func push(_ name: UnsafeBufferPointer<UInt8>) throws(WireError) {
        try push(name, outerBindings: bindings.count)
    }

    mutating func push(_ name: UnsafeBufferPointer<UInt8>, outerBindings: Int) throws(WireError) {
        if open.count >= limits.depth { throw tooDeep() }
        open.append(OpenElement(name: name, outerBindings: outerBindings))
    }

    package func tooDeep() -> WireError {
        WireError(.limit, "elements are nested deeper than \(limits.depth) levels", offset: offset)
    }

    /// Consumes the end tag of the innermost open element; the position is at its `<`.
    mutating func close() throws(WireError) {
        guard let element = open.last else { throw malformed("an end tag has no start tag") }
        let name = element.name
        if endTag(at: position, name) {
            position += name.count + 3
        } else {
            try closeInFull(name)
        }
        open.removeLast()
        if bindings.count > element.outerBindings { bindings.removeLast(bindings.count - element.outerBindings) }
    }

    /// Consumes an end tag that has white space behind its name, or is another one than it should be.
    @inline(never)
    private mutating func closeInFull(_ name: UnsafeBufferPointer<UInt8>) throws(WireError) {
        let first = position
        position += 2
        let readable = min(name.count, end - position)
        guard let bytes = name.baseAddress, memcmp(position, bytes, readable) == 0 else { throw wrongEndTag(at: first, expected: name) }
        guard end - position > name.count else { throw cutOff() }
        if continuesName(position[name.count]) { throw wrongEndTag(at: first, expected: name) }
        position += name.count
        skipSpace()
        guard position < end else { throw cutOff() }
        guard position.pointee == 0x3E else { throw malformed("expected > at the end of an end tag") }
        position += 1
    }

    private func continuesName(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte == 0x3A || XMLCharacters.continuesName(byte)
    }

    private mutating func wrongEndTag(at first: UnsafePointer<UInt8>, expected: UnsafeBufferPointer<UInt8>) -> WireError {
        let found = try? name()
        position = first
        let expected = "</\(expected.quoted)>"
        guard let found else { return malformed("expected the end tag \(expected)") }
        return malformed("expected the end tag \(expected), found </\(found.quoted)>")
    }

    /// Passes over what is left of the open element, its end tag included.
    package mutating func skipContent() throws(WireError) {
        let outer = open.count
        while open.count >= outer {
            guard try skipText() else {
                try close()
                continue
            }
            position += 1
            _ = try openTag()
        }
    }

    /// The root element's end was read: only comments, processing instructions and white space may follow.
    package mutating func finish() throws(WireError) {
        try skipMiscellany()
        guard position == end else { throw malformed("there is more after the end of the root element") }
    }

    // MARK: Errors

    package func malformed(_ message: String) -> WireError {
        WireError(.malformed, message, offset: offset)
    }

    package func invalid(_ message: String) -> WireError {
        WireError(.value, message, offset: offset)
    }

    func cutOff() -> WireError {
        let place = open.last.map { "before the end of <\($0.name.quoted)>" } ?? "before the end of its root element"
        return WireError(.malformed, "the document ends \(place)", offset: end - start)
    }
}
