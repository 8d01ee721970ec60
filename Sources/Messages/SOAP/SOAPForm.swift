package import Carriers
import Wire

/// The version of SOAP, which is the namespace of the envelope.
package enum SOAPVersion: Sendable, Hashable, CaseIterable {
    case soap11
    case soap12

    package var envelope: String {
        switch self {
        case .soap11: "http://schemas.xmlsoap.org/soap/envelope/"
        case .soap12: "http://www.w3.org/2003/05/soap-envelope"
        }
    }

    package var encoding: String {
        switch self {
        case .soap11: "http://schemas.xmlsoap.org/soap/encoding/"
        case .soap12: "http://www.w3.org/2003/05/soap-encoding"
        }
    }

    /// The media type of a message.
    package var contentType: String {
        switch self {
        case .soap11: "text/xml; charset=utf-8"
        case .soap12: "application/soap+xml; charset=utf-8"
        }
    }

    /// Whether a header addressed so is for whoever answers the call.
    func isOurs(_ role: String) -> Bool {
        switch self {
        case .soap11: role.isEmpty || role == "http://schemas.xmlsoap.org/soap/actor/next"
        case .soap12: role.isEmpty || role == envelope + "/role/next" || role == envelope + "/role/ultimateReceiver"
        }
    }
}

/// The two ways in which the protocol writes SOAP.
package enum SOAPDialect: Sendable, Hashable {
    /// The manual's samples: no `Header`, its elements directly under `Envelope`; every element says its type; one element
    /// a line; null is left out.
    case manual
    /// The service description's: a `Header`, no types, compact; null is `xsi:nil`.
    case wsdl
}

/// How one SOAP message is written. An answer has the form of its question.
package struct SOAPForm: Sendable, Hashable {
    package var dialect: SOAPDialect
    package var version: SOAPVersion
    package var service: Service
    package var release: Int

    package init(_ dialect: SOAPDialect, _ version: SOAPVersion, _ service: Service, _ release: Int) {
        self.dialect = dialect
        self.version = version
        self.service = service
        self.release = release
    }

    package var namespace: String { Service.namespace(release) }

    /// How carriers look inside the message.
    package var xml: XMLForm {
        var form = XMLForm()
        form.foreign = "c:"
        form.isOfNewestRelease = release == Service.releases.upperBound
        switch dialect {
        case .manual:
            form.service = service.name + ":"
            form.arrays = "NetServerServices\(release)2:"
            form.serialization = "NetServerServices\(release)1:"
            form.isTyped = true
            form.indentation = 1
            form.instance = nil
        case .wsdl:
            form.arrays = "a:"
        }
        return form
    }
}

/// The namespaces of messages.
enum SOAPNamespaces {
    static let arrays = "http://schemas.microsoft.com/2003/10/Serialization/Arrays"
    static let serialization = "http://schemas.microsoft.com/2003/10/Serialization/"
    static let schema = "http://www.w3.org/2001/XMLSchema"
    static let instance = "http://www.w3.org/2001/XMLSchema-instance"

    /// All that a reader should know from the beginning.
    static let known = XMLNamespaces(
        SOAPVersion.allCases.map(\.envelope) + [arrays, serialization, schema] + Service.releases.map(Service.namespace))
}
