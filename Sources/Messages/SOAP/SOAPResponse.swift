package import Carriers
package import Wire

/// What a server said instead of a result.
package struct RemoteFailure: Error, Sendable, Hashable {
    package var message = ""
    /// The kind of failure as the server names it: an exception's type, or a fault's code.
    package var type = ""
    /// Words for the user, when there are any.
    package var friendlyText: String?
    package var source: String?
    /// The server refused the message itself.
    package var isFault = false
}

/// Why a response has no result.
package enum SOAPResponseError: Error {
    /// The bytes are not the response that was expected.
    case wire(WireError)
    /// The server answered with a failure.
    case remote(RemoteFailure)
}

/// A SOAP response on its way in, for programs that talk to a server: either dialect, either version.
package enum SOAPResponse {
    /// Reads the response of a service of a release.
    /// - Parameters:
    ///   - element: the name of the element that is expected, such as `ChatSessionsForUserResponse`.
    ///   - body: reads the result with `arguments` of the decoder. What it does not read is passed over.
    package static func read<R>(
        _ bytes: UnsafeBufferPointer<UInt8>, service: Service, release: Int, element: String, limits: Limits = Limits(),
        _ body: (inout XMLDecoder) throws(WireError) -> R
    ) throws(SOAPResponseError) -> R {
        var failure: RemoteFailure?
        do {
            return try XMLDecoder.read(
                bytes, limits: limits, namespaces: SOAPNamespaces.known, service: Service.namespace(release),
                arrays: SOAPNamespaces.arrays
            ) { (decoder) throws(WireError) in
                try read(&decoder, service, element, &failure, body)
            }
        } catch {
            if let failure { throw .remote(failure) }
            throw .wire(error)
        }
    }

    private static func read<R>(
        _ decoder: inout XMLDecoder, _ service: Service, _ expected: String, _ failure: inout RemoteFailure?,
        _ body: (inout XMLDecoder) throws(WireError) -> R
    ) throws(WireError) -> R {
        var envelope = SOAPEnvelope()
        var headers = Headers()
        try envelope.begin(&decoder, service)
        let element = try envelope.body(&decoder) { (tag, decoder) throws(WireError) in
            try headers.read(tag, &decoder)
        }
        if let element, element.name.elementsEqual("Fault".utf8), element.namespace != decoder.service {
            failure = RemoteFailure(fault: try decoder.reader.tree())
        } else if headers.exception != nil || headers.succeeded == false {
            failure = RemoteFailure(headers.exception ?? SoExceptionInfo())
        }
        if let failure { throw decoder.reader.invalid(failure.message) }
        guard let element else { throw decoder.reader.invalid("the Body is empty; expected <\(expected)>") }
        guard element.namespace == decoder.service, element.text == expected else {
            let space = decoder.reader.namespaces.uri(decoder.service)
            let found = decoder.reader.namespaces.uri(element.namespace)
            throw decoder.reader.invalid(
                "expected <\(expected)> of the namespace \"\(space)\", found <\(element.name.quoted)> of \"\(found.quoted)\"")
        }
        let depth = decoder.reader.depth
        let result = try body(&decoder)
        if !element.isEmpty, decoder.reader.depth == depth { try decoder.reader.skipContent() }
        try envelope.end(&decoder, afterElement: true)
        return result
    }

    /// What the headers of a response say.
    private struct Headers {
        var exception: SoExceptionInfo?
        var succeeded: Bool?

        mutating func read(_ tag: XMLTag, _ decoder: inout XMLDecoder) throws(WireError) -> Bool {
            if tag.isNamed("ExceptionInfo", in: decoder.service) {
                var info = SoExceptionInfo()
                do { try decoder.arguments(&info) } catch { throw error.within("ExceptionInfo") }
                if !tag.isNil { exception = info }
            } else if tag.isNamed("Succeeded", in: decoder.service) {
                succeeded = try decoder.text().map { $0 == "true" || $0 == "1" }
            } else {
                return false
            }
            return true
        }
    }
}

extension RemoteFailure {
    init(_ info: SoExceptionInfo) {
        message = info.message ?? "the server says that the call failed, and not why"
        type = info.exceptionType ?? ""
        friendlyText = info.friendlyText
        source = info.source
    }

    /// A fault of either version, as a tree of its elements.
    init(fault: JSONValue) {
        isFault = true
        func text(_ path: String...) -> String? {
            var value: JSONValue? = fault
            for name in path { value = value?[name] }
            if case .string(let text) = value { return text }
            return nil
        }
        message = text("faultstring") ?? text("Reason", "Text") ?? "the server answered with a fault"
        let code = text("faultcode") ?? text("Code", "Value") ?? ""
        type = code.split(separator: ":").last.map(String.init) ?? code
    }
}
