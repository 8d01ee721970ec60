package import Carriers
package import Wire

/// SOAP responses on their way out, in the form of their requests.
package enum SOAPResponseWriter {
    /// A call that succeeded.
    /// - Parameters:
    ///   - element: the name of the response's element, such as `ChatSessionsForUserResponse`.
    ///   - timeZone: the zone that dates are in, when the request named one. The manual's dialect does not say it.
    ///   - fields: writes what the element holds.
    package static func result(
        _ form: SOAPForm, element: String, timeZone: SoTimeZone? = nil, into out: consuming ByteWriter = ByteWriter(capacity: 4096),
        _ fields: (inout XMLEncoder) -> Void
    ) -> ByteWriter {
        var encoder = XMLEncoder(form.xml, into: out)
        encoder.beginEnvelope(form)
        if form.dialect == .wsdl { encoder.header(form, nil, timeZone) }
        encoder.body(form, element, isRequest: false, fields)
        encoder.endEnvelope(form)
        return encoder.finish()
    }

    /// A call that failed: `Succeeded` is false, `ExceptionInfo` says why, and the body is empty.
    ///
    /// The manual shows no failure. In its dialect the same elements stand directly under `Envelope`, where it puts the
    /// headers of a request.
    package static func failure(_ form: SOAPForm, _ info: SoExceptionInfo, timeZone: SoTimeZone? = nil) -> ByteWriter {
        var encoder = XMLEncoder(form.xml)
        encoder.beginEnvelope(form)
        encoder.header(form, info, timeZone)
        encoder.body(form, nil, isRequest: false) { _ in }
        encoder.endEnvelope(form)
        return encoder.finish()
    }

    /// A message that was not taken.
    package static func fault(_ fault: SOAPFault, _ version: SOAPVersion) -> ByteWriter {
        var encoder = XMLEncoder(XMLForm())
        encoder.out.put("<s:Envelope xmlns:s=\"\(version.envelope)\">")
        if version == .soap12 { encoder.faultHeader(fault) }
        encoder.out.put("<s:Body><s:Fault>")
        switch version {
        case .soap11:
            encoder.out.put("<faultcode>s:\(fault.name(version))</faultcode><faultstring>")
            encoder.text(fault.description)
            encoder.out.put("</faultstring>")
        case .soap12:
            encoder.out.put("<s:Code><s:Value>s:\(fault.name(version))</s:Value></s:Code><s:Reason><s:Text xml:lang=\"en\">")
            encoder.text(fault.description)
            encoder.out.put("</s:Text></s:Reason>")
        }
        encoder.out.put("</s:Fault></s:Body></s:Envelope>")
        return encoder.finish()
    }
}

extension XMLEncoder {
    fileprivate mutating func text(_ text: String) {
        var text = text
        text.withUTF8 { XMLText.write($0, to: &out) }
    }

    /// What SOAP 1.2 says of a fault in a header: which header was not understood, which envelopes are.
    fileprivate mutating func faultHeader(_ fault: SOAPFault) {
        if let header = fault.header {
            out.put("<s:Header><s:NotUnderstood qname=\"h:\(header.name)\" xmlns:h=\"")
            XMLText.writeAttribute(header.namespace, to: &out)
            out.put("\"/></s:Header>")
        } else if fault.code == .versionMismatch {
            out.put("<s:Header><s:Upgrade>")
            for (index, version) in SOAPVersion.allCases.reversed().enumerated() {
                out.put("<s:SupportedEnvelope qname=\"v\(index):Envelope\" xmlns:v\(index)=\"\(version.envelope)\"/>")
            }
            out.put("</s:Upgrade></s:Header>")
        }
    }

    /// The headers of a response.
    fileprivate mutating func header(_ form: SOAPForm, _ info: SoExceptionInfo?, _ timeZone: SoTimeZone?) {
        var info = info
        var extra: SoExtraInfo?
        var succeeded = info == nil
        var timeZone = timeZone
        if form.dialect == .wsdl {
            out.put("<s:Header xmlns=\"\(form.namespace)\" xmlns:i=\"\(SOAPNamespaces.instance)\">")
        } else {
            depth = 1
        }
        field("ExceptionInfo", &info)
        field("ExtraInfo", &extra)
        field("Succeeded", &succeeded)
        field("TimeZone", &timeZone)
        if form.dialect == .wsdl { out.put("</s:Header>") }
    }
}
