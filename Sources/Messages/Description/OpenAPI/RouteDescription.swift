import Carriers

/// One route of an operation as OpenAPI has it.
struct RouteDescription {
    let operation: Operation
    let route: Route
    /// The operation's arguments, and what an answer is made of.
    let arguments: [FieldSchema]
    let answer: [FieldSchema]
    let schemas: TypeSchemas
    /// The names of the path's parameters, in its order.
    let names: [String]

    var json: Described {
        var members: [Described.Member] = [
            .init("operationId", .string("\(tag)_\(operation.method)")), .init("tags", [.string(tag)]),
            .init("summary", .string(operation.summary)), .init("description", .string("\(operation.name). Needs \(operation.needs).")),
            .init("parameters", .array(parameters)),
        ]
        switch operation.access {
        case .anybody: members.append(.init("security", []))
        case .customer: members.append(.init("security", SharedComponents.customersWay))
        case .associate, .host: break
        }
        if let body { members.append(.init("requestBody", body)) }
        members.append(.init("responses", .object(responses)))
        return .object(members)
    }

    /// The agents' routes are one group, those of each entity another.
    private var tag: String {
        if route.base == .chat { return "Customer" }
        return if route.style == .entity, case .literal(let word)? = route.segments.first { word } else { "\(operation.group)Agent" }
    }

    // MARK: What is asked

    private var parameters: [Described] {
        let inPath = zip(names, route.segments.compactMap(\.parameter)).map { name, parameter in
            described(name, "path", parameter, isRequired: true)
        }
        let inQuery = route.query.map { described($0.name, "query", $0, isRequired: false) }
        var shared = ["Accept-Language", "SO-Language", "SO-Culture", "SO-TimeZone"]
        if route.base == .api { shared.append("SO-AppToken") }
        if !operation.answer.isEmpty {
            shared += ["$select", "$format"].filter { name in !route.query.contains { $0.name == name } }.map { String($0.dropFirst()) }
        }
        if let condition { shared.append(condition.header) }
        return inPath + inQuery + shared.map(SharedComponents.parameter)
    }

    private func described(_ name: String, _ place: String, _ parameter: Route.Parameter, isRequired: Bool) -> Described {
        let type = arguments.first { $0.name.equalsIgnoringCase(parameter.argument) }?.type ?? "xs:string"
        return ["name": .string(name), "in": .string(place), "required": .bool(isRequired), "schema": schemas.value(type)]
    }

    private static let bodyTypes: [MediaType] = [.json, .textJSON, .xml, .textXML]

    private var body: Described? {
        switch route.body {
        case .none: return nil
        case .arguments: return content(schemas.object(arguments), in: RouteDescription.bodyTypes)
        case .value(of: let name):
            return content(schemas.value(arguments.first { $0.name == name }?.type ?? ""), in: RouteDescription.bodyTypes)
        case .text:
            // The two kinds of patch; a merge patch looks like the record.
            let change = schemas.value(operation.answer.valueName)
            return [
                "required": true,
                "content": [
                    MediaType.mergePatch.rawValue: ["schema": change],
                    MediaType.jsonPatch.rawValue: ["schema": ["type": "array", "items": TypeSchemas.reference("PatchStep")]],
                ],
            ]
        }
    }

    private func content(_ schema: Described, in types: [MediaType]) -> Described {
        ["required": true, "content": .object(types.map { .init($0.rawValue, ["schema": schema]) })]
    }

    // MARK: What is answered

    /// Records with a number of their own can be asked for, or changed, on condition of when they were saved.
    private var condition: (header: String, status: Int)? {
        guard route.style == .entity, case .parameter(let last)? = route.segments.last, last.name == "id" else { return nil }
        return route.method == "GET" ? ("If-Modified-Since", 304) : ("If-Unmodified-Since", 412)
    }

    private var responses: [Described.Member] {
        var statuses = [400, 401, 403, 406]
        if !arguments.isEmpty { statuses.append(404) }
        if route.method != "GET" { statuses.append(409) }
        if route.body != .none { statuses += [413, 415] }
        if let condition { statuses.append(condition.status) }
        if operation.access == .anybody { statuses.append(429) }
        statuses.append(503)
        return [success] + statuses.sorted().map { SharedComponents.response($0, route.style) }
    }

    private var success: Described.Member {
        if operation.answer.isEmpty { return .init("204", ["description": "Done"]) }
        let types = MediaType.allCases.map { Described.Member($0.rawValue, ["schema": result]) }
        return .init("200", ["description": .string(operation.answer.valueName), "content": .object(types)])
    }

    private var result: Described {
        let name = operation.answer.valueName
        if route.hasLinks { return TypeSchemas.reference(RouteDescription.linked(name)) }
        guard let type = RouteDescription.value(of: answer) else { return TypeSchemas.reference(name) }
        return schemas.value(type, orNull: route.answersNull && type != "xs:boolean")
    }

    // MARK: What answers are made of

    /// The type of the record, list or plain value that is the whole answer; nil for an answer that is an object of its own.
    private static func value(of answer: [FieldSchema]) -> String? {
        answer.count == 1 && answer.first?.name == "Response" ? answer.first?.type : nil
    }

    /// The name of a record together with its links.
    private static func linked(_ name: String) -> String { "\(name)WithLinks" }

    /// The schemas that an operation's answers need beside the types of the protocol.
    static func components(_ operation: Operation, _ answer: [FieldSchema], _ schemas: TypeSchemas) -> [Described.Member] {
        let name = operation.answer.valueName
        var components: [Described.Member] = []
        if !operation.answer.isEmpty, value(of: answer) == nil { components.append(.init(name, schemas.object(answer))) }
        if operation.routes.contains(where: \.hasLinks) {
            let links: Described = ["type": "object", "additionalProperties": ["type": "string"]]
            let more: Described = ["type": "object", "properties": ["_Links": links]]
            components.append(.init(linked(name), ["allOf": [TypeSchemas.reference(name), more]]))
        }
        return components
    }
}

extension Route.Segment {
    var parameter: Route.Parameter? {
        if case .parameter(let parameter) = self { parameter } else { nil }
    }
}
