/// A ticket or token that lets its bearer act as an associate. Not the ticket of the directory, which is a request.
package struct TicketRow: Sendable, Hashable {
    /// The hash of the secret that the bearer has; 16 to 64 bytes.
    package var hash: [UInt8]
    /// Which sort of ticket it is, in the caller's numbering.
    package var kind: Int32
    package var associateID: Int32
    /// Ticks, UTC.
    package var created: Int64
    /// Ticks, UTC; at this moment it is no longer valid.
    package var expires: Int64

    package init(hash: [UInt8], kind: Int32, associateID: Int32, created: Int64, expires: Int64) {
        self.hash = hash
        self.kind = kind
        self.associateID = associateID
        self.created = created
        self.expires = expires
    }
}

extension Reading where Self: ~Copyable {
    /// The ticket with that hash, if it is still valid at `now`.
    package func ticket(hash: [UInt8], now: Int64) throws(Failure) -> TicketRow? {
        try first(
            """
            SELECT hash, kind, associate_id, created, expires
            FROM credentials
            WHERE hash = ? AND expires > ?
            """,
            [.blob(hash), .integer(now)]
        ) { row in
            TicketRow(
                hash: row.blob(), kind: row.int32(), associateID: row.int32(), created: row.moment(),
                expires: row.deadline())
        }
    }

    /// When the first of all tickets ends, or has ended; nil when there are none.
    package func earliestTicketEnd() throws(Failure) -> Int64? {
        try first("SELECT expires FROM credentials ORDER BY expires LIMIT 1") { row in row.deadline() }
    }
}

extension WriteTransaction {
    /// Adds a ticket. A second one with the same hash is refused.
    package func insert(_ ticket: TicketRow) throws(Failure) {
        try run(
            """
            INSERT INTO credentials (hash, kind, associate_id, created, expires)
            VALUES (?, ?, ?, ?, ?)
            """,
            [
                .blob(ticket.hash), .integer(ticket.kind), .integer(ticket.associateID), .integer(ticket.created),
                .integer(ticket.expires),
            ])
    }

    /// Moves a ticket's end further away; never nearer, since two calls may arrive in either order. Whether it moved.
    @discardableResult
    package func extendTicket(hash: [UInt8], until expires: Int64) throws(Failure) -> Bool {
        try run(
            """
            UPDATE credentials
            SET expires = ?2
            WHERE hash = ?1 AND expires < ?2
            """,
            [.blob(hash), .integer(expires)]) > 0
    }

    /// Whether there was such a ticket.
    @discardableResult
    package func deleteTicket(hash: [UInt8]) throws(Failure) -> Bool {
        try run("DELETE FROM credentials WHERE hash = ?", [.blob(hash)]) > 0
    }

    /// Takes every ticket from an associate and answers how many there were.
    @discardableResult
    package func deleteTickets(ofAssociate associateID: Int32) throws(Failure) -> Int {
        try run("DELETE FROM credentials WHERE associate_id = ?", [.integer(associateID)])
    }

    /// Removes tickets that are no longer valid at `now`, the first to end first, and answers how many.
    @discardableResult
    package func deleteExpiredTickets(now: Int64, limit: Int = .max) throws(Failure) -> Int {
        try run(
            """
            DELETE FROM credentials
            WHERE hash IN (SELECT hash FROM credentials WHERE expires <= ? ORDER BY expires LIMIT ?)
            """,
            [.integer(now), .integer(Int64(limit))])
    }
}
