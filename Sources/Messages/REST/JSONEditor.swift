import Wire

/// A JSON value while a patch is applied to it. Each change costs its path and what it moves, and all of them together a
/// bounded amount.
struct JSONEditor {
    /// Why a change cannot be made.
    enum Refusal: Error {
        case missing(JSONPointer)
        case notContainer(JSONPointer)
        case badIndex(JSONPointer)
        case intoItself
        case wholeValue
        case testFailed
        case tooDeep
        case tooMuch
        case tooLarge(Int)
    }

    private(set) var root: JSONValue
    private let shape: RecordShape
    private let limits: Limits
    /// What changes may still look at and copy. A copy of a copy doubles what is there, so that paths alone bound nothing.
    private var budget = 1_000_000
    /// Bytes of values that changes may write, and how many of them are left.
    private let most: Int
    private var room: Int

    init(_ root: JSONValue, shape: RecordShape, limits: Limits, bytes: Int) {
        self.root = root
        most = bytes
        room = bytes
        self.shape = shape
        self.limits = limits
    }

    mutating func make(_ change: JSONPatch.Change) throws(Refusal) {
        switch change.action {
        case .add: try put(try counted(change.value ?? .null), at: change.path, mustExist: false)
        case .replace: try put(try counted(change.value ?? .null), at: change.path, mustExist: true)
        case .remove: _ = try remove(change.path)
        case .test:
            let found = try value(at: change.path)
            guard let wanted = change.value, wanted.isSame(as: found) || shape.canonical(wanted, type(at: change.path)).isSame(as: found)
            else { throw .testFailed }
        case .copy:
            guard let from = change.from else { return }
            try put(try counted(try value(at: from)), at: change.path, mustExist: false)
        case .move:
            guard let from = change.from else { return }
            if from.tokens.count < change.path.tokens.count, zip(from.tokens, change.path.tokens).allSatisfy({ $0.equalsIgnoringCase($1) }) {
                throw .intoItself
            }
            if from.tokens == change.path.tokens {
                _ = try value(at: from)
                return
            }
            try put(try remove(from), at: change.path, mustExist: false)
        }
    }

    // MARK: Looking

    private mutating func value(at pointer: JSONPointer) throws(Refusal) -> JSONValue {
        var value = root
        var type = shape.root
        for token in pointer.tokens {
            switch value {
            case .object(let members):
                let place = try self.place(of: token, in: members, &type)
                guard let place else { throw .missing(pointer) }
                value = members[place].value
            case .array(let elements):
                guard let index = JSONPointer.index(token, count: elements.count) else { throw .badIndex(pointer) }
                guard index < elements.count else { throw .missing(pointer) }
                type = shape.element(of: type)
                value = elements[index]
            default: throw .missing(pointer)
            }
        }
        return value
    }

    private func type(at pointer: JSONPointer) -> RecordShape.TypeName {
        pointer.tokens.reduce(shape.root) { type, token in
            shape.isList(type) ? shape.element(of: type) : shape.member(token, of: type).type
        }
    }

    /// Where a member is: under the name as it stands, or as the carriers have it, or in another case. Moves `type` on.
    private mutating func place(
        of token: String, in members: [JSONValue.Member], _ type: inout RecordShape.TypeName
    ) throws(Refusal) -> Int? {
        // Names are compared byte by byte.
        try spend(members.count * (1 + token.utf8.count / 16))
        let known = shape.member(token, of: type)
        type = known.type
        return members.firstIndex { $0.name == token } ?? members.firstIndex { $0.name == known.name }
            ?? members.firstIndex { $0.name.equalsIgnoringCase(token) }
    }

    /// A value that is written, and not only moved.
    private mutating func counted(_ value: JSONValue) throws(Refusal) -> JSONValue {
        room -= value.size.bytes
        if room < 0 { throw .tooLarge(most) }
        return value
    }

    private mutating func spend(_ cost: Int) throws(Refusal) {
        budget -= cost
        if budget < 0 { throw .tooMuch }
    }

    // MARK: Changing

