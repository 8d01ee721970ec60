extension Reading where Self: ~Copyable {
    /// One message, if it belongs to that session.
    package func message(id: Int32, ofSession sessionID: Int32) throws(Failure) -> MessageRow? {
        try first(
            """
            SELECT
                id, session_id, type, message, author, read_by_customer, special_type, special_param, when_posted,
                client_id, extra
            FROM messages
            WHERE id = ? AND session_id = ?
            """,
            [.integer(id), .integer(sessionID)]
        ) { row in MessageRow(&row) }
    }

    /// The messages of a session that stand after `position` and are shown at `now`, in their order.
    ///
    /// - Parameter hidden: special types that are left out, each from 0 to 62; others are always shown.
    package func messages(
        ofSession sessionID: Int32, after position: MessagePosition = .start, now: Int64, hiding hidden: [Int32] = [],
        limit: Int32 = .max
    ) throws(Failure) -> [MessageRow] {
        try rows(
            """
            SELECT
                id, session_id, type, message, author, read_by_customer, special_type, special_param, when_posted,
                client_id, extra
            FROM messages
            WHERE session_id = ?1 AND (when_posted, id) > (?2, ?3) AND when_posted <= ?4
                AND (?5 >> special_type) & 1 = 0
            ORDER BY when_posted, id
            LIMIT ?6
            """,
            [
                .integer(sessionID), .integer(position.whenPosted), .integer(position.id), .integer(now),
                .integer(Self.mask(of: hidden)), .integer(limit),
            ]
        ) { row in MessageRow(&row) }
    }

    /// The same after the message of that id: where it stands in the session, or after that number alone when the
    /// session has no such message. 0 stands before all.
    package func messages(
        ofSession sessionID: Int32, afterMessage id: Int32, now: Int64, hiding hidden: [Int32] = [],
        limit: Int32 = .max
    ) throws(Failure) -> [MessageRow] {
        guard id != 0 else { return try messages(ofSession: sessionID, now: now, hiding: hidden, limit: limit) }
        if let position = try position(ofMessage: id, inSession: sessionID) {
            return try messages(ofSession: sessionID, after: position, now: now, hiding: hidden, limit: limit)
        }
        return try rows(
            """
            SELECT
                id, session_id, type, message, author, read_by_customer, special_type, special_param, when_posted,
                client_id, extra
            FROM messages
            WHERE session_id = ?1 AND id > ?2 AND when_posted <= ?3 AND (?4 >> special_type) & 1 = 0
            ORDER BY when_posted, id
            LIMIT ?5
            """,
            [.integer(sessionID), .integer(id), .integer(now), .integer(Self.mask(of: hidden)), .integer(limit)]
        ) { row in MessageRow(&row) }
    }

    /// Where a message stands in its session.
    package func position(ofMessage id: Int32, inSession sessionID: Int32) throws(Failure) -> MessagePosition? {
        try first(
            """
            SELECT when_posted, id
            FROM messages
            WHERE id = ? AND session_id = ?
            """,
            [.integer(id), .integer(sessionID)]
        ) { row in MessagePosition(whenPosted: row.deadline(), id: row.int32()) }
    }

    /// The last message of a session that is shown at `now`.
    package func lastMessage(ofSession sessionID: Int32, now: Int64) throws(Failure) -> MessageRow? {
        try first(
            """
            SELECT
                id, session_id, type, message, author, read_by_customer, special_type, special_param, when_posted,
                client_id, extra
            FROM messages
            WHERE session_id = ? AND when_posted <= ?
            ORDER BY when_posted DESC, id DESC
            LIMIT 1
            """,
            [.integer(sessionID), .integer(now)]
        ) { row in MessageRow(&row) }
    }

    /// When the next message of a session that is hidden at `now` will be shown.
    package func nextDelayedMessage(ofSession sessionID: Int32, now: Int64) throws(Failure) -> Int64? {
        try first(
            """
            SELECT when_posted
            FROM messages
            WHERE session_id = ? AND when_posted > ?
            ORDER BY when_posted
            LIMIT 1
            """,
            [.integer(sessionID), .integer(now)]
        ) { row in row.deadline() }
    }

    /// What a customer has to be told of the messages of a session that are shown at `now`: the id of the last one, 0 for
    /// none, and how many for the customer were not read, which is not counted beyond a thousand.
    ///
    /// - Parameters:
    ///   - hidden: special types that customers are not shown.
    ///   - talk: special types of what is said to customers; the others are the system's.
    package func newsForCustomer(
        ofSession sessionID: Int32, now: Int64, hiding hidden: [Int32], counting talk: [Int32]
    ) throws(Failure) -> (lastID: Int32, unread: Int32) {
        try first(
            """
            SELECT
                (
                    SELECT id FROM messages
                    WHERE session_id = ?1 AND when_posted <= ?2 AND (?3 >> special_type) & 1 = 0
                    ORDER BY when_posted DESC, id DESC
                    LIMIT 1
                ),
                (
                    SELECT count(*) FROM (
                        SELECT 1 FROM messages
                        WHERE session_id = ?1 AND when_posted <= ?2 AND type <> 2 AND read_by_customer = 0
                            AND (?4 >> special_type) & 1 = 1
                        LIMIT 1000
                    )
                )
            """,
            [.integer(sessionID), .integer(now), .integer(Self.mask(of: hidden)), .integer(Self.mask(of: talk))]
        ) { row in (lastID: row.int32(), unread: row.int32()) } ?? (lastID: 0, unread: 0)
    }

    private static func mask(of types: [Int32]) -> Int64 {
        types.reduce(0) { mask, type in (0...62).contains(type) ? mask | (1 << Int64(type)) : mask }
    }
}

