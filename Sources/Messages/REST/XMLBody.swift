import Carriers
import Wire

/// A body in XML: elements without a namespace, under one that is named by the type of what it holds.
enum XMLBody {
    /// Reads one record. An element of another name is an error, or is left to `otherwise`.
    static func record<C: Carrier>(_ body: [UInt8], limits: Limits) throws(WireError) -> C? {
        try read(body, named: ["\(C.typeName)"], limits: limits) { (decoder) throws(WireError) in
            var value: C?
            try decoder.value(&value)
            return value
        }
    }

    /// Reads a list of records under `<ArrayOfX>`.
    static func list<C: Carrier>(_ body: [UInt8], limits: Limits) throws(WireError) -> [C]? {
        try read(body, named: ["ArrayOf\(C.typeName)"], limits: limits) { (decoder) throws(WireError) in
            var list: [C]?
            try decoder.values(&list)
            return list
        }
    }

    /// Reads the arguments of an operation.
    ///
    /// - Parameter names: what the root element may be called; errors name the first.
    static func arguments<C: Carrier>(_ body: [UInt8], named names: [String], limits: Limits) throws(WireError) -> C {
        try read(body, named: names, limits: limits) { (decoder) throws(WireError) in
            var arguments = C()
            try decoder.arguments(&arguments)
            return arguments
        }
    }

    /// The name of the root element; nil when the body does not begin as XML does.
    static func rootName(of body: [UInt8], limits: Limits) -> String? {
        body.withUnsafeBufferPointer { bytes in
            var name: String?
            // What comes behind the root's start tag is of no interest here, and stopping there is an error to the reader.
            _ = try? XMLDecoder.read(bytes, limits: limits) { (decoder) throws(WireError) in name = try decoder.root().text }
            return name
        }
    }

    private static func read<R>(
        _ body: [UInt8], named names: [String], limits: Limits, _ content: (inout XMLDecoder) throws(WireError) -> R
    ) throws(WireError) -> R {
        try body.withUnsafeBufferPointer { (bytes) throws(WireError) in
            try XMLDecoder.read(bytes, limits: limits) { (decoder) throws(WireError) in
                let root = try decoder.root()
                guard names.contains(where: { $0.equalsIgnoringCase(root.text) }), root.namespace == decoder.service else {
                    throw WireError(
                        .value, "expected <\(names.first ?? "")> without a namespace, found <\(root.name.quoted)>",
                        offset: 0)
                }
                return try content(&decoder)
            }
        }
    }
}
