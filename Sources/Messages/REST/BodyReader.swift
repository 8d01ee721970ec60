import Carriers
import Wire

/// Reads a body into the one argument whose value it is.
struct BodyReader: RecordVisitor {
    typealias Failure = WireError

    private let argument: String
    private let body: [UInt8]
    private let type: BodyType
    private let limits: Limits
    /// Whether the argument was found.
    private(set) var hasRead = false
    /// Whether the body seems to be an object of arguments, in which the value has its name.
    private(set) var isNamed = false

    init(_ argument: String, _ body: [UInt8], as type: BodyType, limits: Limits) {
        self.argument = argument
        self.body = body
        self.type = type
        self.limits = limits
    }

    private mutating func read(
        _ name: StaticString, xml: () throws(WireError) -> Void, json: (inout JSONDecoder) throws(WireError) -> Void
    ) throws(WireError) {
        guard "\(name)" == argument else { return }
        hasRead = true
        do throws(WireError) {
            if type == .xml { return try xml() }
            try body.withUnsafeBufferPointer { (bytes) throws(WireError) in
                try JSONDecoder.read(bytes, limits: limits) { (decoder) throws(WireError) in try json(&decoder) }
            }
        } catch {
            throw error.within(argument)
        }
    }

    mutating func field<C: Carrier>(_ name: StaticString, _ value: inout C?) throws(WireError) {
        let (body, limits) = (body, limits)
        try read(
            name, xml: { () throws(WireError) in value = try XMLBody.record(body, limits: limits) },
            json: { (decoder) throws(WireError) in try decoder.value(&value) })
        if hasRead, let unknown = value?.unknown, !unknown.isEmpty {
            isNamed = unknown.fields.count == 1 && unknown[argument] != nil
            value?.unknown.removeLinks()
        }
    }

    mutating func field<C: Carrier>(_ name: StaticString, _ value: inout Boxed<C>?) throws(WireError) {
        guard "\(name)" == argument else { return }
        var inner: C?
        try field(name, &inner)
        value = inner.map { Boxed($0) }
    }

    mutating func list<C: Carrier>(_ name: StaticString, _ value: inout [C]?) throws(WireError) {
        let (body, limits) = (body, limits)
        try read(
            name, xml: { () throws(WireError) in value = try XMLBody.list(body, limits: limits) },
            json: { (decoder) throws(WireError) in try decoder.values(&value) })
    }
}
