extension Reading where Self: ~Copyable {
    /// One session, whatever its status.
    package func session(id: Int32) throws(Failure) -> SessionRow? {
        try first(
            """
            SELECT
                id, topic_id, user_id, person_id, customer_alias, customer_host, customer_name, customer_email,
                customer_phone, customer_consented, customer_company_name, status, first_message, last_message,
                when_requested, when_started, when_ended, when_idle, when_fetched, session_key, initial_queue_pos,
                alert_level, rank, flags, contact_id, project_id, sale_id, ticket_id, transfer_to,
                chatbot_is_active, rating, rights, extra, modified, priority, assigned_at,
                offered_until, deleted_at, language
            FROM sessions
            WHERE id = ?
            """,
            [.integer(id)]
        ) { row in SessionRow(&row) }
    }

    /// The session that a customer's key opens. A key that two sessions have opens neither.
    package func session(key: String) throws(Failure) -> SessionRow? {
        let ids = try rows("SELECT id FROM sessions WHERE session_key = ? LIMIT 2", [.text(key)]) { row in row.int32() }
        guard let id = ids.first, ids.count == 1 else { return nil }
        return try session(id: id)
    }

    /// The sessions of the topics in which an associate holds any right, but those that are invalid (0) or deleted (8),
    /// in the order in which they were requested.
    ///
    /// The join is a cross join because that fixes its order: from the few topics of the member to their sessions.
    package func sessions(ofMember associateID: Int32) throws(Failure) -> [SessionRow] {
        try rows(
            """
            SELECT
                s.id, s.topic_id, s.user_id, s.person_id, s.customer_alias, s.customer_host, s.customer_name,
                s.customer_email, s.customer_phone, s.customer_consented, s.customer_company_name, s.status,
                s.first_message, s.last_message, s.when_requested, s.when_started, s.when_ended, s.when_idle,
                s.when_fetched, s.session_key, s.initial_queue_pos, s.alert_level, s.rank, s.flags, s.contact_id,
                s.project_id, s.sale_id, s.ticket_id, s.transfer_to, s.chatbot_is_active, s.rating, s.rights,
                s.extra, s.modified, s.priority, s.assigned_at, s.offered_until, s.deleted_at,
                s.language
            FROM topic_agents AS a
            CROSS JOIN sessions AS s ON s.topic_id = a.topic_id
            WHERE a.associate_id = ? AND a.rights <> 0 AND s.status NOT IN (0, 8)
            ORDER BY s.when_requested, s.id
            """,
            [.integer(associateID)]
        ) { row in SessionRow(&row) }
    }

    /// The same sessions but those that ended before `time`: what is under way and what ended lately. It costs by these,
    /// and not by all that the topics ever had.
    package func sessions(ofMember associateID: Int32, endedSince time: Int64) throws(Failure) -> [SessionRow] {
        var sessions: [SessionRow] = []
        for id in try sessionIDs(ofMember: associateID, endedSince: time) {
            if let session = try session(id: id) { sessions.append(session) }
        }
        return sessions
    }

    /// The ids of the same.
    package func sessionIDs(ofMember associateID: Int32, endedSince time: Int64) throws(Failure) -> [Int32] {
        try rows(
            """
            SELECT id
            FROM (
                SELECT s.id, s.when_requested
                FROM topic_agents AS a
                CROSS JOIN sessions AS s INDEXED BY sessions_by_silence ON s.topic_id = a.topic_id
                WHERE a.associate_id = ?1 AND a.rights <> 0 AND s.status IN (1, 2, 3, 5, 6)
                UNION ALL
                SELECT s.id, s.when_requested
                FROM topic_agents AS a
                CROSS JOIN sessions AS s INDEXED BY sessions_queue ON s.topic_id = a.topic_id
                WHERE a.associate_id = ?1 AND a.rights <> 0 AND s.status = 4
                UNION ALL
                SELECT s.id, s.when_requested
                FROM topic_agents AS a
                CROSS JOIN sessions AS s INDEXED BY sessions_by_end ON s.topic_id = a.topic_id
                WHERE a.associate_id = ?1 AND a.rights <> 0 AND s.status IN (7, 9, 10, 11)
                    AND max(s.when_requested, s.when_started, s.when_idle, s.when_ended) >= ?2
            )
            ORDER BY when_requested, id
            """,
            [.integer(associateID), .integer(time)]
        ) { row in row.int32() }
    }

