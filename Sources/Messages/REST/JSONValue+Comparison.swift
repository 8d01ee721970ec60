import Wire

extension JSONValue {
    /// How many values there are in it, itself included, how many levels of arrays and objects, and about how many bytes of
    /// JSON it is.
    struct Size {
        var count = 1
        var depth = 0
        var bytes = 2

        fileprivate mutating func add(_ size: Size, named name: String? = nil) {
            count += size.count
            depth = max(depth, size.depth)
            bytes += size.bytes + 1 + (name.map { $0.utf8.count + 3 } ?? 0)
        }
    }

    var size: Size {
        var size = Size()
        switch self {
        case .array(let elements):
            for element in elements { size.add(element.size) }
            size.depth += 1
        case .object(let members):
            for member in members { size.add(member.value.size, named: member.name) }
            size.depth += 1
        case .string(let text), .number(let text): size.bytes += text.utf8.count
        default: break
        }
        return size
    }

    /// Equal as RFC 6902 has it: numbers by their value, objects whatever the order of their members.
    func isSame(as other: JSONValue) -> Bool {
        switch (self, other) {
        case (.null, .null): true
        case (.bool(let first), .bool(let second)): first == second
        case (.string(let first), .string(let second)): first.utf8.elementsEqual(second.utf8)
        case (.number(let first), .number(let second)): first == second || Double(first) == Double(second)
        case (.array(let first), .array(let second)):
            first.count == second.count && zip(first, second).allSatisfy { $0.isSame(as: $1) }
        case (.object(let first), .object(let second)): JSONValue.areSame(first, second)
        default: false
        }
    }

    private static func areSame(_ first: [Member], _ second: [Member]) -> Bool {
        guard first.count == second.count else { return false }
        // A text that was read holds no name twice.
        let values = Dictionary(second.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        return first.allSatisfy { member in values[member.name].map { member.value.isSame(as: $0) } ?? false }
    }
}
