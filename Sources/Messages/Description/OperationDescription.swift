import Carriers
package import Wire

/// Every operation: where it is reached, what it takes and what it answers, as JSON.
package enum OperationDescription {
    package static var json: JSONValue {
        .object(Catalogue.operations.map { JSONValue.Member($0.name, describe($0)) })
    }

    private static func describe(_ operation: Operation) -> JSONValue {
        .object([
            .init("access", .string(name(of: operation.access))),
            .init("soap", .array((operation.releases.map(Array.init) ?? []).map { .string("Services\($0)") })),
            .init("rest", .array(operation.routes.map { .string("\($0.method) \($0.path)") })),
            .init("arguments", fields(of: operation.arguments)),
            .init("result", .string(operation.answer.isEmpty ? "" : operation.answer.valueName)),
            .init("response_element", .string(operation.responseElement)),
            .init("response", fields(of: operation.answer)),
        ])
    }

    private static func name(of access: Operation.Access) -> String {
        switch access {
        case .anybody: "anybody"
        case .associate: "associate"
        case .host: "host"
        }
    }

    private static func fields<C: Carrier>(of type: C.Type) -> JSONValue {
        var schema = SchemaVisitor()
        schema.describe(type)
        guard case .carrier(let fields, _) = schema.types["\(C.typeName)"] else { return .array([]) }
        return .array(fields.map { .object([.init("name", .string($0.name)), .init("type", .string($0.type))]) })
    }
}
