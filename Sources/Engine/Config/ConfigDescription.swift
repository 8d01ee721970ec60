import Carriers
import Wire

/// The config as a JSON Schema (draft 2020-12), from the carriers that read it.
enum ConfigDescription {
    static var json: JSONValue {
        var schema = SchemaVisitor()
        schema.describe(EngineConfig.self)
        let definitions = schema.types.sorted { $0.key < $1.key }.compactMap { name, type in
            definition(of: type).map { JSONValue.Member(name, $0) }
        }
        return .object([
            .init("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            .init("title", .string("chatcore_open config")),
            .init("$ref", .string("#/$defs/Config")),
            .init("$defs", .object(definitions)),
        ])
    }

    private static func definition(of type: SchemaVisitor.TypeSchema) -> JSONValue? {
        switch type {
        case .carrier(let fields, _):
            .object([
                .init("type", .string("object")), .init("additionalProperties", .bool(false)),
                .init("properties", .object(fields.map { .init($0.name, property(of: $0)) })),
            ])
        case .list(let element): .object([.init("type", .string("array")), .init("items", property(of: element))])
        case .dictionary:
            .object([
                .init("type", .string("object")), .init("additionalProperties", .object([.init("type", .string("string"))])),
            ])
        case .enumeration: nil
        }
    }

    private static func property(of field: FieldSchema) -> JSONValue {
        switch field.type {
        case "xs:int": .object([.init("type", .string("integer"))])
        case "xs:string": .object([.init("type", .string("string"))])
        case "xs:boolean": .object([.init("type", .string("boolean"))])
        default: .object([.init("$ref", .string("#/$defs/\(field.type)"))])
        }
    }
}
