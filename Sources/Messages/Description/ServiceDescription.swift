package import Wire

/// What the REST services have: each path with its methods, as `/api` and `/api/v1` tell it.
package enum ServiceDescription {
    /// - Parameter exposedGroups: the host's groups that the config lets HTTP reach.
    package static func json(exposedGroups: Set<String>) -> JSONValue {
        var methods: [String: [String]] = [:]
        var paths: [String] = []
        for operation in Catalogue.operations {
            for route in operation.reachable(exposedGroups) {
                if methods[route.path] == nil { paths.append(route.path) }
                methods[route.path, default: []].append(route.method)
                if route.style == .agent { methods[route.path, default: []].append("GET") }
            }
        }
        return .object([
            .init("Name", .string("ChatCore")), .init("Version", .string("v1")),
            .init(
                "Routes",
                .object(paths.map { path in .init(path, .array((methods[path] ?? []).map { .string($0) })) })),
        ])
    }
}
