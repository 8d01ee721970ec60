/// Where a request to the REST services leads.
package enum RESTDestination: Sendable {
    case operation(RouteMatch)
    /// What a GET of an agents' route asks for: what the operation is.
    case description(Operation)
    /// `/api` and `/api/v1`: what there is.
    case service
    /// The path is one of ours and the method is not; these are.
    case otherMethods([String])
    case nowhere
}

/// A route that a path follows.
package struct RouteMatch: Sendable {
    package let operation: Operation
    package let route: Route
    /// The path's parameters, in its order.
    package let parameters: [Value]

    /// What a parameter of the route carries in one request.
    package struct Value: Sendable, Hashable {
        package let parameter: Route.Parameter
        package let text: String

        package init(_ parameter: Route.Parameter, _ text: String) {
            self.parameter = parameter
            self.text = text
        }
    }
}

extension RESTDestination {
    /// Finds the route of a path. Segments match without regard to case; words go before parameters.
    ///
    /// - Parameter exposedGroups: the host's groups that the config lets HTTP reach.
    package init(method: String, segments: [String], exposedGroups: Set<String>) {
        self = .nowhere
        guard let first = segments.first, let base = Route.Base.allCases.first(where: { first.equalsIgnoringCase($0.rawValue) })
        else { return }
        if base == .api, segments.count == 1 || (segments.count == 2 && segments[1].equalsIgnoringCase("v1")) {
            self = method == "GET" ? .service : .otherMethods(["GET"])
            return
        }
        guard segments.count > 2, segments[1].equalsIgnoringCase("v1") else { return }
        let path = segments[2...]
        let matches = RESTDestination.matches(path, base, exposedGroups)
        if let match = matches.first(where: { $0.route.method == method }) {
            self = .operation(match)
        } else if let match = matches.first {
            if match.route.style == .agent, method == "GET" {
                self = .description(match.operation)
            } else {
                self = .otherMethods(match.route.style == .agent ? ["POST", "GET"] : matches.map(\.route.method))
            }
        }
    }

    /// The routes that a path follows, of those with the most words in common with it.
    private static func matches(
        _ path: ArraySlice<String>, _ base: Route.Base, _ exposedGroups: Set<String>
    ) -> [RouteMatch] {
        var best: [RouteMatch] = []
        var literals = 0
        for entry in entries(of: path, base, exposedGroups) {
            if entry.literals < literals { break }
            if let match = entry.match(path) {
                best.append(match)
                literals = entry.literals
            }
        }
        return best
    }

    /// One route in the table.
    private struct Entry: Sendable {
        let operation: Operation
        let route: Route
        let literals: Int

        func match(_ path: ArraySlice<String>) -> RouteMatch? {
            var parameters: [RouteMatch.Value] = []
            for (segment, text) in zip(route.segments, path) {
                switch segment {
                case .literal(let word): if !word.equalsIgnoringCase(text) { return nil }
                case .parameter(let parameter): parameters.append(RouteMatch.Value(parameter, text))
                }
            }
            return RouteMatch(operation: operation, route: route, parameters: parameters)
        }
    }

    /// The routes that begin with the path's first word and are as long as it is, those with the most words first.
    private static func entries(of path: ArraySlice<String>, _ base: Route.Base, _ exposedGroups: Set<String>) -> [Entry] {
        guard let first = path.first else { return [] }
        // The agents' routes are known by their last word: they are many, and all of one length.
        let word = path.count == 3 && first.equalsIgnoringCase("Agents") ? path.last ?? first : first
        return (table[key(base, word, path.count)] ?? []).filter { entry in
            entry.operation.access != .host || exposedGroups.contains(entry.operation.group)
        }
    }

    private static func key(_ base: Route.Base, _ word: String, _ count: Int) -> String {
        "\(base.rawValue) \(count) \(word.lowercased())"
    }

    /// Every route, those of the host's groups included, which look like the agents' routes: `Agents/System/Import`.
    private static let table: [String: [Entry]] = {
        var table: [String: [Entry]] = [:]
        for operation in Catalogue.operations {
            for route in operation.reachable([operation.group]) {
                guard case .literal(let word)? = route.style == .agent ? route.segments.last : route.segments.first else { continue }
                table[key(route.base, word, route.segments.count), default: []].append(
                    Entry(operation: operation, route: route, literals: route.literals))
            }
        }
        return table.mapValues { entries in entries.sorted { $0.literals > $1.literals } }
    }()
}

extension Operation {
    /// Its routes; those of the host's operations look like the agents' routes, where the config lets HTTP reach them.
    func reachable(_ exposedGroups: Set<String>) -> [Route] {
        guard access == .host else { return routes }
        return exposedGroups.contains(group) ? [.agent(of: group, method, body: .arguments)] : []
    }
}
