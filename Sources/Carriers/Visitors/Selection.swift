package import Wire

/// Which fields of an answer a caller asked for: `name,department,category/id`. Names match without regard to case.
package struct Selection: Sendable, Hashable {
    /// A field that was named: whole, or with the fields below it that were.
    struct Node: Sendable, Hashable {
        var isWhole = false
        var below: [String: Node] = [:]
    }

    /// By their names in lower case: each field of each record of an answer is looked for.
    private(set) var nodes: [String: Node] = [:]

    /// Reads a list of paths; nil when the list names nothing, which selects everything.
    ///
    /// - Throws: `value` for an empty name, `limit` past 1,000 paths or 16 levels; the offset is in `list`.
    package init?(_ list: String) throws(WireError) {
        var offset = 0
        var paths = 0
        for path in list.utf8.split(separator: 0x2C, omittingEmptySubsequences: false) {
            defer { offset += path.count + 1 }
            let names = path.split(separator: 0x2F, omittingEmptySubsequences: false).map { Selection.trim($0) }
            if names == [""] { continue }
            guard !names.contains("") else {
                throw WireError(.value, "expected a field's name between the slashes", path: "$select", offset: offset)
            }
            paths += 1
            guard paths <= 1000, names.count <= 16 else {
                throw WireError(.limit, "a selection has at most 1000 paths of 16 names", path: "$select", offset: offset)
            }
            Selection.insert(names[...], into: &nodes)
        }
        if nodes.isEmpty { return nil }
    }

    private static func trim(_ name: Substring.UTF8View) -> String {
        var name = name
        while name.first == 0x20 { name.removeFirst() }
        while name.last == 0x20 { name.removeLast() }
        return String(Substring(name)).lowercased()
    }

    private static func insert(_ names: ArraySlice<String>, into nodes: inout [String: Node]) {
        guard let name = names.first else { return }
        if names.count == 1 {
            nodes[name, default: Node()].isWhole = true
        } else {
            insert(names.dropFirst(), into: &nodes[name, default: Node()].below)
        }
    }

    fileprivate init(_ nodes: [String: Node]) {
        self.nodes = nodes
    }

    /// What the selection says of one field.
    package enum Choice {
        case none
        case whole
        case part(Selection)
    }

    package func choice(of name: some StringProtocol) -> Choice {
        guard let node = nodes[name.lowercased()] else { return .none }
        return node.isWhole ? .whole : .part(Selection(node.below))
    }
}
