/// A start tag: its name, resolved, and what its attributes say of its content.
///
/// The bytes belong to the document and are valid while its reader lives.
package struct XMLTag {
    /// The name as written, prefix included.
    package let qualified: UnsafeBufferPointer<UInt8>
    /// The name without its prefix.
    package let name: UnsafeBufferPointer<UInt8>
    package let namespace: XMLNamespace
    /// Written as `<name/>`: there is no content and no end tag.
    package let isEmpty: Bool
    /// `xsi:nil` says that there is no value.
    package let isNil: Bool

    init(
        qualified: UnsafeBufferPointer<UInt8>, name: UnsafeBufferPointer<UInt8>, namespace: XMLNamespace, isEmpty: Bool, isNil: Bool
    ) {
        self.qualified = qualified
        self.name = name
        self.namespace = namespace
        self.isEmpty = isEmpty
        self.isNil = isNil
    }

    init(nameless place: UnsafePointer<UInt8>) {
        self.init(
            qualified: UnsafeBufferPointer(start: place, count: 0), name: UnsafeBufferPointer(start: place, count: 0),
            namespace: .none, isEmpty: true, isNil: false)
    }

    package func isNamed(_ name: StaticString, in namespace: XMLNamespace) -> Bool {
        self.namespace == namespace && StaticText.equal(name, self.name)
    }

    /// The name without its prefix, as text.
    package var text: String { String(decoding: name, as: UTF8.self) }
}

/// An attribute of a start tag; its bytes are valid while the reader lives.
package struct XMLAttribute {
    package let qualified: UnsafeBufferPointer<UInt8>
    /// How many bytes of `qualified` are prefix and colon.
    let prefixLength: Int
    package internal(set) var namespace = XMLNamespace.none
    /// As written, references and all.
    let written: UnsafeBufferPointer<UInt8>

    package var name: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: qualified.dropFirst(prefixLength))
    }

    var prefix: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: qualified.prefix(max(prefixLength - 1, 0)))
    }

    package func isNamed(_ name: StaticString, in namespace: XMLNamespace) -> Bool {
        self.namespace == namespace && StaticText.equal(name, self.name)
    }

    /// Whether this declares a prefix or the default namespace.
    var declares: Bool {
        prefixLength == 0 ? StaticText.equal("xmlns", qualified) : StaticText.equal("xmlns", prefix)
    }
}
