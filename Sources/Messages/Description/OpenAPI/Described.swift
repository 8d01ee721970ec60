import Wire

/// JSON that is written as Swift's own literals. `JSONValue` cannot be: its initialisers read JSON.
struct Described {
    let json: JSONValue

    struct Member {
        let name: String
        let value: Described

        init(_ name: String, _ value: Described) {
            self.name = name
            self.value = value
        }
    }

    static func string(_ text: String) -> Described { Described(json: .string(text)) }
    static func bool(_ truth: Bool) -> Described { Described(json: .bool(truth)) }
    static func array(_ elements: [Described]) -> Described { Described(json: .array(elements.map(\.json))) }
    static func object(_ members: [Member]) -> Described {
        Described(json: .object(members.map { JSONValue.Member($0.name, $0.value.json) }))
    }

    /// The same with one member more; what is no object stays as it is.
    func adding(_ name: String, _ value: Described) -> Described {
        guard case .object(let members) = json else { return self }
        return Described(json: .object(members + [JSONValue.Member(name, value.json)]))
    }
}

extension Described: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral {
    init(stringLiteral value: String) { self = .string(value) }
    init(booleanLiteral value: Bool) { self = .bool(value) }
    init(integerLiteral value: Int) { json = .number(String(value)) }
}

extension Described: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    init(arrayLiteral elements: Described...) { self = .array(elements) }
    init(dictionaryLiteral members: (String, Described)...) { self = .object(members.map { Member($0.0, $0.1) }) }
}
