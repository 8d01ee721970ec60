package import Wire

/// Fills carriers from XML.
///
/// A carrier shows its fields in wire order; the decoder holds the start tag that stands next in the document and takes the
/// element when its name is the field's. A document in wire order is read in one visit; any other order takes more visits,
/// and what no visit takes is a field that the carrier does not know.
///
/// A tag is read only as far as needed: as long as the service's prefix is the one seen before and no attributes follow,
/// its name is compared where it stands, and no namespace has to be looked up.
package struct XMLDecoder: FieldVisitor, ~Copyable {
    package static var rightsComeFirst: Bool { true }

    package var reader: XMLReader
    /// The namespace of the fields; REST has none.
    package internal(set) var service: XMLNamespace
    /// The namespace of the numbers and texts in lists.
    package let arrays: XMLNamespace
    var element = ElementState()
    /// A prefix of the service's namespace, without its colon; nil when none is bound.
    var prefix: UnsafeBufferPointer<UInt8>?
    /// What stood between the name and the end of a tag whose only attribute said that the element is null: the same bytes
    /// say so again until prefixes change.
    var nullTail: UnsafeBufferPointer<UInt8>?
    /// The state of the reader's prefixes that the two were found in.
    var bindingChanges = -1
    /// The document came as UTF-16 and is UTF-8 by now.
    private var wasUTF16 = false

    /// The element being read, and the child of it that stands next.
    struct ElementState {
        /// Behind the `<` of the start tag that stands next, or of the field that is being read; nil when the element has
        /// ended.
        var tag: UnsafePointer<UInt8>?
        /// The tag's name behind its prefix when it is of the service's namespace as far as is known, or else the end of
        /// the document, where no name is.
        var name: UnsafePointer<UInt8>?
        /// The namespace of the tag that stands next has been looked up.
        var isResolved = false
        /// The tag that stands next has been opened: the reader is behind it.
        var isOpened = false
        /// The place of the field being shown, -1 before the first, and a bit for each place whose field was read.
        var place = -1
        var seen: (UInt64, UInt64) = (0, 0)

        static func has(_ place: Int, in seen: (UInt64, UInt64)) -> Bool {
            (place < 64 ? seen.0 : seen.1) & 1 &<< UInt64(truncatingIfNeeded: place) != 0
        }
    }

    /// How the value of a field that stands next was written.
    enum Content {
        /// Another field stands next.
        case absent
        /// A tag without attributes; the position is behind it, and the element is not noted as open.
        case plain
        /// The element is open and the position in its content.
        case opened
        case empty
        /// `xsi:nil`; the element has been read to its end.
        case null
    }

    package init(_ reader: consuming XMLReader, service: XMLNamespace, arrays: XMLNamespace) {
        self.reader = reader
        self.service = service
        self.arrays = arrays
    }

    /// Reads one whole document with `body`, which begins before the root element; errors name the field that they were
    /// met in. Bytes that begin with UTF-16's byte order mark are read as such.
    /// - Parameters:
    ///   - service: the URI of the fields' namespace; empty for none.
    ///   - arrays: the URI of the namespace of numbers and texts in lists.
    package static func read<R>(
        _ bytes: UnsafeBufferPointer<UInt8>, limits: Limits = Limits(), namespaces: XMLNamespaces = XMLNamespaces(),
        service: String = "", arrays: String = "",
        _ body: (inout XMLDecoder) throws(WireError) -> R
    ) throws(WireError) -> R {
        guard UTF16Text.isMarked(bytes) else {
            var namespaces = namespaces
            let fields = namespaces.namespace(service)
            let items = namespaces.namespace(arrays)
            var decoder = XMLDecoder(
                try XMLReader(bytes, limits: limits, namespaces: namespaces), service: fields, arrays: items)
            let result = try body(&decoder)
            try decoder.reader.finish()
            return result
        }
        if bytes.count > limits.messageBytes {
            throw WireError(.limit, "the message has \(bytes.count) bytes; at most \(limits.messageBytes) are accepted", offset: limits.messageBytes)
        }
        let text = try UTF16Text.utf8(bytes)
        do {
            return try text.withUnsafeBufferPointer { (bytes) throws(WireError) in
                try read(bytes, limits: limits, namespaces: namespaces, service: service, arrays: arrays) { (decoder) throws(WireError) in
                    decoder.wasUTF16 = true
                    return try body(&decoder)
                }
            }
        } catch {
            throw WireError(error.kind, error.message, path: error.path, offset: UTF16Text.offset(ofUTF8: error.offset, in: text))
        }
    }

    // MARK: Elements that are no fields

    /// Opens the root element.
    package mutating func root() throws(WireError) -> XMLTag {
        let tag = try reader.root(wasUTF16: wasUTF16)
        findPrefix()
        return tag
    }

    /// Opens the next child of the open element; nil when that has ended.
    package mutating func child() throws(WireError) -> XMLTag? {
        let tag = try reader.nextTag() ? try reader.openTag() : nil
        findPrefix()
        return tag
    }

    /// Reads the children of the tag that was opened last into a carrier that is no field: the arguments of an operation,
    /// a result, a header.
    package mutating func arguments<C: Carrier>(_ value: inout C) throws(WireError) {
        if !reader.tag.isEmpty { try value.read(from: &self) }
    }

    /// The text of the tag that was opened last; nil when it is null.
    package mutating func text() throws(WireError) -> String? {
        let tag = reader.tag
        let text = tag.isEmpty ? "" : try reader.text()
        return tag.isNil ? nil : text
    }

    // MARK: Carriers

    /// Reads the children of the open element, its end tag included, into a carrier.
    mutating func children<C: Carrier>(of value: inout C) throws(WireError) {
        if reader.depth >= reader.limits.depth { throw reader.tooDeep() }
        let outer = element
        element = ElementState()
        do {
            try advance()
            while let tag = element.tag {
                element.place = -1
                try value.visit(&self)
                if element.tag == tag {
                    element.place = -1
                    try unknownField(&value.unknown)
                }
            }
        } catch {
            // Errors gather their path on the way out, so that reading well-formed text costs nothing for it.
            let placed = place(error)
            element = outer
            throw placed
        }
        element = outer
    }

    /// The error with the name of the field that it was met in, if it was met in one.
    @inline(never)
    mutating func place(_ error: WireError) -> WireError {
        guard element.place >= 0, let tag = element.tag else { return error }
        reader.position = tag
        guard let (bytes, prefixLength) = try? reader.qualifiedName() else { return error }
        return error.within(String(decoding: bytes.dropFirst(prefixLength), as: UTF8.self))
    }
}

extension Carrier {
    /// Reads the children of the open element into the carrier, where it stands: it is large, and moving it would cost
    /// more than reading some of its fields.
    package mutating func read(from decoder: inout XMLDecoder) throws(WireError) {
        try Self.codec.readXML(&self, &decoder)
    }
}
