extension Reading where Self: ~Copyable {
    /// The first of a topic's queue that are offered to nobody, in its order.
    package func unoffered(inTopic topicID: Int32, limit: Int32) throws(Failure) -> [QueuedSession] {
        try rows(
            """
            SELECT id, topic_id, priority, when_requested
            FROM sessions
            WHERE topic_id = ? AND status = 4 AND offered_until = 0
            ORDER BY priority DESC, when_requested, id
            LIMIT ?
            """,
            [.integer(topicID), .integer(limit)]
        ) { row in
            QueuedSession(id: row.int32(), topicID: row.int32(), priority: row.int32(), whenRequested: row.moment())
        }
    }

    /// How many sessions are offered to whom.
    package func offeredSessions() throws(Failure) -> [Int32: Int32] {
        let counts = try rows(
            """
            SELECT transfer_to, count(*)
            FROM sessions INDEXED BY sessions_by_offer
            WHERE offered_until > 0 AND transfer_to IS NOT NULL
            GROUP BY transfer_to
            """
        ) { row in (row.int32(), Int32(clamping: row.count())) }
        return Dictionary(counts) { first, _ in first }
    }

    /// The sessions that are offered to an associate, the one that was offered first at first.
    package func sessions(offeredTo associateID: Int32) throws(Failure) -> [Int32] {
        try rows(
            "SELECT id FROM sessions WHERE offered_until > 0 AND transfer_to = ? ORDER BY offered_until, id",
            [.integer(associateID)]
        ) { row in row.int32() }
    }

    /// When a session that waits was last offered to whom.
    package func offers(ofSession id: Int32) throws(Failure) -> [Int32: Int64] {
        let offers = try rows("SELECT associate_id, at FROM offers WHERE session_id = ?", [.integer(id)]) { row in
            (row.int32(), row.moment())
        }
        return Dictionary(offers) { first, _ in first }
    }

    /// When the next promise to somebody who waits is broken.
    package func earliestServiceLevel() throws(Failure) -> Int64? {
        try first("SELECT due FROM service_levels WHERE due > 0 ORDER BY due LIMIT 1") { row in row.deadline() }
    }

    /// The sessions whose promise is broken at `time`, the earliest first.
    package func brokenServiceLevels(at time: Int64, limit: Int32) throws(Failure) -> [Int32] {
        try rows(
            "SELECT session_id FROM service_levels WHERE due > 0 AND due <= ? ORDER BY due LIMIT ?", [.integer(time), .integer(limit)]
        ) { row in row.int32() }
    }
}

extension WriteTransaction {
    /// Notes that a session was offered to somebody.
    package func saveOffer(ofSession id: Int32, to associateID: Int32, at time: Int64) throws(Failure) {
        try run(
            "INSERT OR REPLACE INTO offers (session_id, associate_id, at) VALUES (?, ?, ?)",
            [.integer(id), .integer(associateID), .integer(time)])
    }

    /// Notes when the wait of a session breaks the promise.
    package func saveServiceLevel(ofSession id: Int32, due: Int64) throws(Failure) {
        try run("INSERT OR REPLACE INTO service_levels (session_id, due) VALUES (?, ?)", [.integer(id), .integer(due)])
    }

    package func deleteServiceLevel(ofSession id: Int32) throws(Failure) {
        try run("DELETE FROM service_levels WHERE session_id = ?", [.integer(id)])
    }

    /// Forgets to whom a session was offered while it waited.
    package func deleteOffers(ofSession id: Int32) throws(Failure) {
        try run("DELETE FROM offers WHERE session_id = ?", [.integer(id)])
    }
}
