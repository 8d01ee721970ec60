/// A session of the customer service: a key by which other programs know that somebody is signed in.
package struct ServiceSessionRow: Sendable, Hashable {
    package var loginID: Int32
    package var associateID: Int32
    /// Ticks, UTC.
    package var lastUsed: Int64
}

extension Reading where Self: ~Copyable {
    /// The session with that hash, if it was used after `since`.
    package func serviceSession(hash: [UInt8], usedAfter since: Int64) throws(Failure) -> ServiceSessionRow? {
        try first(
            """
            SELECT login_id, user_id, last_used
            FROM cs_sessions
            WHERE hash = ? AND last_used > ?
            """,
            [.blob(hash), .integer(since)]
        ) { row in ServiceSessionRow(loginID: row.int32(), associateID: row.int32(), lastUsed: row.moment()) }
    }

    /// When the one that was not used for the longest time was last used; nil when there are none.
    package func earliestServiceSessionUse() throws(Failure) -> Int64? {
        try first("SELECT last_used FROM cs_sessions ORDER BY last_used LIMIT 1") { row in row.moment() }
    }

    /// Whose session that is.
    package func serviceSessionOwner(loginID: Int32) throws(Failure) -> Int32? {
        try first("SELECT user_id FROM cs_sessions WHERE login_id = ?", [.integer(loginID)]) { row in row.int32() }
    }
}

extension WriteTransaction {
    /// Adds a session and answers its number, which no other ever gets.
    package func insertServiceSession(
        hash: [UInt8], associateID: Int32, remoteIP: String?, now: Int64
    ) throws(Failure) -> Int32 {
        try save(
            """
            INSERT INTO cs_sessions (hash, user_id, remote_ip, created, last_used)
            VALUES (?1, ?2, ?3, ?4, ?4)
            RETURNING login_id
            """,
            [.blob(hash), .integer(associateID), remoteIP.map { .text($0) } ?? .null, .integer(now)])
    }

    /// Notes that a session was used; never earlier than was noted before.
    package func touchServiceSession(loginID: Int32, now: Int64) throws(Failure) {
        try run("UPDATE cs_sessions SET last_used = ?2 WHERE login_id = ?1 AND last_used < ?2", [.integer(loginID), .integer(now)])
    }

    package func deleteServiceSession(loginID: Int32) throws(Failure) {
        try run("DELETE FROM cs_sessions WHERE login_id = ?", [.integer(loginID)])
    }

    package func deleteServiceSessions(ofAssociate associateID: Int32) throws(Failure) {
        try run("DELETE FROM cs_sessions WHERE user_id = ?", [.integer(associateID)])
    }

    /// Removes sessions that were last used at `since` or before, the longest unused first, and answers how many.
    @discardableResult
    package func deleteServiceSessions(unusedSince since: Int64, limit: Int = .max) throws(Failure) -> Int {
        try run(
            """
            DELETE FROM cs_sessions
            WHERE login_id IN (SELECT login_id FROM cs_sessions WHERE last_used <= ? ORDER BY last_used LIMIT ?)
            """,
            [.integer(since), .integer(Int64(limit))])
    }
}
