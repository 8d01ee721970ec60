import Carriers
import Wire

/// A server's response to an operation, as its JSON result.
package enum ClientResponse {
    /// - Throws: `remote` for a failure that the server reports, in whichever form.
    package static func decode(operation name: String, response: HTTPResponse) throws(OperationError) -> [UInt8] {
        let operation = try Catalogue.operation(named: name)
        if !isXML(response) { return try restResult(operation, response) { (body) throws(OperationError) in try value(operation.answer, body) } }
        if isEnvelope(response.body) { return try soapResult(operation, response) }
        return try restResult(operation, response) { (body) throws(OperationError) in try xmlValue(operation.answer, body) }
    }

    /// By its type, or without one by its first letter.
    private static func isXML(_ response: HTTPResponse) -> Bool {
        guard let type = response["Content-Type"] else {
            return response.body.first { $0 > 0x20 && $0 < 0x80 } == 0x3C
        }
        return type.prefix { $0 != ";" }.lowercased().hasSuffix("xml")
    }

    private static func restResult(
        _ operation: Operation, _ response: HTTPResponse, _ read: ([UInt8]) throws(OperationError) -> [UInt8]
    ) throws(OperationError) -> [UInt8] {
        guard (200..<300).contains(response.status) || response.status == 0 else { throw remoteFailure(response) }
        if response.body.isEmpty { return Array("null".utf8) }
        return try read(response.body)
    }

    private static func value<A: OperationAnswer>(_ type: A.Type, _ body: [UInt8]) throws(OperationError) -> [UInt8] {
        var answer = try reading { () throws(WireError) in try body.withUnsafeBufferPointer { (bytes) throws(WireError) in
            try JSONDecoder.read(bytes) { (decoder) throws(WireError) in
                var answer = A()
                try answer.visitValue(&decoder)
                return answer
            }
        } }
        return answer.body(in: AnswerForm())
    }

    /// REST's XML, whose root is named by the value's type.
    private static func xmlValue<A: OperationAnswer>(_ type: A.Type, _ body: [UInt8]) throws(OperationError) -> [UInt8] {
        var answer = try reading { () throws(WireError) in
            try body.withUnsafeBufferPointer { (bytes) throws(WireError) in
                try XMLDecoder.read(bytes) { (decoder) throws(WireError) in
                    let root = try decoder.root()
                    guard root.text == A.valueName else {
                        throw decoder.reader.invalid("expected <\(A.valueName)>, found <\(root.name.quoted)>")
                    }
                    var answer = A()
                    try answer.visitValue(&decoder)
                    return answer
                }
            }
        }
        return answer.body(in: AnswerForm())
    }

    /// Whether a document's root is a SOAP envelope; what cannot be read is left to SOAP's reader to complain of.
    private static func isEnvelope(_ body: [UInt8]) -> Bool {
        var name: String?
        _ = try? body.withUnsafeBufferPointer { (bytes) throws(WireError) in
            try XMLDecoder.read(bytes) { (decoder) throws(WireError) in name = try decoder.root().text }
        }
        return name == nil || name == "Envelope"
    }

    /// What the server says of a failure, in either of REST's forms or in none.
    private static func remoteFailure(_ response: HTTPResponse) -> OperationError {
        let said = response.body.withUnsafeBufferPointer { isXML(response) ? tree($0) : try? JSONValue($0) }
        for name in ["Message", "ErrorMessage"] {
            if case .string(let message)? = said?[name] {
                return OperationError(.remote, message, path: "HTTP \(response.status)")
            }
        }
        return OperationError(.remote, "the server answered with status \(response.status)", path: "HTTP \(response.status)")
    }

    /// The elements of a document's root; nil when it cannot be read.
    private static func tree(_ bytes: UnsafeBufferPointer<UInt8>) -> JSONValue? {
        try? XMLDecoder.read(bytes) { (decoder) throws(WireError) in
            _ = try decoder.root()
            return try decoder.reader.tree()
        }
    }
}
