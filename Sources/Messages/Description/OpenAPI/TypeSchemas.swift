import Carriers

/// The types of the protocol as OpenAPI has them.
///
/// Every field may be null: `$select` writes null for what was not asked for, and null is read as a type's default.
struct TypeSchemas {
    private let types: [String: SchemaVisitor.TypeSchema]

    init(_ types: [String: SchemaVisitor.TypeSchema]) {
        self.types = types
    }

    /// A value of the type.
    func value(_ type: String, orNull: Bool = false) -> Described {
        let (schema, isReference) = plain(type)
        if !orNull { return schema }
        // A schema of OpenAPI 3.0 says nothing beside a reference.
        return isReference ? ["nullable": true, "allOf": [schema]] : schema.adding("nullable", true)
    }

    private func plain(_ type: String) -> (schema: Described, isReference: Bool) {
        switch type {
        case "xs:int": (["type": "integer", "format": "int32"], false)
        case "xs:short": (["type": "integer", "format": "int32", "minimum": -32768, "maximum": 32767], false)
        case "xs:boolean": (["type": "boolean"], false)
        case "xs:double": (["type": "number", "format": "double"], false)
        case "xs:string": (["type": "string"], false)
        case "xs:base64Binary": (["type": "string", "format": "byte"], false)
        case "xs:dateTime": (TypeSchemas.reference("DateTime"), true)
        case "duration": (TypeSchemas.reference("Duration"), true)
        default:
            if case .list(let element) = types[type] {
                (["type": "array", "items": value(element.type, orNull: element.nillable)], false)
            } else {
                (TypeSchemas.reference(type), true)
            }
        }
    }

    /// An object with such fields.
    func object(_ fields: [FieldSchema]) -> Described {
        let properties = fields.filter { !$0.isOfEarlierRelease }.map { Described.Member($0.name, value($0.type, orNull: true)) }
        return ["type": "object", "properties": .object(properties)]
    }

    static func reference(_ name: String) -> Described {
        ["$ref": .string("#/components/schemas/\(name)")]
    }

    /// The schemas that have a name, in the order of their names.
    var components: [Described.Member] {
        let named = types.compactMap { name, type -> Described.Member? in
            switch type {
            case .carrier(let fields, let hasRights):
                // JSON has the base fields last.
                let own = hasRights ? fields.filter { !FieldSchema.rights.contains($0) } + FieldSchema.rights : fields
                return Described.Member(name, object(own))
            case .enumeration(let values, isFlags: false, _):
                return Described.Member(name, ["type": "string", "enum": .array(values.map { .string($0.name) })])
            case .enumeration(let values, isFlags: true, let emptyName):
                let names = (emptyName.map { [$0] } ?? []) + values.filter { $0.number != 0 }.map(\.name)
                return Described.Member(
                    name, ["type": "string", "description": .string("Names between commas, of: \(names.joined(separator: ", "))")])
            case .dictionary(_, _, let element):
                return Described.Member(name, ["type": "object", "additionalProperties": value(element.type, orNull: true)])
            case .list: return nil
            }
        }
        return (named + TypeSchemas.texts).sorted { $0.name < $1.name }
    }

    /// Neither is OpenAPI's format of that name: that one insists on an offset.
    private static let texts: [Described.Member] = [
        .init(
            "DateTime",
            [
                "type": "string", "description": "A date with up to seven digits of a second, with an offset, with Z, or with neither",
                "pattern": #"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?(Z|[+-]\d\d:\d\d)?$"#, "example": "2026-11-21T09:00:00Z",
            ]),
        .init(
            "Duration",
            ["type": "string", "description": "Days and shorter, as ISO 8601 writes them; hh:mm:ss is read too", "example": "PT8H30M"]),
    ]
}
