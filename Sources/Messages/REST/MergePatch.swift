package import Wire

/// JSON Merge Patch (RFC 7396): an object whose members replace those of the record, and take them away when they are null.
package struct MergePatch: Sendable {
    private let patch: JSONValue

    package init(_ patch: JSONValue) {
        self.patch = patch
    }

    /// The value with the patch applied. Takes time in the size of both; how deep it goes is what the reader of the patch
    /// allowed.
    package func applied(to target: JSONValue, as shape: RecordShape = RecordShape()) -> JSONValue {
        MergePatch.merge(shape.canonical(patch, shape.root), into: target)
    }

    private static func merge(_ patch: JSONValue, into target: JSONValue) -> JSONValue {
        guard case .object(let changes) = patch else { return patch }
        var members: [JSONValue.Member] = []
        if case .object(let existing) = target { members = existing }
        var places: [String: Int] = [:]
        for (place, member) in members.enumerated() { places[member.name] = place }
        var gone: Set<Int> = []
        for change in changes {
            let place = places[change.name]
            if change.value == .null {
                if let place { gone.insert(place) }
            } else if let place {
                gone.remove(place)
                members[place].value = merge(change.value, into: members[place].value)
            } else {
                places[change.name] = members.count
                members.append(JSONValue.Member(change.name, merge(change.value, into: .null)))
            }
        }
        guard !gone.isEmpty else { return .object(members) }
        return .object(members.enumerated().filter { !gone.contains($0.offset) }.map(\.element))
    }
}
