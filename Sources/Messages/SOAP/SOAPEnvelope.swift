import Carriers
import Wire

/// The frame of a SOAP message on its way in: who calls whom in which version, and whether each header is understood.
///
/// Whatever is wrong is thrown as a `WireError`; `code`, `version` and `header` then say what a fault has to add.
struct SOAPEnvelope {
    var version: SOAPVersion?
    var code = SOAPFault.Code.sender
    var header: (namespace: String, name: String)?
    /// The message has a `Header`.
    private(set) var hasHeader = false
    /// Header elements stand directly under `Envelope`, or its prefixes are the manual's.
    private(set) var isManual = false
    private var envelope = XMLNamespace.none

    /// Reads the start of the envelope.
    mutating func begin(_ decoder: inout XMLDecoder, _ service: Service) throws(WireError) {
        let root = try decoder.root()
        let uri = decoder.reader.namespaces.uri(root.namespace)
        version = SOAPVersion.allCases.first { $0.envelope == uri }
        guard version != nil, root.isNamed("Envelope", in: root.namespace) else {
            if root.isNamed("Envelope", in: root.namespace) {
                code = .versionMismatch
                throw decoder.reader.invalid("the envelope is of the namespace \"\(uri.quoted)\"; SOAP 1.1 and 1.2 are accepted")
            }
            throw decoder.reader.invalid("expected a SOAP envelope, found <\(root.name.quoted)>")
        }
        if root.isEmpty { throw decoder.reader.invalid("the envelope has no Body") }
        envelope = root.namespace
        isManual = version == .soap12 && (decoder.reader.prefix(of: decoder.service)?.elementsEqual(service.name.utf8) ?? false)
    }

    /// Goes to the body's only element, which is opened; each header on the way is shown to `body`, which answers whether
    /// it knows it. Nil when the body is empty.
    mutating func body(
        _ decoder: inout XMLDecoder, _ known: (XMLTag, inout XMLDecoder) throws(WireError) -> Bool
    ) throws(WireError) -> XMLTag? {
        while let tag = try decoder.child() {
            if tag.isNamed("Header", in: envelope), !hasHeader {
                hasHeader = true
                if tag.isEmpty { continue }
                while let block = try decoder.child() { try self.block(block, &decoder, known) }
            } else if tag.isNamed("Body", in: envelope) {
                return tag.isEmpty ? nil : try decoder.child()
            } else if tag.namespace == envelope {
                throw decoder.reader.invalid("<\(tag.name.quoted)> may not stand here in a SOAP envelope")
            } else {
                let isOurs = tag.namespace == decoder.service
                try block(tag, &decoder, known)
                if isOurs { isManual = true }
            }
        }
        throw decoder.reader.invalid("the envelope has no Body")
    }

    /// Reads or passes over one header.
    private mutating func block(
        _ tag: XMLTag, _ decoder: inout XMLDecoder, _ known: (XMLTag, inout XMLDecoder) throws(WireError) -> Bool
    ) throws(WireError) {
        let depth = decoder.reader.depth
        let insists = try insists(&decoder)
        let offset = decoder.reader.offset
        if try !known(tag, &decoder) {
            if insists {
                code = .mustUnderstand
                header = SOAPEnvelope.shown(decoder.reader.namespaces.uri(tag.namespace), tag.text)
                throw WireError(.value, "the header <\(tag.name.quoted)> is not understood", offset: offset)
            }
            if !tag.isEmpty, decoder.reader.depth == depth { try decoder.reader.skipContent() }
        }
    }

    /// A header's name for the answer; nil when that would say more than an error quotes, for half a name is another one.
    private static func shown(_ namespace: String, _ name: String) -> (namespace: String, name: String)? {
        namespace.quoted == namespace && name.quoted == name ? (namespace, name) : nil
    }

    /// Whether the header that was just opened has to be understood, and by us.
    private func insists(_ decoder: inout XMLDecoder) throws(WireError) -> Bool {
        guard let version else { return false }
        var insists = false
        var isOurs = true
        for attribute in decoder.reader.attributes where attribute.namespace == envelope {
            if attribute.isNamed("mustUnderstand", in: envelope) {
                insists = try decoder.reader.truth(of: attribute)
            } else if attribute.isNamed("actor", in: envelope) || attribute.isNamed("role", in: envelope) {
                isOurs = version.isOurs(try decoder.reader.value(of: attribute))
            }
        }
        return insists && isOurs
    }

    /// Reads from behind the body's element to the end of the envelope.
    func end(_ decoder: inout XMLDecoder, afterElement: Bool) throws(WireError) {
        if afterElement, let second = try decoder.child() {
            throw decoder.reader.invalid("the Body has a second element, <\(second.name.quoted)>; one is expected")
        }
        while let tag = try decoder.child() {
            if tag.namespace == envelope { throw decoder.reader.invalid("<\(tag.name.quoted)> may not stand behind the Body") }
            if !tag.isEmpty { try decoder.reader.skipContent() }
        }
    }
}