    /// The ids of the sessions that `sessions(ofMember:)` answers, in the same order, read from the indexes alone.
    package func sessionIDs(ofMember associateID: Int32) throws(Failure) -> [Int32] {
        try rows(
            """
            SELECT s.id
            FROM topic_agents AS a
            CROSS JOIN sessions AS s ON s.topic_id = a.topic_id
            WHERE a.associate_id = ? AND a.rights <> 0 AND s.status NOT IN (0, 8)
            ORDER BY s.when_requested, s.id
            """,
            [.integer(associateID)]
        ) { row in row.int32() }
    }

    /// The topics of the given sessions by session; ids that do not exist are left out.
    package func topicIDs(ofSessions ids: some Sequence<Int32>) throws(Failure) -> [Int32: Int32] {
        var topics: [Int32: Int32] = [:]
        for id in ids {
            topics[id] = try first("SELECT topic_id FROM sessions WHERE id = ?", [.integer(id)]) { row in row.int32() }
        }
        return topics
    }
}

extension WriteTransaction {
    /// Adds a session, or replaces the one of that id; id 0 asks for a new one. Answers the id. What it refers to must
    /// exist.
    @discardableResult
    package func save(_ session: SessionRow) throws(Failure) -> Int32 {
        try save(
            """
            INSERT INTO sessions (
                id, topic_id, user_id, person_id, customer_alias, customer_host, customer_name, customer_email,
                customer_phone, customer_consented, customer_company_name, status, first_message, last_message,
                when_requested, when_started, when_ended, when_idle, when_fetched, session_key, initial_queue_pos,
                alert_level, rank, flags, contact_id, project_id, sale_id, ticket_id, transfer_to,
                chatbot_is_active, rating, rights, extra, modified, priority, assigned_at,
                offered_until, deleted_at, language
            )
            VALUES (
                nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                ?, ?, ?, ?, ?, ?, ?, ?, ?
            )
            ON CONFLICT (id) DO UPDATE SET
                topic_id = excluded.topic_id, user_id = excluded.user_id, person_id = excluded.person_id,
                customer_alias = excluded.customer_alias, customer_host = excluded.customer_host,
                customer_name = excluded.customer_name, customer_email = excluded.customer_email,
                customer_phone = excluded.customer_phone, customer_consented = excluded.customer_consented,
                customer_company_name = excluded.customer_company_name, status = excluded.status,
                first_message = excluded.first_message, last_message = excluded.last_message,
                when_requested = excluded.when_requested, when_started = excluded.when_started,
                when_ended = excluded.when_ended, when_idle = excluded.when_idle,
                when_fetched = excluded.when_fetched, session_key = excluded.session_key,
                initial_queue_pos = excluded.initial_queue_pos, alert_level = excluded.alert_level,
                rank = excluded.rank, flags = excluded.flags, contact_id = excluded.contact_id,
                project_id = excluded.project_id, sale_id = excluded.sale_id, ticket_id = excluded.ticket_id,
                transfer_to = excluded.transfer_to, chatbot_is_active = excluded.chatbot_is_active,
                rating = excluded.rating, rights = excluded.rights, extra = excluded.extra,
                modified = excluded.modified, priority = excluded.priority,
                assigned_at = excluded.assigned_at, offered_until = excluded.offered_until,
                deleted_at = excluded.deleted_at, language = excluded.language
            RETURNING id
            """,
            session.values)
    }
}
