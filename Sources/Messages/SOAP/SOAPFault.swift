package import Wire

/// Why a SOAP message was not taken: it is no XML, no SOAP, or not for this service. Failures of the operation itself are
/// no faults; they are answered with `ExceptionInfo`.
package struct SOAPFault: Error {
    package enum Code: Sendable, Hashable {
        /// The envelope is of no version of SOAP that there is.
        case versionMismatch
        /// A header that is not known insists on being understood.
        case mustUnderstand
        /// The message is wrong.
        case sender
        /// The message may be right.
        case receiver
    }

    package var code: Code
    /// The version to answer in, as far as the envelope told.
    package var version: SOAPVersion?
    /// What is wrong, and where.
    package var error: WireError
    /// The header that was not understood; nil when its name is too long to be told.
    package var header: (namespace: String, name: String)?
    /// Whether the fault concerns a place in the message.
    private let hasPlace: Bool

    package init(_ code: Code, _ error: WireError, version: SOAPVersion? = nil) {
        self.code = code
        self.error = error
        self.version = version
        hasPlace = true
    }

    /// A fault that concerns no place in the message.
    package init(_ code: Code, _ message: String, version: SOAPVersion? = nil) {
        self.code = code
        self.version = version
        error = WireError(.value, message, offset: 0)
        hasPlace = false
    }

    /// The status of the HTTP response that carries the fault.
    package func status(_ version: SOAPVersion) -> Int {
        version == .soap12 && code == .sender ? 400 : 500
    }

    func name(_ version: SOAPVersion) -> String {
        switch (code, version) {
        case (.versionMismatch, _): "VersionMismatch"
        case (.mustUnderstand, _): "MustUnderstand"
        case (.sender, .soap11): "Client"
        case (.sender, .soap12): "Sender"
        case (.receiver, .soap11): "Server"
        case (.receiver, .soap12): "Receiver"
        }
    }
}

extension SOAPFault: CustomStringConvertible {
    /// A fault that concerns no place in the message names none.
    package var description: String { hasPlace ? error.description : error.message }
}
