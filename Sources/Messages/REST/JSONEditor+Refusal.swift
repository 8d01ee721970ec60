import Wire

extension JSONEditor.Refusal {
    /// What the caller is told: the change's place in the list, and the path that it spoke of.
    func failure(at place: String, _ change: JSONPatch.Change) -> OperationError {
        func shown(_ pointer: JSONPointer) -> String { "\"\(pointer.text.quoted)\"" }
        func member(_ pointer: JSONPointer) -> String { pointer == change.path ? "\(place).path" : "\(place).from" }
        switch self {
        case .missing(let pointer):
            return OperationError(.value, "there is nothing at \(shown(pointer))", path: member(pointer))
        case .notContainer(let pointer):
            return OperationError(.value, "\(shown(pointer)) leads into something that has no members", path: member(pointer))
        case .badIndex(let pointer):
            return OperationError(.value, "\(shown(pointer)) leads into an array; expected a number or - there", path: member(pointer))
        case .intoItself:
            return OperationError(.value, "\(shown(change.path)) is inside of what is moved", path: "\(place).path")
        case .wholeValue: return OperationError(.value, "the whole value cannot be removed", path: "\(place).path")
        case .testFailed: return OperationError(.conflict, "another value is at \(shown(change.path))", path: "\(place).value")
        case .tooDeep: return OperationError(.limit, "the change would nest the value too deep", path: "\(place).path", status: 400)
        case .tooLarge(let most):
            return OperationError(.limit, "the changes up to here write more than \(most) bytes", path: place, status: 400)
        case .tooMuch: return OperationError(.limit, "the changes up to here copy and search too much", path: place, status: 400)
        }
    }
}
