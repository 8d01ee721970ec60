package import Carriers
package import Wire

/// What a SOAP request says beside its arguments.
package struct SOAPHead: Sendable {
    /// How the request was written, and so how the answer has to be.
    package var form: SOAPForm
    package var operation = ""
    package var ticket: String?
    package var applicationToken: String?
    package var timeZone: SoTimeZone?

    package init(form: SOAPForm) {
        self.form = form
    }
}

/// A SOAP request on its way in.
package enum SOAPRequest {
    /// Reads a request to a service of a release.
    ///
    /// - Parameter body: gets the head and a decoder that stands in the operation's element; `arguments` reads from there.
    ///   Arguments that it does not read are passed over.
    /// - Throws: a fault, with the version to answer in as soon as that is known.
    package static func read<R>(
        _ bytes: UnsafeBufferPointer<UInt8>, service: Service, release: Int, limits: Limits = Limits(),
        _ body: (SOAPHead, inout XMLDecoder) throws(WireError) -> R
    ) throws(SOAPFault) -> R {
        var envelope = SOAPEnvelope()
        do {
            return try XMLDecoder.read(
                bytes, limits: limits, namespaces: SOAPNamespaces.known, service: Service.namespace(release),
                arrays: SOAPNamespaces.arrays
            ) { (decoder) throws(WireError) in
                try read(&envelope, &decoder, service, release, body)
            }
        } catch {
            var fault = SOAPFault(envelope.code, error, version: envelope.version)
            fault.header = envelope.header
            throw fault
        }
    }

    private static func read<R>(
        _ envelope: inout SOAPEnvelope, _ decoder: inout XMLDecoder, _ service: Service, _ release: Int,
        _ body: (SOAPHead, inout XMLDecoder) throws(WireError) -> R
    ) throws(WireError) -> R {
        try envelope.begin(&decoder, service)
        var head = SOAPHead(form: SOAPForm(.wsdl, envelope.version ?? .soap11, service, release))
        let operation = try envelope.body(&decoder) { (tag, decoder) throws(WireError) in
            try header(tag, &decoder, &head)
        }
        guard let operation else { throw decoder.reader.invalid("the Body is empty; it holds the operation") }
        guard operation.namespace == decoder.service else {
            let found = decoder.reader.namespaces.uri(operation.namespace)
            throw decoder.reader.invalid(
                "<\(operation.name.quoted)> is of the namespace \"\(found.quoted)\"; here \"\(Service.namespace(release))\" is expected")
        }
        head.operation = operation.text
        if envelope.isManual, !envelope.hasHeader { head.form.dialect = .manual }
        let depth = decoder.reader.depth
        let result = try body(head, &decoder)
        if !operation.isEmpty, decoder.reader.depth == depth { try decoder.reader.skipContent() }
        try envelope.end(&decoder, afterElement: true)
        return result
    }

    private static let longestTimeZone = 4096

    /// Reads a header when it is one of ours.
    private static func header(_ tag: XMLTag, _ decoder: inout XMLDecoder, _ head: inout SOAPHead) throws(WireError) -> Bool {
        if tag.isNamed("ApplicationToken", in: decoder.service) {
            head.applicationToken = try decoder.text()
        } else if tag.isNamed("Credentials", in: decoder.service) {
            var credentials = SoCredentials()
            do { try decoder.arguments(&credentials) } catch { throw error.within("Credentials") }
            head.ticket = credentials.ticket
        } else if tag.isNamed("TimeZone", in: decoder.service) {
            var zone = SoTimeZone()
            let start = decoder.reader.offset
            do { try decoder.arguments(&zone) } catch { throw error.within("TimeZone") }
            // Answers repeat it, those to strangers too.
            guard decoder.reader.offset - start <= longestTimeZone else {
                throw WireError(.limit, "the header has more than \(longestTimeZone) bytes", path: "TimeZone", offset: start)
            }
            head.timeZone = tag.isNil ? nil : zone
        } else {
            return false
        }
        return true
    }
}
