import Carriers
import Wire

// The frame of a SOAP message on its way out. Requests and responses have it in common.
extension XMLEncoder {
    /// Writes the start of the envelope.
    mutating func beginEnvelope(_ form: SOAPForm) {
        switch form.dialect {
        case .manual:
            out.put(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <SOAP-ENV:Envelope
                 xmlns:SOAP-ENV="\(form.version.envelope)"
                 xmlns:SOAP-ENC="\(form.version.encoding)"
                 xmlns:xsi="\(SOAPNamespaces.instance)"
                 xmlns:xsd="\(SOAPNamespaces.schema)"
                 xmlns:NetServerServices\(form.release)2="\(SOAPNamespaces.arrays)"
                 xmlns:NetServerServices\(form.release)1="\(SOAPNamespaces.serialization)"
                 xmlns:\(form.service.name)="\(form.namespace)">

                """)
        case .wsdl:
            out.put("<s:Envelope xmlns:s=\"\(form.version.envelope)\">")
        }
    }

    mutating func endEnvelope(_ form: SOAPForm) {
        switch form.dialect {
        case .manual: out.put("</SOAP-ENV:Envelope>\n")
        case .wsdl: out.put("</s:Envelope>")
        }
    }

    /// Writes the body with the one element that it holds; none when `element` is nil.
    /// - Parameter isRequest: the manual's requests are set one space deeper than its responses, with an empty line at the end.
    mutating func body(_ form: SOAPForm, _ element: String?, isRequest: Bool, _ fields: (inout XMLEncoder) -> Void) {
        switch form.dialect {
        case .manual:
            out.put(" <SOAP-ENV:Body>\n")
            if let element {
                depth = isRequest ? 3 : 2
                out.put(0x20, times: depth)
                out.put("<\(form.service.name):\(element)>\n")
                depth += 1
                fields(&self)
                depth -= 1
                out.put(0x20, times: depth)
                out.put("</\(form.service.name):\(element)>\n")
                if isRequest { out.put(0x0A) }
            }
            out.put(" </SOAP-ENV:Body>\n")
        case .wsdl:
            guard let element else { return out.put("<s:Body/>") }
            out.put("<s:Body><\(element) xmlns=\"\(form.namespace)\" xmlns:i=\"\(SOAPNamespaces.instance)\" xmlns:a=\"\(SOAPNamespaces.arrays)\">")
            fields(&self)
            out.put("</\(element)></s:Body>")
        }
    }
}
