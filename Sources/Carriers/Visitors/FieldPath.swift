/// Where a decoder is, as names and numbers from the outside in; turned into text only when something is wrong.
struct FieldPath {
    private enum Step {
        case name(StaticString)
        case index(Int)
        case key(String)
    }

    private var steps: [Step] = []

    mutating func push(_ name: StaticString) {
        steps.append(.name(name))
    }

    mutating func push(index: Int) {
        steps.append(.index(index))
    }

    mutating func push(key: String) {
        steps.append(.key(key))
    }

    mutating func pop() {
        if !steps.isEmpty { steps.removeLast() }
    }

    /// Such as `Sessions[3].User.AssociateId`.
    func text(endingIn last: StaticString) -> String {
        var text = ""
        for step in steps + [.name(last)] {
            switch step {
            case .name(let name) where name.utf8CodeUnitCount == 0: continue
            case .name(let name): text += text.isEmpty ? "\(name)" : ".\(name)"
            case .index(let index): text += "[\(index)]"
            case .key(let key): text += text.isEmpty ? key : ".\(key)"
            }
        }
        return text
    }
}
