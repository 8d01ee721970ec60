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
    return try XMLDecoder.read(UnsafeBufferPointer(block), limits: limits, service: service, arrays: arrays) { (decoder) throws(WireError) in
        _ = try decoder.root()
        var value = C()
        try decoder.arguments(&value)
        return value
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
        return form
    }

    static var manual: XMLForm {
        var form = XMLForm()
        form.service = "s:"
        form.arrays = "a:"
        form.serialization = "t:"
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
