import Carriers
import Wire

/// The config as a JSON Schema (draft 2020-12), from the carriers that read it and the bounds that they keep.
enum ConfigDescription {
    static var json: JSONValue {
        var schema = SchemaVisitor()
        schema.describe(EngineConfig.self)
        return .object(
            [
                .init("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
                .init("title", .string("The config of chatcore_open")),
            ] + object("Config", at: "", schema.types))
    }

    private typealias Types = [String: SchemaVisitor.TypeSchema]

    private static func object(_ type: String, at path: String, _ types: Types) -> [JSONValue.Member] {
        guard case .carrier(let fields, _) = types[type] else { return [] }
        let properties = fields.map { field in
            JSONValue.Member(field.name, .object(value(field, at: path.isEmpty ? field.name : "\(path).\(field.name)", types)))
        }
        var members = [JSONValue.Member("type", .string("object")), JSONValue.Member("additionalProperties", .bool(false))]
        if let required = ConfigBounds.required[type] {
            members.append(.init("required", .array(required.map { .string($0) })))
        }
        return members + [JSONValue.Member("properties", .object(properties))]
    }

    private static func value(_ field: FieldSchema, at path: String, _ types: Types) -> [JSONValue.Member] {
        switch field.type {
        case "xs:int": return number(at: path)
        case "xs:string": return text(at: path)
        default: break
        }
        switch types[field.type] {
        case .list(let element):
            return [.init("type", .string("array")), .init("items", .object(value(element, at: path, types)))]
        case .dictionary(_, _, let element): return dictionary(of: element, at: path, types)
        default: return object(field.type, at: path, types)
        }
    }

    private static func number(at path: String) -> [JSONValue.Member] {
        var members = [JSONValue.Member("type", .string("integer"))]
        if let range = ConfigBounds.ranges[path] {
            members.append(.init("minimum", .number("\(range.lowerBound)")))
            members.append(.init("maximum", .number("\(range.upperBound)")))
        }
        return members
    }

    private static func text(at path: String) -> [JSONValue.Member] {
        guard let choices = ConfigBounds.choices[path] else { return [.init("type", .string("string"))] }
        return [.init("enum", .array(choices.map { .string($0) }))]
    }

    private static func dictionary(of element: FieldSchema, at path: String, _ types: Types) -> [JSONValue.Member] {
        var members = [
            JSONValue.Member("type", .string("object")),
            JSONValue.Member("additionalProperties", .object(value(element, at: "\(path).*", types))),
        ]
        if let pattern = ConfigBounds.keys[path] {
            members.append(.init("propertyNames", .object([.init("pattern", .string(pattern))])))
        }
        return members
    }
}