    private mutating func remove(_ pointer: JSONPointer) throws(Refusal) -> JSONValue {
        guard !pointer.tokens.isEmpty else { throw .wholeValue }
        var removed = JSONValue.null
        try change(pointer) { (editor, container, token, type) throws(Refusal) in
            switch container {
            case .object(var members):
                guard let place = try editor.place(of: token, in: members, &type) else { throw .missing(pointer) }
                container = .null
                removed = members.remove(at: place).value
                container = .object(members)
            case .array(var elements):
                guard let index = JSONPointer.index(token, count: elements.count) else { throw .badIndex(pointer) }
                guard index < elements.count else { throw .missing(pointer) }
                try editor.spend((elements.count - index) / 8 + 1)
                container = .null
                removed = elements.remove(at: index)
                container = .array(elements)
            default: throw .notContainer(pointer)
            }
        }
        return removed
    }

    private mutating func put(_ value: JSONValue, at pointer: JSONPointer, mustExist: Bool) throws(Refusal) {
        let size = value.size
        try spend(size.count)
        // One level more when it is appended to a list.
        guard pointer.tokens.count + size.depth < limits.depth else { throw .tooDeep }
        guard !pointer.tokens.isEmpty else {
            root = shape.canonical(value, shape.root)
            return
        }
        try change(pointer) { (editor, container, token, type) throws(Refusal) in
            switch container {
            case .object(var members):
                let listed = editor.shape.member(token, of: type)
                guard let place = try editor.place(of: token, in: members, &type) else {
                    if mustExist { throw .missing(pointer) }
                    container = .null
                    members.append(JSONValue.Member(listed.name, try editor.fitting(value, .null, listed.type)))
                    container = .object(members)
                    return
                }
                container = .null
                let before = members[place].value
                members[place].value = .null
                members[place].value = try editor.fitting(value, before, type)
                container = .object(members)
            case .array(var elements):
                let element = editor.shape.element(of: type)
                guard let index = JSONPointer.index(token, count: elements.count) else { throw .badIndex(pointer) }
                guard index < elements.count || (index == elements.count && !mustExist) else { throw .missing(pointer) }
                container = .null
                let value = editor.shape.canonical(value, element)
                if mustExist {
                    elements[index] = value
                } else {
                    try editor.spend((elements.count - index) / 8 + 1)
                    elements.insert(value, at: index)
                }
                container = .array(elements)
            default: throw .notContainer(pointer)
            }
        }
    }

    /// What goes where `before` was: an object where a list belongs is appended to the list.
    private mutating func fitting(_ value: JSONValue, _ before: JSONValue, _ type: RecordShape.TypeName) throws(Refusal) -> JSONValue {
        guard case .object = value else { return shape.canonical(value, type) }
        if case .array(var elements) = before {
            try spend(elements.count / 8 + 1)
            elements.append(shape.canonical(value, shape.element(of: type)))
            return .array(elements)
        }
        guard shape.isList(type) else { return shape.canonical(value, type) }
        return .array([shape.canonical(value, shape.element(of: type))])
    }

    private typealias Body = (
        inout JSONEditor, inout JSONValue, String, inout RecordShape.TypeName
    ) throws(Refusal) -> Void

    /// Calls `body` with what holds the place that the pointer names, and the last token.
    private mutating func change(_ pointer: JSONPointer, _ body: Body) throws(Refusal) {
        // The tree is taken out, so that it is changed in place.
        var tree = root
        root = .null
        var type = shape.root
        try descend(pointer, pointer.tokens[...], &tree, &type, body)
        root = tree
    }

    private mutating func descend(
        _ pointer: JSONPointer, _ tokens: ArraySlice<String>, _ node: inout JSONValue, _ type: inout RecordShape.TypeName, _ body: Body
    ) throws(Refusal) {
        guard let token = tokens.first else { throw .wholeValue }
        if tokens.count == 1 { return try body(&self, &node, token, &type) }
        switch node {
        case .object(var members):
            guard let place = try place(of: token, in: members, &type) else { throw .missing(pointer) }
            node = .null
            var child = members[place].value
            members[place].value = .null
            try descend(pointer, tokens.dropFirst(), &child, &type, body)
            members[place].value = child
            node = .object(members)
        case .array(var elements):
            guard let index = JSONPointer.index(token, count: elements.count) else { throw .badIndex(pointer) }
            guard index < elements.count else { throw .missing(pointer) }
            node = .null
            type = shape.element(of: type)
            var child = elements[index]
            elements[index] = .null
            try descend(pointer, tokens.dropFirst(), &child, &type, body)
            elements[index] = child
            node = .array(elements)
        default: throw .missing(pointer)
        }
    }
}
