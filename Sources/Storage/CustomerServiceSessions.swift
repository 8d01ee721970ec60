/// A session of the customer-service client, which CreateSession opens and RemoveSession ends.
package struct CustomerServiceSessionRow: Sendable, Hashable {
    /// Given when it is added; never given again.
    package var loginID: Int32 = 0
    /// The hash of the key that the client has; 16 to 64 bytes.
    package var hash: [UInt8]
    /// The associate for whom it was opened.
    package var userID: Int32
    package var remoteIP: String?
    /// Ticks, UTC.
    package var created: Int64
    /// Ticks, UTC.
    package var lastUsed: Int64

    package init(hash: [UInt8], userID: Int32, remoteIP: String?, created: Int64) {
        self.hash = hash
        self.userID = userID
        self.remoteIP = remoteIP
        self.created = created
        lastUsed = created
    }

    fileprivate init(_ row: inout SQLiteRow) {
        hash = []
        userID = 0
        created = 0
        lastUsed = 0
        loginID = row.int32()
        hash = row.blob()
        userID = row.int32()
        remoteIP = row.optionalText()
        created = row.int64()
        lastUsed = row.int64()
    }
}

extension Reading where Self: ~Copyable {
    /// The session whose key has that hash.
    package func customerServiceSession(hash: [UInt8]) throws(Failure) -> CustomerServiceSessionRow? {
        try first(
            """
            SELECT login_id, hash, user_id, remote_ip, created, last_used
            FROM cs_sessions
            WHERE hash = ?
            """,
            [.blob(hash)]
        ) { row in CustomerServiceSessionRow(&row) }
    }

    /// The session of that number.
    package func customerServiceSession(loginID: Int32) throws(Failure) -> CustomerServiceSessionRow? {
        try first(
            """
            SELECT login_id, hash, user_id, remote_ip, created, last_used
            FROM cs_sessions
            WHERE login_id = ?
            """,
            [.integer(loginID)]
        ) { row in CustomerServiceSessionRow(&row) }
    }
}

extension WriteTransaction {
    /// Adds a session and answers its number, whatever `loginID` says. A second one with the same hash is refused.
    package func insert(_ session: CustomerServiceSessionRow) throws(Failure) -> Int32 {
        try save(
            """
            INSERT INTO cs_sessions (hash, user_id, remote_ip, created, last_used)
            VALUES (?, ?, ?, ?, ?)
            RETURNING login_id
            """,
            [
                .blob(session.hash), .integer(session.userID), .text(session.remoteIP), .integer(session.created),
                .integer(session.lastUsed),
            ])
    }

    /// Notes that a session was used; an earlier use than the one that is noted changes nothing. Whether it was noted.
    @discardableResult
    package func touchCustomerServiceSession(loginID: Int32, at time: Int64) throws(Failure) -> Bool {
        try run(
            "UPDATE cs_sessions SET last_used = ?2 WHERE login_id = ?1 AND last_used < ?2",
            [.integer(loginID), .integer(time)]) > 0
    }

    /// Whether there was such a session.
    @discardableResult
    package func deleteCustomerServiceSession(loginID: Int32) throws(Failure) -> Bool {
        try run("DELETE FROM cs_sessions WHERE login_id = ?", [.integer(loginID)]) > 0
    }

    /// Removes the sessions that were last used before `time` and answers how many there were.
    @discardableResult
    package func deleteCustomerServiceSessions(unusedSince time: Int64) throws(Failure) -> Int {
        try run("DELETE FROM cs_sessions WHERE last_used < ?", [.integer(time)])
    }

    /// Ends all sessions of an associate and answers how many there were.
    @discardableResult
    package func deleteCustomerServiceSessions(ofUser userID: Int32) throws(Failure) -> Int {
        try run("DELETE FROM cs_sessions WHERE user_id = ?", [.integer(userID)])
    }
}
