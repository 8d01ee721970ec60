import Carriers
package import Wire

/// Every operation: where it is reached, what it takes and what it answers, as JSON.
package enum OperationDescription {
    package static var json: JSONValue {
        .object(Catalogue.operations.map { JSONValue.Member($0.name, describe($0)) })
    }

    /// One operation, with its name: what a GET of its agents' route answers.
    package static func json(of operation: Operation) -> JSONValue {
        guard case .object(let members) = describe(operation) else { return .null }
        return .object([.init("name", .string(operation.name))] + members)
    }

    private static func describe(_ operation: Operation) -> JSONValue {
        .object([
            .init("summary", .string(operation.summary)),
            .init("access", .string(operation.access.rawValue)),
            .init("right", .string(operation.right.rawValue)),
            .init("needs", .string(operation.needs)),
            .init("audited", .bool(operation.isAudited)),
            .init("soap", .array((operation.releases.map(Array.init) ?? []).map { .string("Services\($0)") })),
            .init("rest", .array(operation.routes.map { .string("\($0.method) \($0.path)") })),
            .init("routes", .array(operation.routes.map { describe($0) })),
            .init("arguments", fields(of: operation.arguments)),
            .init("result", .string(operation.answer.isEmpty ? "" : operation.answer.valueName)),
            .init("response_element", .string(operation.responseElement)),
            .init("response", fields(of: operation.answer)),
        ])
    }

    /// A route: which argument stands where, and what becomes of an answer.
    private static func describe(_ route: Route) -> JSONValue {
        func list(_ parameters: [Route.Parameter]) -> JSONValue {
            .object(parameters.map { .init($0.name, .string($0.argument)) })
        }
        let path = route.segments.compactMap { segment -> Route.Parameter? in
            if case .parameter(let parameter) = segment { parameter } else { nil }
        }
        let body: String
        switch route.body {
        case .none: body = ""
        case .arguments: body = "arguments"
        case .value(let argument): body = argument
        case .text(let argument): body = argument
        }
        return .object([
            .init("method", .string(route.method)), .init("path", .string(route.path)),
            .init("style", .string(route.style == .agent ? "agent" : "entity")), .init("path_arguments", list(path)),
            .init("query_arguments", list(route.query)), .init("body", .string(body)), .init("links", .bool(route.hasLinks)),
        ])
    }

    private static func fields<C: Carrier>(of type: C.Type) -> JSONValue {
        var schema = SchemaVisitor()
        let fields = schema.describeFields(of: type)
        return .array(fields.map { .object([.init("name", .string($0.name)), .init("type", .string($0.type))]) })
    }
}
