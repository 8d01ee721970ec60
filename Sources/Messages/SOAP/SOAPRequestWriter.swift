package import Carriers
package import Wire

/// A SOAP request on its way out, for programs that talk to a server.
package struct SOAPRequestWriter {
    package var form: SOAPForm
    package var operation: String
    package var ticket: String?
    package var applicationToken: String?
    package var timeZone: SoTimeZone?

    package init(_ form: SOAPForm, _ operation: String) {
        self.form = form
        self.operation = operation
    }

    /// The value of `Content-Type`; SOAP 1.2 names the action there.
    package var contentType: String {
        switch form.version {
        case .soap11: form.version.contentType
        case .soap12: form.version.contentType + "; action=\"\(action)\""
        }
    }

    /// The value of `SOAPAction`, quotes included, which SOAP 1.1 wants.
    package var soapAction: String { "\"\(action)\"" }

    private var action: String { form.service.action(operation, form.release) }

    /// The message.
    /// - Parameter arguments: writes what the operation's element holds.
    package func write(_ arguments: (inout XMLEncoder) -> Void) -> ByteWriter {
        var encoder = XMLEncoder(form.xml)
        encoder.beginEnvelope(form)
        switch form.dialect {
        case .manual: manualHeader(&encoder)
        case .wsdl: header(&encoder)
        }
        encoder.body(form, operation, isRequest: true, arguments)
        encoder.endEnvelope(form)
        return encoder.finish()
    }

    private func header(_ encoder: inout XMLEncoder) {
        guard ticket != nil || applicationToken != nil || timeZone != nil else { return encoder.out.put("<s:Header/>") }
        encoder.out.put("<s:Header xmlns=\"\(form.namespace)\" xmlns:i=\"\(SOAPNamespaces.instance)\">")
        headers(&encoder)
        encoder.out.put("</s:Header>")
    }

    /// The manual sets headers two spaces deep, and says no types there.
    private func manualHeader(_ encoder: inout XMLEncoder) {
        var plain = form.xml
        plain.isTyped = false
        plain.indentation = 2
        var inner = XMLEncoder(plain, depth: 1)
        headers(&inner)
        inner.out.withBytes { encoder.out.put($0) }
    }

    private func headers(_ encoder: inout XMLEncoder) {
        var token = applicationToken
        if token != nil { encoder.field("ApplicationToken", &token) }
        var credentials = ticket.map { ticket in
            var credentials = SoCredentials()
            credentials.ticket = ticket
            return credentials
        }
        if credentials != nil { encoder.field("Credentials", &credentials) }
        var zone = timeZone
        if zone != nil { encoder.field("TimeZone", &zone) }
    }
}
