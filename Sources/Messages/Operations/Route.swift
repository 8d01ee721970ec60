/// One way in which REST reaches an operation.
package struct Route: Sendable, Hashable {
    /// In which form a failure is reported, and what a missing entity is.
    package enum Style: Sendable, Hashable {
        /// `POST /api/v1/Agents/Chat/…`: a missing entity is null.
        case agent
        /// `/api/v1/ChatSession/…`: a missing entity is 404.
        case entity
    }

    /// Where the paths of a kind of caller begin.
    package enum Base: String, Sendable, Hashable, CaseIterable {
        /// The protocol's own, for associates and the host.
        case api
        /// Ours, for customers.
        case chat

        /// `/api/v1`
        package var path: String { "/\(rawValue)/v1" }
    }

    /// A place in the path or the query that carries an argument.
    package struct Parameter: Sendable, Hashable {
        /// The name on the route, such as `chatSessionId`, `id` or `$filter`.
        package let name: String
        /// The name of the argument: `ChatSessionId`.
        package let argument: String

        package init(name: String, argument: String) {
            self.name = name
            self.argument = argument
        }
    }

    /// One segment of the path.
    package enum Segment: Sendable, Hashable {
        case literal(String)
        case parameter(Parameter)
    }

    /// What the body of a request is.
    package enum Body: Sendable, Hashable {
        /// Nothing; what is sent all the same is not looked at.
        case none
        /// An object with the names of the arguments.
        case arguments
        /// The value of that one argument.
        case value(of: String)
        /// That one argument, a text, as it stands.
        case text(of: String)
    }

    package let base: Base
    package let style: Style
    package let method: String
    /// The segments behind the base.
    package let segments: [Segment]
    /// What the query carries, beside the options that every route has.
    package let query: [Parameter]
    package let body: Body
    /// Whether the record comes with `_Links`.
    package let hasLinks: Bool
    /// Whether null is an answer here and no sign of a missing entity.
    package let answersNull: Bool

    /// The route's path, such as `/api/v1/ChatSession/{id}`.
    package var path: String {
        segments.reduce(into: base.path) { path, segment in
            switch segment {
            case .literal(let text): path += "/" + text
            case .parameter(let parameter): path += "/{\(parameter.name)}"
            }
        }
    }

    /// How many segments are words and no parameters: the more there are, the sooner the route is taken.
    package var literals: Int {
        segments.reduce(0) { count, segment in if case .literal = segment { count + 1 } else { count } }
    }
}

extension Route {
    /// The agents' route of a chat operation.
    @inline(never)
    static func agent(_ method: String, query: [String] = [], body: Body = .none) -> Route {
        agent(of: "Chat", method, query: query, body: body)
    }

    /// The route by which an operation of a group is reached that has none of its own.
    @inline(never)
    static func agent(of group: String, _ method: String, query: [String] = [], body: Body = .none) -> Route {
        Route(
            base: .api, style: .agent, method: "POST", segments: [.literal("Agents"), .literal(group), .literal(method)],
            query: query.map(Parameter.init), body: body, hasLinks: false, answersNull: true)
    }

    /// A route of an entity.
    ///
    /// - Parameter path: what stands behind the base. `{chatSessionId}` carries the argument `ChatSessionId`, and
    ///   `{id:ChatSessionEntityId}` the one that is named behind the colon.
    @inline(never)
    static func entity(
        _ method: String, _ path: String, query: [String] = [], body: Body = .none, hasLinks: Bool = false,
        answersNull: Bool = false, base: Base = .api
    ) -> Route {
        let segments = path.split(separator: "/").map { segment -> Segment in
            segment.hasPrefix("{") ? .parameter(Parameter(String(segment.dropFirst().dropLast()))) : .literal(String(segment))
        }
        return Route(
            base: base, style: .entity, method: method, segments: segments, query: query.map(Parameter.init), body: body,
            hasLinks: hasLinks, answersNull: answersNull)
    }

    /// A customer's route, whose body, where there is one, is an object of the arguments.
    ///
    /// - Parameter path: what stands behind `/chat/v1/`.
    @inline(never)
    static func customer(_ method: String, _ path: String, query: [String] = [], body: Body = .none) -> Route {
        entity(method, path, query: query, body: body, base: .chat)
    }
}

extension Route.Style {
    /// The form in which a failure is reported of a request whose target cannot be read: that of the agents' routes below
    /// `/api/v1/Agents`, wherever that is mounted.
    package init(ofUnread target: String) {
        // What is asked for stands at the beginning; the rest may be long and is of no use here.
        let segments = target.prefix(1024).prefix { $0 != "?" }.split(separator: "/")
        let isAgents = segments.indices.dropFirst().contains { index in
            segments[index].equalsIgnoringCase("Agents") && segments[index - 1].equalsIgnoringCase("v1")
        }
        self = isAgents ? .agent : .entity
    }
}

extension Route.Parameter {
    /// Reads `name:Argument`, or a name that differs from the argument's in its first letter alone; `$` does not count.
    init(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1)
        let name = String(parts.first ?? "")
        let word = name.hasPrefix("$") ? name.dropFirst() : name[...]
        self.init(name: name, argument: parts.count == 2 ? String(parts[1]) : word.prefix(1).uppercased() + word.dropFirst())
    }
}
