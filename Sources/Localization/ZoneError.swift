import Wire

/// Why a time zone could not be had.
package struct ZoneError: Error, Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// The request is not in the form of one: the caller's fault.
        case malformed
        /// No such zone: the caller's fault.
        case unknown
        /// The machine has no time zone database.
        case noDatabase
        /// A file of the database cannot be read: `message` names the file and tells the system's reason or the place.
        case unreadable
    }

    package let kind: Kind
    /// What was asked for, as errors quote it.
    package let zone: String
    /// One sentence: what is wrong and what was expected.
    package let message: String
    /// Bytes from the start of the request or of the file.
    package let offset: Int

    package init(_ kind: Kind, zone: some StringProtocol, _ message: String, offset: Int = 0) {
        self.kind = kind
        self.zone = zone.quoted
        self.message = message
        self.offset = offset
    }

    static func unknown(_ zone: some StringProtocol) -> ZoneError {
        ZoneError(
            .unknown, zone: zone,
            "Unknown time zone '\(zone.quoted)'; expected a code such as NO or US-NY, its id, or a name such as Europe/Oslo")
    }
}

extension ZoneError: CustomStringConvertible {
    package var description: String { message }
}
