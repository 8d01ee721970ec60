import Wire

extension JSONValue {
    /// How many values there are in it, itself included, and how many levels of arrays and objects.
    var size: (count: Int, depth: Int) {
        switch self {
        case .array(let elements):
            var total = (count: 1, depth: 0)
            for element in elements {
                let size = element.size
                total = (total.count + size.count, max(total.depth, size.depth))
            }
            return (total.count, total.depth + 1)
        case .object(let members):
            var total = (count: 1, depth: 0)
            for member in members {
                let size = member.value.size
                total = (total.count + size.count, max(total.depth, size.depth))
            }
            return (total.count, total.depth + 1)
        default: return (1, 0)
        }
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
