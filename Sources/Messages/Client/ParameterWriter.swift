import Carriers
import Wire

/// Writes the argument of a path's or a query's parameter as text; `ParameterReader` reads it back.
struct ParameterWriter: FieldVisitor {
    typealias Failure = Never
    static var rightsComeFirst: Bool { true }

    private let argument: String
    private var text: String?

    /// The text of an argument; nil when it is null.
    static func text(of parameter: Route.Parameter, in arguments: any Carrier) -> String? {
        var arguments = arguments
        var writer = ParameterWriter(argument: parameter.argument)
        arguments.visit(&writer)
        return writer.text
    }

    private mutating func write(_ name: StaticString, _ text: @autoclosure () -> String?) {
        if "\(name)".equalsIgnoringCase(argument) { self.text = text() }
    }

    mutating func field(_ name: StaticString, _ value: inout Int32) { write(name, "\(value)") }
    mutating func field(_ name: StaticString, _ value: inout Int16) { write(name, "\(value)") }
    mutating func field(_ name: StaticString, _ value: inout Bool) { write(name, "\(value)") }
    mutating func field(_ name: StaticString, _ value: inout Double) { write(name, "\(value)") }
    mutating func field(_ name: StaticString, _ value: inout String?) { write(name, value) }
    mutating func earlierField(_ name: StaticString, _ value: inout SharedText) { write(name, value.wrappedValue) }
    mutating func field(_ name: StaticString, _ value: inout DateTime) { write(name, value.description) }
    mutating func field(_ name: StaticString, _ value: inout TimeSpan) { write(name, value.description) }
    mutating func field(_ name: StaticString, _ value: inout Base64Bytes?) { write(name, value?.text) }
    mutating func field<E: ProtocolEnum>(_ name: StaticString, _ value: inout E) { write(name, "\(value.name)") }

    mutating func field<F: ProtocolFlags>(_ name: StaticString, _ value: inout F) {
        var names: [String] = []
        value.forEachName { names.append($0) }
        write(name, names.joined(separator: ","))
    }

    mutating func list(_ name: StaticString, _ value: inout [Int32]?) {
        write(name, value?.map { "\($0)" }.joined(separator: ","))
    }

    mutating func list(_ name: StaticString, _ value: inout [String?]?) {
        write(name, value?.map { $0 ?? "" }.joined(separator: ","))
    }

    // What is made of several parts has no text; no route has it as a parameter.
    mutating func field<C: Carrier>(_ name: StaticString, _ value: inout C?) {}
    mutating func field<C: Carrier>(_ name: StaticString, _ value: inout Boxed<C>?) {}
    mutating func field<D: PairDictionary>(_ name: StaticString, _ value: inout D?) {}
    mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [C]?) {}
    mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [[C]]?) {}
    mutating func value(_ value: inout String?) {}
    mutating func value<C: Carrier>(_ value: inout C?) {}
    mutating func skipField() {}
}
