package import Wire

/// JSON Patch (RFC 6902): a list of changes, of which all are done or none.
package struct JSONPatch: Sendable {
    enum Action: String, Sendable, Hashable, CaseIterable {
        case add, remove, replace, move, copy, test
    }

    struct Change: Sendable {
        let action: Action
        let path: JSONPointer
        /// Where `move` and `copy` take the value from.
        let from: JSONPointer?
        let value: JSONValue?
    }

    let changes: [Change]

    /// The most changes in one patch.
    package static let most = 1000

    /// Reads a list of changes; each is an object with `op`, `path` and what the op needs. Their names match in any case.
    ///
    /// - Throws: with the change's place in the list and the member as its path.
    package init(_ document: JSONValue) throws(OperationError) {
        guard case .array(let list) = document else {
            throw OperationError(.value, "expected an array of changes, each an object with op and path")
        }
        guard list.count <= JSONPatch.most else {
            throw OperationError(.limit, "a patch has at most \(JSONPatch.most) changes", path: "[\(JSONPatch.most)]", status: 400)
        }
        var changes: [Change] = []
        for (index, item) in list.enumerated() { changes.append(try JSONPatch.change(item, at: "[\(index)]")) }
        self.changes = changes
    }

    private static func change(_ item: JSONValue, at place: String) throws(OperationError) -> Change {
        guard case .object(let members) = item else {
            throw OperationError(.value, "expected an object with op and path", path: place)
        }
        func member(_ name: String) -> JSONValue? { members.first { $0.name.equalsIgnoringCase(name) }?.value }
        func pointer(_ name: String) throws(OperationError) -> JSONPointer {
            guard case .string(let text)? = member(name) else {
                throw OperationError(.value, "expected a path such as \"/CustomerName\"", path: "\(place).\(name)")
            }
            return try JSONPointer(text, at: "\(place).\(name)")
        }
        guard case .string(let name)? = member("op"), let action = Action(rawValue: name.lowercased()) else {
            throw OperationError(.value, "expected add, remove, replace, move, copy or test", path: "\(place).op")
        }
        let path = try pointer("path")
        switch action {
        case .add, .replace, .test:
            guard let value = member("value") else {
                throw OperationError(.value, "\(action.rawValue) needs a value", path: "\(place).value")
            }
            return Change(action: action, path: path, from: nil, value: value)
        case .move, .copy: return Change(action: action, path: path, from: try pointer("from"), value: nil)
        case .remove: return Change(action: action, path: path, from: nil, value: nil)
        }
    }

    /// The value with all changes made, in their order.
    ///
    /// - Parameter bytes: how much they may write, what they copy included.
    /// - Throws: `value` with the change's place and its path for a place that is not there, `conflict` for a test that
    ///   fails, `limit` when the changes would cost more than they are worth.
    package func applied(
        to target: JSONValue, as shape: RecordShape = RecordShape(), limits: Limits = Limits(), bytes: Int = 1 << 18
    ) throws(OperationError) -> JSONValue {
        var editor = JSONEditor(target, shape: shape, limits: limits, bytes: bytes)
        for (index, change) in changes.enumerated() {
            do throws(JSONEditor.Refusal) { try editor.make(change) } catch {
                throw error.failure(at: "[\(index)]", change)
            }
        }
        return editor.root
    }
}
