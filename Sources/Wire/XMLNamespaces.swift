/// A namespace by number, so that comparing two costs nothing.
package struct XMLNamespace: Hashable, Sendable {
    fileprivate let number: Int

    fileprivate init(number: Int) {
        self.number = number
    }

    /// No namespace at all.
    package static let none = XMLNamespace(number: 0)
    /// What the prefix `xml` always means.
    package static let xml = XMLNamespace(number: 1)
    /// What the prefix `xmlns` always means.
    package static let declarations = XMLNamespace(number: 2)
    /// XML Schema's own attributes, `xsi:nil` and `xsi:type`.
    package static let schemaInstance = XMLNamespace(number: 3)
}

/// The namespaces that a reader knows: the ones that it was given, in the order given, and those that a document adds.
package struct XMLNamespaces: Sendable {
    private var uris = [
        "", "http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/", "http://www.w3.org/2001/XMLSchema-instance",
    ]
    private var numbers: [String: Int] = [:]

    package init(_ known: [String] = []) {
        for (number, uri) in uris.enumerated() { numbers[uri] = number }
        for uri in known { _ = namespace(uri) }
    }

    /// The namespace of that URI; a URI that was not there before is added.
    package mutating func namespace(_ uri: String) -> XMLNamespace {
        if let number = numbers[uri] { return XMLNamespace(number: number) }
        numbers[uri] = uris.count
        uris.append(uri)
        return XMLNamespace(number: uris.count - 1)
    }

    /// The namespace of that URI, if it is known.
    package func known(_ uri: String) -> XMLNamespace? {
        numbers[uri].map { XMLNamespace(number: $0) }
    }

    package func uri(_ namespace: XMLNamespace) -> String {
        uris.indices.contains(namespace.number) ? uris[namespace.number] : ""
    }
}
