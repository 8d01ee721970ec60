import Carriers
package import Wire

/// Every carrier with its fields in wire order, and every enum with its values, as JSON.
package enum CarrierDescription {
    package static var json: JSONValue {
        var schema = SchemaVisitor()
        for operation in Catalogue.operations {
            schema.describeFields(of: operation.arguments)
            schema.describeFields(of: operation.answer)
        }
        // What only holds a record has its name, which is taken by now; what is left are answers that are records themselves.
        for operation in Catalogue.operations where !operation.answer.isEmpty { schema.describe(operation.answer) }
        var carriers: [JSONValue.Member] = []
        var enums: [JSONValue.Member] = []
        for (name, type) in schema.types.sorted(by: { $0.key < $1.key }) {
            switch type {
            case .carrier(let fields, let hasRights): carriers.append(JSONValue.Member(name, carrier(fields, hasRights)))
            case .list(let element): carriers.append(JSONValue.Member(name, .object([.init("fields", .array([many(element)]))])))
            case .dictionary(let pairName, let key, let value):
                carriers.append(JSONValue.Member(name, dictionary(pairName, key, value)))
            case .enumeration(let values, let isFlags, let emptyName):
                enums.append(JSONValue.Member(name, enumeration(values, isFlags, emptyName)))
            }
        }
        carriers.append(JSONValue.Member("Carrier", carrier(FieldSchema.rights, false)))
        return .object([.init("carriers", .object(carriers)), .init("enums", .object(enums))])
    }

    private static func carrier(_ fields: [FieldSchema], _ hasRights: Bool) -> JSONValue {
        let own = hasRights ? fields.filter { !FieldSchema.rights.contains($0) } : fields
        let members = [JSONValue.Member("fields", .array(own.map { .object(field($0)) }))]
        return .object(hasRights ? [.init("base", .string("Carrier"))] + members : members)
    }

    private static func dictionary(_ pairName: String, _ key: FieldSchema, _ value: FieldSchema) -> JSONValue {
        .object([
            .init(
                "fields",
                .array([
                    .object([
                        .init("name", .string(pairName)), .init("type", .string("inline")), .init("many", .bool(true)),
                        .init("pair", .array([.object(field(key)), .object(field(value))])),
                    ])
                ]))
        ])
    }

    private static func enumeration(
        _ values: [SchemaVisitor.Value], _ isFlags: Bool, _ emptyName: String?
    ) -> JSONValue {
        .object(
            [
                .init("flags", .bool(isFlags)),
                .init("values", .array(values.map { .array([.string($0.name), .number("\($0.number)")]) })),
            ] + (emptyName.map { [JSONValue.Member("empty", .string($0))] } ?? []))
    }

    private static func many(_ element: FieldSchema) -> JSONValue {
        .object(field(element) + [.init("many", .bool(true))])
    }

    private static func field(_ field: FieldSchema) -> [JSONValue.Member] {
        var members = [JSONValue.Member("name", .string(field.name)), JSONValue.Member("type", .string(field.type))]
        if field.nillable { members.append(.init("nillable", .bool(true))) }
        if field.isOfEarlierRelease { members.append(.init("earlier", .bool(true))) }
        return members
    }
}

extension FieldSchema {
    /// The base fields, which `"base": "Carrier"` stands for.
    static let rights = [
        FieldSchema(name: "TableRight", type: "TableRight", nillable: true),
        FieldSchema(name: "FieldProperties", type: "FieldPropertyDictionary", nillable: true),
    ]
}
