/// Where a request to the REST services leads.
package enum RESTDestination: Sendable {
    case operation(Operation, Route)
    /// The path is one of ours and the method is not; these are.
    case otherMethods([String])
    case nowhere
}

extension RESTDestination {
    /// Finds the route of a path. Segments match without regard to case.
    ///
    /// - Parameter exposedGroups: the host's groups that the config lets HTTP reach.
    package init(method: String, segments: [String], exposedGroups: Set<String>) {
        self = .nowhere
        guard segments.count > 2, segments[0].equalsIgnoringCase("api"), segments[1].equalsIgnoringCase("v1") else { return }
        let path = segments[2...]
        var methods: [String] = []
        for (operation, route) in RESTDestination.routes(exposedGroups) where RESTDestination.matches(route, path) {
            if route.method == method {
                self = .operation(operation, route)
                return
            }
            methods.append(route.method)
        }
        if !methods.isEmpty { self = .otherMethods(methods) }
    }

    private static func matches(_ route: Route, _ path: ArraySlice<String>) -> Bool {
        route.segments.count == path.count && zip(route.segments, path).allSatisfy { $0.equalsIgnoringCase($1) }
    }

    /// Every route, those of exposed groups included, which look like the agents' routes: `Agents/System/Import`.
    private static func routes(_ exposedGroups: Set<String>) -> [(Operation, Route)] {
        Catalogue.operations.flatMap { operation in
            let exposed =
                exposedGroups.contains(operation.group)
                ? [Route(style: .agent, method: "POST", segments: ["Agents", operation.group, operation.method])] : []
            return (operation.routes + exposed).map { (operation, $0) }
        }
    }
}
