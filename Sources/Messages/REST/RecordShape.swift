package import Carriers
import Wire

/// What patches and lists may count on of a record: the names of its fields and where lists are. Names from outside match
/// those of the carriers without regard to case.
package struct RecordShape: Sendable {
    /// A place in the record, by the name of its type; nil where the carriers say nothing.
    typealias TypeName = String?

    let root: TypeName
    /// The fields of each carrier by their names in lower case.
    private let fields: [String: [String: FieldSchema]]
    private let elements: [String: String]

    /// The shape of a carrier.
    package init<C: Carrier>(of type: C.Type) {
        var visitor = SchemaVisitor()
        visitor.describe(type)
        root = "\(C.typeName)"
        var fields: [String: [String: FieldSchema]] = [:]
        var elements: [String: String] = [:]
        for (name, type) in visitor.types {
            switch type {
            case .carrier(let list, _):
                fields[name] = Dictionary(list.map { ($0.name.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
            case .list(let element): elements[name] = element.type
            case .dictionary(_, _, let value): elements[name] = value.type
            case .enumeration: break
            }
        }
        self.fields = fields
        self.elements = elements
    }

    /// The shape of a value of which nothing is known.
    package init() {
        root = nil
        fields = [:]
        elements = [:]
    }

    /// Whether a list belongs there.
    func isList(_ type: TypeName) -> Bool {
        guard let type else { return false }
        return elements[type] != nil && type.hasPrefix("ArrayOf")
    }

    /// The type of a list's elements or of a dictionary's values.
    func element(of type: TypeName) -> TypeName {
        type.flatMap { elements[$0] }
    }

    /// What a carrier calls the member, and its type; the name as it is where the carriers say nothing.
    func member(_ name: String, of type: TypeName) -> (name: String, type: TypeName) {
        guard let type else { return (name, nil) }
        if let field = fields[type]?[name.lowercased()] { return (field.name, field.type) }
        return (name, elements[type])
    }

    /// The fields that a path leads through, as the carriers name them; nil when it leads to none.
    package func path(_ names: [String]) -> [String]? {
        var type = root
        var path: [String] = []
        for name in names {
            guard let known = type, let field = fields[known]?[name.lowercased()] else { return nil }
            path.append(field.name)
            type = field.type
        }
        return path.isEmpty ? nil : path
    }

    /// The value with the carriers' own names.
    func canonical(_ value: JSONValue, _ type: TypeName) -> JSONValue {
        guard let type else { return value }
        switch value {
        case .object(let members):
            guard fields[type] != nil || elements[type] != nil else { return value }
            return .object(
                members.map { given in
                    let known = member(given.name, of: type)
                    return JSONValue.Member(known.name, canonical(given.value, known.type))
                })
        case .array(let values):
            guard let element = elements[type] else { return value }
            return .array(values.map { canonical($0, element) })
        default: return value
        }
    }
}