extension WriteTransaction {
    /// Posts a message as a new one, whatever its `id` says, and answers it with its id. When the session has a message
    /// of the same `clientID`, nothing is added and that one is answered.
    package func post(_ message: MessageRow) throws(Failure) -> (message: MessageRow, isNew: Bool) {
        if let clientID = message.clientID,
            let first = try self.message(clientID: clientID, ofSession: message.sessionID)
        {
            return (first, false)
        }
        var posted = message
        posted.id = 0
        posted.id = try save(posted)
        return (posted, true)
    }

    /// Adds a message, or replaces the one of that id; id 0 asks for a new one. Answers the id.
    @discardableResult
    package func save(_ message: MessageRow) throws(Failure) -> Int32 {
        try save(
            """
            INSERT INTO messages (
                id, session_id, type, message, author, read_by_customer, special_type, special_param, when_posted,
                client_id, extra
            )
            VALUES (nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                session_id = excluded.session_id, type = excluded.type, message = excluded.message,
                author = excluded.author, read_by_customer = excluded.read_by_customer,
                special_type = excluded.special_type, special_param = excluded.special_param,
                when_posted = excluded.when_posted, client_id = excluded.client_id, extra = excluded.extra
            RETURNING id
            """,
            message.values)
    }

    /// Notes that the customer has read the messages up to `position`, and answers how many were not so before. Who
    /// knows how far that was noted before says it in `from`, and what stands before is not looked at again.
    @discardableResult
    package func markRead(
        inSession sessionID: Int32, after from: MessagePosition = .start, upTo position: MessagePosition
    ) throws(Failure) -> Int {
        try run(
            """
            UPDATE messages
            SET read_by_customer = 1
            WHERE session_id = ? AND (when_posted, id) > (?, ?) AND (when_posted, id) <= (?, ?)
                AND read_by_customer = 0
            """,
            [
                .integer(sessionID), .integer(from.whenPosted), .integer(from.id), .integer(position.whenPosted),
                .integer(position.id),
            ])
    }

    private func message(clientID: String, ofSession sessionID: Int32) throws(Failure) -> MessageRow? {
        try first(
            """
            SELECT
                id, session_id, type, message, author, read_by_customer, special_type, special_param, when_posted,
                client_id, extra
            FROM messages
            WHERE session_id = ? AND client_id = ?
            """,
            [.integer(sessionID), .text(clientID)]
        ) { row in MessageRow(&row) }
    }
}
