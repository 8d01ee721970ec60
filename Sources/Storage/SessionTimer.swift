/// What time brings about in sessions: for each, the moment that counts is found by an index.
package enum SessionTimer: Sendable, Hashable {
    /// A session in a form or under way (1, 2, 3, 5, 6): when somebody last said something, or picked it up, or asked.
    case silence(topicID: Int32)
    /// A session that has not ended: when its customer last gave a sign of life, if that was ever noted.
    case lifeSign(topicID: Int32)
    /// A session in the queue (4), or one that waits for an agent's answer (5, without a bot), with so many warnings: since
    /// when it waits.
    case wait(topicID: Int32, status: Int32, alertLevel: Int32)
    /// A session in the queue: when it was asked for.
    case request(topicID: Int32)
    /// A session that was assigned automatically: until when the agent has to answer.
    case offer
    /// A session that is marked as deleted: when it was.
    case deletion
    /// A session that has ended (7, 9, 10, 11): its last moment that is known.
    case ending(topicID: Int32)
}

extension Reading where Self: ~Copyable {
    /// The earliest of these moments; nil when there is none. What is due next follows from it and the settings.
    package func earliest(_ timer: SessionTimer) throws(Failure) -> Int64? {
        try first(timer.earliestSQL, timer.values) { row in
            _ = row.int32()
            return row.deadline()
        }
    }

    /// The sessions of which that moment is `time` or before it, the earliest first.
    package func due(_ timer: SessionTimer, notAfter time: Int64, limit: Int32) throws(Failure) -> [Int32] {
        try rows(timer.dueSQL, timer.values + [.integer(time), .integer(limit)]) { row in row.int32() }
    }
}

extension SessionTimer {
    fileprivate var values: [SQLiteValue] {
        switch self {
        case .silence(let topicID), .lifeSign(let topicID), .request(let topicID), .ending(let topicID):
            [.integer(topicID)]
        case .wait(let topicID, let status, let alertLevel):
            [.integer(topicID), .integer(status), .integer(alertLevel)]
        case .offer, .deletion: []
        }
    }

    // The terms of an index and its condition stand in each statement as they stand in the schema: SQLite takes the index
    // for nothing else. The index of requests is named, as the one of all sessions of a topic would do, and is long.

    fileprivate var earliestSQL: StaticString {
        switch self {
        case .silence:
            """
            SELECT id, max(when_requested, when_started, when_idle)
            FROM sessions
            WHERE topic_id = ? AND status IN (1, 2, 3, 5, 6) AND max(when_requested, when_started, when_idle) > 0
            ORDER BY max(when_requested, when_started, when_idle)
            LIMIT 1
            """
        case .lifeSign:
            """
            SELECT id, when_fetched
            FROM sessions
            WHERE topic_id = ? AND status IN (1, 2, 3, 4, 5, 6) AND when_fetched > 0
            ORDER BY when_fetched
            LIMIT 1
            """
        case .wait:
            """
            SELECT id, CASE status WHEN 4 THEN when_requested ELSE max(when_requested, when_started, when_idle) END
            FROM sessions
            WHERE topic_id = ? AND status = ? AND alert_level = ?
                AND (status = 4 OR (status = 5 AND chatbot_is_active = 0))
                AND CASE status WHEN 4 THEN when_requested ELSE max(when_requested, when_started, when_idle) END > 0
            ORDER BY CASE status WHEN 4 THEN when_requested ELSE max(when_requested, when_started, when_idle) END
            LIMIT 1
            """
        case .request:
            """
            SELECT id, when_requested
            FROM sessions INDEXED BY sessions_by_request
            WHERE topic_id = ? AND status = 4 AND when_requested > 0
            ORDER BY when_requested
            LIMIT 1
            """
        case .offer:
            """
            SELECT id, offered_until
            FROM sessions
            WHERE offered_until > 0
            ORDER BY offered_until
            LIMIT 1
            """
        case .deletion:
            """
            SELECT id, deleted_at
            FROM sessions
            WHERE status = 8 AND deleted_at >= 0
            ORDER BY deleted_at
            LIMIT 1
            """
        case .ending:
            """
            SELECT id, max(when_requested, when_started, when_idle, when_ended)
            FROM sessions
            WHERE topic_id = ? AND status IN (7, 9, 10, 11)
            ORDER BY max(when_requested, when_started, when_idle, when_ended)
            LIMIT 1
            """
        }
    }

    fileprivate var dueSQL: StaticString {
        switch self {
        case .silence:
            """
            SELECT id
            FROM sessions
            WHERE topic_id = ? AND status IN (1, 2, 3, 5, 6) AND max(when_requested, when_started, when_idle) > 0
                AND max(when_requested, when_started, when_idle) <= ?
            ORDER BY max(when_requested, when_started, when_idle)
            LIMIT ?
            """
        case .lifeSign:
            """
            SELECT id
            FROM sessions
            WHERE topic_id = ? AND status IN (1, 2, 3, 4, 5, 6) AND when_fetched > 0 AND when_fetched <= ?
            ORDER BY when_fetched
            LIMIT ?
            """
        case .wait:
            """
            SELECT id
            FROM sessions
            WHERE topic_id = ? AND status = ? AND alert_level = ?
                AND (status = 4 OR (status = 5 AND chatbot_is_active = 0))
                AND CASE status WHEN 4 THEN when_requested ELSE max(when_requested, when_started, when_idle) END > 0
                AND CASE status WHEN 4 THEN when_requested ELSE max(when_requested, when_started, when_idle) END <= ?
            ORDER BY CASE status WHEN 4 THEN when_requested ELSE max(when_requested, when_started, when_idle) END
            LIMIT ?
            """
        case .request:
            """
            SELECT id
            FROM sessions INDEXED BY sessions_by_request
            WHERE topic_id = ? AND status = 4 AND when_requested > 0 AND when_requested <= ?
            ORDER BY when_requested
            LIMIT ?
            """
        case .offer:
            """
            SELECT id
            FROM sessions
            WHERE offered_until > 0 AND offered_until <= ?
            ORDER BY offered_until
            LIMIT ?
            """
        case .deletion:
            """
            SELECT id
            FROM sessions
            WHERE status = 8 AND deleted_at <= ?
            ORDER BY deleted_at
            LIMIT ?
            """
        case .ending:
            """
            SELECT id
            FROM sessions
            WHERE topic_id = ? AND status IN (7, 9, 10, 11)
                AND max(when_requested, when_started, when_idle, when_ended) <= ?
            ORDER BY max(when_requested, when_started, when_idle, when_ended)
            LIMIT ?
            """
        }
    }
}
