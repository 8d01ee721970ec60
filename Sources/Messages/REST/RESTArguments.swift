package import Carriers
package import Wire

/// The arguments of a request to a REST route: from its path, its query and its body.
package enum RESTArguments {
    /// - Throws: with the parameter's name as its path for what stands in the path or the query, and with the argument's
    ///   for what stands in the body.
    package static func read(
        _ match: RouteMatch, query: RequestTarget, body: [UInt8], as type: BodyType = .json, limits: Limits
    ) throws(OperationError) -> any Carrier {
        try read(match.operation.arguments, match, query, (body, type), limits)
    }

    private static func read<C: Carrier>(
        _ carrier: C.Type, _ match: RouteMatch, _ query: RequestTarget, _ body: Body, _ limits: Limits
    ) throws(OperationError) -> any Carrier {
        var arguments = C()
        if !body.bytes.isEmpty { try read(&arguments, match, body, limits) }
        for value in match.parameters { try bind(value, to: &arguments) }
        for parameter in match.route.query {
            if let text = query[parameter.name] { try bind(RouteMatch.Value(parameter, text), to: &arguments) }
        }
        return arguments
    }

    private typealias Body = (bytes: [UInt8], type: BodyType)

    /// Reads the body, as the route says what it is.
    private static func read<C: Carrier>(
        _ arguments: inout C, _ match: RouteMatch, _ body: Body, _ limits: Limits
    ) throws(OperationError) {
        let route = match.route
        switch route.body {
        case .none where route.style == .entity: break
        case .none, .arguments: arguments = try whole(body, of: match.operation, limits)
        case .value(of: let name):
            if body.type == .xml, route.style == .agent,
                let root = XMLBody.rootName(of: body.bytes, limits: limits), rootNames(of: match.operation).contains(root)
            {
                arguments = try whole(body, of: match.operation, limits)
                return
            }
            var reader = BodyReader(name, body.bytes, as: body.type, limits: limits)
            try reading { () throws(WireError) in try arguments.visit(&reader) }
            guard reader.hasRead else {
                throw OperationError(.internal, "the route names an argument that the operation has not", path: name)
            }
            // The agents' routes of other operations have the names of the arguments, and some clients write them here too.
            if reader.isNamed, route.style == .agent {
                arguments = try whole(body, of: match.operation, limits)
            }
        case .text(of: let name):
            guard body.bytes.count <= limits.messageBytes else {
                throw OperationError(.limit, "the body has more than \(limits.messageBytes) bytes")
            }
            guard let text = String(validating: body.bytes, as: UTF8.self) else {
                throw OperationError(.malformed, "the body is not UTF-8")
            }
            try bind(RouteMatch.Value(Route.Parameter(name), text), to: &arguments)
        }
    }

    /// A body that is an object of all arguments.
    private static func whole<C: Carrier>(_ body: Body, of operation: Operation, _ limits: Limits) throws(OperationError) -> C {
        if body.type == .json { return try OperationArguments.read(body.bytes, as: C.self, limits: limits) }
        let arguments: C = try reading { () throws(WireError) in
            try XMLBody.arguments(body.bytes, named: rootNames(of: operation), limits: limits)
        }
        try OperationArguments.refuseStrays(in: arguments)
        return arguments
    }

    /// What an element may be called that holds an operation's arguments.
    private static func rootNames(of operation: Operation) -> [String] {
        [operation.method, operation.method + "Request"]
    }

    private static func bind<C: Carrier>(_ value: RouteMatch.Value, to arguments: inout C) throws(OperationError) {
        var reader = ParameterReader(value)
        do throws(WireError) { try arguments.visit(&reader) } catch {
            throw OperationError(.value, error.message, path: value.parameter.name)
        }
        guard reader.hasRead else {
            throw OperationError(.internal, "the route names an argument that the operation has not", path: value.parameter.name)
        }
    }
}
