/// Who did what, as the audit keeps it: an entry is never changed, and goes only with the retention.
package struct AuditRow: Sendable, Hashable {
    /// Given when it is recorded.
    package var seq: Int64 = 0
    /// Ticks, UTC.
    package var at: Int64
    /// 0 when it was no associate.
    package var associateID: Int32 = 0
    /// Who it was, in words that stay true when the associate has gone.
    package var who: String
    package var operation: String
    package var sessionID: Int32 = 0
    package var topicID: Int32 = 0
    /// JSON of what else there is to say. Nothing a customer wrote: the audit outlives what is erased.
    package var details: String?

    package init(at: Int64, who: String, operation: String) {
        self.at = at
        self.who = who
        self.operation = operation
    }

    fileprivate init(_ row: inout SQLiteRow) {
        seq = row.count()
        at = row.moment()
        associateID = row.int32()
        who = row.text()
        operation = row.text()
        sessionID = row.int32()
        topicID = row.int32()
        details = row.optionalText()
    }
}

extension Reading where Self: ~Copyable {
    /// The entries after `seq` in the order in which they were made.
    package func audit(after seq: Int64 = 0, limit: Int32) throws(Failure) -> [AuditRow] {
        try rows(
            """
            SELECT seq, at, associate_id, who, operation, session_id, topic_id, details
            FROM audit
            WHERE seq > ?
            ORDER BY seq
            LIMIT ?
            """,
            [.integer(seq), .integer(limit)]
        ) { row in AuditRow(&row) }
    }

    /// The same of one session.
    package func audit(
        ofSession sessionID: Int32, after seq: Int64 = 0, limit: Int32
    ) throws(Failure) -> [AuditRow] {
        try rows(
            """
            SELECT seq, at, associate_id, who, operation, session_id, topic_id, details
            FROM audit
            WHERE session_id = ? AND session_id <> 0 AND seq > ?
            ORDER BY seq
            LIMIT ?
            """,
            [.integer(sessionID), .integer(seq), .integer(limit)]
        ) { row in AuditRow(&row) }
    }

    /// Since when nothing has been taken out of the audit; 0 when nothing ever was.
    package func auditCompleteSince() throws(Failure) -> Int64 {
        try first("SELECT complete_since FROM audit_horizon WHERE id = 1") { row in row.moment() } ?? 0
    }
}

extension Reading where Self: ~Copyable {
    /// When the oldest entry was made.
    package func earliestAudit() throws(Failure) -> Int64? {
        try first("SELECT at FROM audit ORDER BY at LIMIT 1") { row in row.moment() }
    }
}

extension WriteTransaction {
    /// Adds an entry.
    package func record(_ entry: AuditRow) throws(Failure) {
        try run(
            """
            INSERT INTO audit (at, associate_id, who, operation, session_id, topic_id, details)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .integer(entry.at), .integer(entry.associateID), .text(entry.who), .text(entry.operation),
                .integer(entry.sessionID), .integer(entry.topicID), .text(entry.details),
            ])
    }

    /// Removes up to `limit` entries from before `time` and answers how many. The audit says from then on that it is
    /// complete since `time` only.
    @discardableResult
    package func pruneAudit(before time: Int64, limit: Int32 = 1000) throws(Failure) -> Int {
        try run(
            "UPDATE audit_horizon SET complete_since = ?1 WHERE id = 1 AND complete_since < ?1", [.integer(time)])
        return try run(
            """
            DELETE FROM audit
            WHERE seq IN (SELECT seq FROM audit WHERE at < ? ORDER BY at LIMIT ?)
            """,
            [.integer(time), .integer(limit)])
    }
}
