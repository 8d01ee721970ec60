import Carriers
package import Wire

/// The REST services as OpenAPI 3.0.3, which more generators of clients read than its successors.
package enum OpenAPIWriter {
    /// - Parameters:
    ///   - mount: the segments in front of `/api`.
    ///   - publicURL: what stands in front of `/api` instead, when the config says so.
    package static func json(mount: [String], publicURL: String? = nil) -> JSONValue {
        var visitor = SchemaVisitor()
        let operations = Catalogue.operations.filter { !$0.routes.isEmpty }.map { operation in
            (
                operation: operation, arguments: visitor.describeFields(of: operation.arguments),
                answer: visitor.describeFields(of: operation.answer)
            )
        }
        let schemas = TypeSchemas(visitor.types)
        var paths = Paths()
        var components = schemas.components + SharedComponents.errors + [patchStep]
        for (operation, arguments, answer) in operations {
            for component in RouteDescription.components(operation, answer, schemas)
            where !components.contains(where: { $0.name == component.name }) {
                components.append(component)
            }
            for route in operation.routes {
                let place = paths.place(of: route)
                let description = RouteDescription(
                    operation: operation, route: route, arguments: arguments, answer: answer, schemas: schemas,
                    names: paths.names(at: place))
                paths.add(description.json, route.method, at: place)
                if route.style == .agent { paths.add(describing(operation.method, "\(operation.name) is"), "GET", at: place) }
            }
        }
        for (path, name) in [("/api", "Services"), ("/api/v1", "Routes")] {
            paths.add(describing(name, "there is"), "GET", at: paths.place(of: path))
        }
        let document: Described = [
            "openapi": "3.0.3", "info": info, "servers": [["url": .string(publicURL ?? server(mount))]], "paths": paths.json,
            "security": SharedComponents.anyWay,
            "components": [
                "schemas": .object(components.sorted { $0.name < $1.name }),
                "parameters": .object(SharedComponents.parameters), "responses": .object(SharedComponents.responses),
                "securitySchemes": SharedComponents.ways,
            ],
        ]
        return document.json
    }

    private static let info: Described = [
        "title": "ChatCore", "version": "v1", "description": "Chat sessions, topics and who is there",
    ]

    private static func server(_ mount: [String]) -> String {
        mount.isEmpty ? "/" : mount.reduce("") { "\($0)/\(RequestTarget.encode($1))" }
    }

    /// A GET that tells what an operation is, or what there is.
    private static func describing(_ name: String, _ what: String) -> Described {
        [
            "operationId": .string("Describe_\(name)"), "tags": ["Descriptions"], "security": [],
            "summary": .string("What \(what)"),
            "responses": [
                "200": ["description": "The description", "content": ["application/json": ["schema": ["type": "object"]]]]
            ],
        ]
    }

    /// One change of a JSON patch.
    private static let patchStep = Described.Member(
        "PatchStep",
        [
            "type": "object", "required": ["op", "path"],
            "properties": [
                "op": ["type": "string", "enum": ["add", "remove", "replace", "move", "copy", "test"]],
                "path": ["type": "string"], "from": ["type": "string"], "value": [:],
            ],
        ])
}

/// The paths, each with its methods. Paths that differ in the names of their parameters alone are one path to OpenAPI, and
/// take the names of the first.
private struct Paths {
    private var items: [(shape: String, path: String, names: [String], methods: [Described.Member])] = []

    /// The place of a route's path.
    mutating func place(of route: Route) -> Int {
        let shape = route.segments.map { segment in if case .literal(let word) = segment { word } else { "{}" } }
            .reduce(route.base.path) { "\($0)/\($1)" }
        if let place = items.firstIndex(where: { $0.shape == shape }) { return place }
        items.append((shape, route.path, route.segments.compactMap { $0.parameter?.name }, []))
        return items.count - 1
    }

    /// The place of a path without parameters.
    mutating func place(of path: String) -> Int {
        items.append((path, path, [], []))
        return items.count - 1
    }

    func names(at place: Int) -> [String] {
        items.indices.contains(place) ? items[place].names : []
    }

    mutating func add(_ description: Described, _ method: String, at place: Int) {
        guard items.indices.contains(place) else { return }
        items[place].methods.append(.init(method.lowercased(), description))
    }

    var json: Described {
        .object(items.map { .init($0.path, .object($0.methods)) })
    }
}
