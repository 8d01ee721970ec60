package import Carriers
package import Wire

/// The arguments of a request to a REST route: from its path, its query and its body.
package enum RESTArguments {
    /// - Throws: with the parameter's name as its path for what stands in the path or the query, and with the argument's
    ///   for what stands in the body.
    package static func read(
        _ match: RouteMatch, query: RequestTarget, body: [UInt8], limits: Limits
    ) throws(OperationError) -> any Carrier {
        try read(match.operation.arguments, match, query, body, limits)
    }

    private static func read<C: Carrier>(
        _ type: C.Type, _ match: RouteMatch, _ query: RequestTarget, _ body: [UInt8], _ limits: Limits
    ) throws(OperationError) -> any Carrier {
        var arguments = C()
        if !body.isEmpty { try read(&arguments, match.route, body, limits) }
        for value in match.parameters { try bind(value, to: &arguments) }
        for parameter in match.route.query {
            if let text = query[parameter.name] { try bind(RouteMatch.Value(parameter, text), to: &arguments) }
        }
        return arguments
    }

    /// Reads the body, as the route says what it is.
    private static func read<C: Carrier>(
        _ arguments: inout C, _ route: Route, _ body: [UInt8], _ limits: Limits
    ) throws(OperationError) {
        switch route.body {
        case .none where route.style == .entity: break
        case .none, .arguments: arguments = try OperationArguments.read(body, as: C.self, limits: limits)
        case .value(of: let name):
            var reader = BodyReader(name, body, limits: limits)
            try reading { () throws(WireError) in try arguments.visit(&reader) }
            guard reader.hasRead else {
                throw OperationError(.internal, "the route names an argument that the operation has not", path: name)
            }
            // The agents' routes of other operations have the names of the arguments, and some clients write them here too.
            if reader.isNamed, route.style == .agent {
                arguments = try OperationArguments.read(body, as: C.self, limits: limits)
            }
        case .text(of: let name):
            guard body.count <= limits.messageBytes else {
                throw OperationError(.limit, "the body has more than \(limits.messageBytes) bytes")
            }
            guard let text = String(validating: body, as: UTF8.self) else {
                throw OperationError(.malformed, "the body is not UTF-8")
            }
            try bind(RouteMatch.Value(Route.Parameter(name), text), to: &arguments)
        }
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
