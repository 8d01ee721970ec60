import Testing
import Wire

@testable import Carriers

/// The namespaces of the tests' documents; those of real services are for the layers above.
enum XMLSpace {
    static let service = "urn:service"
    static let arrays = "urn:arrays"
    static let instance = "http://www.w3.org/2001/XMLSchema-instance"
}

/// Reads a carrier from a document whose root element it is.
func decodeXML<C: Carrier>(
    _ type: C.Type, _ bytes: [UInt8], service: String = XMLSpace.service, arrays: String = XMLSpace.arrays, limits: Limits = Limits()
) throws(WireError) -> C {
    // A block of exactly its size, so that a sanitizer would see a decoder that goes past it.
    let block = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    defer { block.deallocate() }
    _ = block.initialize(from: bytes)
    let read = Result { () throws(WireError) in
        try XMLDecoder.read(UnsafeBufferPointer(block), limits: limits, service: service, arrays: arrays) { (decoder) throws(WireError) in
            _ = try decoder.root()
            var value = C()
            try decoder.arguments(&value)
            return value
        }
    }
    expectTranscoded(read, UnsafeBufferPointer(block), service: service, arrays: arrays, limits: limits)
    return try read.get()
}

/// Expects that the same document becomes the same JSON without the carrier in between, or is refused for the same reason.
private func expectTranscoded<C: Carrier>(
    _ read: Result<C, WireError>, _ bytes: UnsafeBufferPointer<UInt8>, service: String, arrays: String, limits: Limits
) {
    var plan = TranscodingPlan()
    let table = plan.add(C.self)
    let transcoded = Result { () throws(WireError) in
        try XMLDecoder.read(bytes, limits: limits, service: service, arrays: arrays) { (decoder) throws(WireError) in
            _ = try decoder.root()
            var out = ByteWriter()
            try decoder.transcode(plan, table, into: &out)
            return out.text()
        }
    }
    switch (read, transcoded) {
    case (.success(let value), .success(let json)):
        let expected = try? JSONValue(encode(value)).sorted
        let found = try? JSONValue(json).sorted
        // A field that is not known may have the name of one that is; JSON then has the name twice, in either way.
        #expect(found == expected, "\(json) instead of \(encode(value))")
    case (.failure(let error), _) where error.message.hasPrefix("expected one of "):
        // A name that an enum does not have passes through; nothing else that a carrier refuses may.
        break
    case (.failure(let expected), .failure(let found)):
        #expect(expected.description == found.description && expected.kind == found.kind)
    case (.failure(let error), .success(let json)):
        Issue.record("\(json) in spite of \(error)")
    case (.success, .failure(let error)):
        Issue.record("not transcoded: \(error)")
    }
}

extension JSONValue {
    /// The value with the members of all objects by name.
    var sorted: JSONValue {
        switch self {
        case .object(let members): .object(members.map { Member($0.name, $0.value.sorted) }.sorted { $0.name < $1.name })
        case .array(let elements): .array(elements.map(\.sorted))
        default: self
        }
    }
}

/// Reads a carrier from its fields, in an element that binds the prefixes `a`, `i` and `xsi`.
func decodeXML<C: Carrier>(_ type: C.Type, fields: String, prefix: String = "", limits: Limits = Limits()) throws(WireError) -> C {
    try decodeXML(type, Array(document(fields, prefix: prefix).utf8), limits: limits)
}

/// The fields in an element that binds the prefixes `a`, `i` and `xsi`, and the one given to the service.
func document(_ fields: String, prefix: String = "") -> String {
    let (name, declaration) = prefix.isEmpty ? ("root", "xmlns") : ("\(prefix):root", "xmlns:\(prefix)")
    return "<\(name) \(declaration)=\"urn:service\" xmlns:a=\"urn:arrays\" xmlns:i=\"\(XMLSpace.instance)\" xmlns:xsi=\"\(XMLSpace.instance)\">\(fields)</\(name)>"
}

/// The form of a service's messages, by default compact and without prefixes; `manual` is the other one.
extension XMLForm {
    static var compact: XMLForm {
        var form = XMLForm()
        form.arrays = "a:"
        form.foreign = "c:"
        return form
    }

    static var manual: XMLForm {
        var form = XMLForm()
        form.service = "s:"
        form.arrays = "a:"
        form.serialization = "t:"
        form.foreign = "c:"
        form.isTyped = true
        form.indentation = 1
        form.instance = nil
        return form
    }
}

/// The carrier's fields, without an element around them.
func encodeXML<C: Carrier>(_ value: C, _ form: XMLForm = .compact, depth: Int = 0) -> String {
    var value = value
    var encoder = XMLEncoder(form, depth: depth)
    encoder.arguments(&value)
    return encoder.finish().text()
}
