import Carriers
import Wire

/// Writes the body of a request to a REST route; `BodyReader` reads it back.
struct ArgumentBody: RecordVisitor {
    typealias Failure = Never

    private let argument: String
    private var json: [UInt8]?

    private init(of argument: String) {
        self.argument = argument
    }

    /// The body and its type; nil when the route has none.
    static func write(_ arguments: any Carrier, for route: Route) -> (bytes: [UInt8], media: MediaType)? {
        switch route.body {
        case .none: route.style == .agent ? (Array("{}".utf8), .json) : nil
        case .arguments: (object(arguments), .json)
        case .value(of: let argument): (value(of: argument, in: arguments), .json)
        case .text(of: let argument): text(of: argument, in: arguments)
        }
    }

    private static func object<C: Carrier>(_ arguments: C) -> [UInt8] {
        var arguments = arguments
        var encoder = JSONEncoder()
        arguments.write(to: &encoder)
        return encoder.finish().bytes()
    }

    private static func value(of argument: String, in arguments: any Carrier) -> [UInt8] {
        var arguments = arguments
        var body = ArgumentBody(of: argument)
        arguments.visit(&body)
        return body.json ?? Array("null".utf8)
    }

    /// A change to a record: a list is a JSON patch, anything else a merge patch.
    private static func text(of argument: String, in arguments: any Carrier) -> (bytes: [UInt8], media: MediaType) {
        let bytes = Array((ParameterWriter.text(of: Route.Parameter(argument), in: arguments) ?? "{}").utf8)
        return (bytes, bytes.first { $0 > 0x20 } == 0x5B ? .jsonPatch : .mergePatch)
    }

    private mutating func write(_ name: StaticString, _ body: (inout JSONEncoder) -> Void) {
        guard "\(name)" == argument else { return }
        var encoder = JSONEncoder()
        body(&encoder)
        json = encoder.finish().bytes()
    }

    mutating func field<C: Carrier>(_ name: StaticString, _ value: inout C?) { write(name) { $0.value(&value) } }
    mutating func field<C: Carrier>(_ name: StaticString, _ value: inout Boxed<C>?) {
        write(name) { encoder in
            var inner = value?.value
            encoder.value(&inner)
        }
    }

    mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [C]?) { write(name) { $0.values(&value) } }
}
