/// Something that happened, as the log keeps it. Ids are 0 for none.
package struct EventRow: Sendable, Hashable {
    /// Its place in the log, which is the order of the commits; given when it is appended.
    package var seq: Int64 = 0
    /// Ticks, UTC.
    package var at: Int64
    /// In the engine's numbering.
    package var kind: Int32
    package var sessionID: Int32 = 0
    package var topicID: Int32 = 0
    package var oldStatus: Int32?
    package var newStatus: Int32?
    package var messageID: Int32 = 0
    /// Who brought it about.
    package var associateID: Int32 = 0
    /// JSON of what else there is to say. Nothing a customer wrote: the log outlives what is erased.
    package var details: String?

    package init(at: Int64, kind: Int32) {
        self.at = at
        self.kind = kind
    }

    fileprivate init(_ row: inout SQLiteRow) {
        seq = row.count()
        at = row.moment()
        kind = row.int32()
        sessionID = row.int32()
        topicID = row.int32()
        oldStatus = row.optionalInt32()
        newStatus = row.optionalInt32()
        messageID = row.int32()
        associateID = row.int32()
        details = row.optionalText()
    }
}

/// Which events are asked for. What is nil is not looked at.
package struct EventFilter: Sendable, Hashable {
    package var topicIDs: Set<Int32>?
    package var sessionID: Int32?
    package var kinds: Set<Int32>?

    package init(topicIDs: Set<Int32>? = nil, sessionID: Int32? = nil, kinds: Set<Int32>? = nil) {
        self.topicIDs = topicIDs
        self.sessionID = sessionID
        self.kinds = kinds
    }

    fileprivate func matches(_ event: EventRow) -> Bool {
        (topicIDs?.contains(event.topicID) ?? true) && (sessionID.map { $0 == event.sessionID } ?? true)
            && (kinds?.contains(event.kind) ?? true)
    }
}

/// A stretch of the log.
package struct EventPage: Sendable, Hashable {
    package var events: [EventRow] = []
    /// How far the log was read: where the next page goes on, also when none of these events was asked for.
    package var position: Int64
    /// How many events between the cursor and the oldest one kept are gone, whatever they were.
    package var missed: Int64 = 0
    /// Whether there may be more at once.
    package var hasMore = false
}

/// How far the log reaches; both 0 when it is empty.
package struct EventBounds: Sendable, Hashable {
    package var oldest: Int64
    package var newest: Int64
}

extension Reading where Self: ~Copyable {
    /// The first and the last event that are kept.
    package func eventBounds() throws(Failure) -> EventBounds {
        try first("SELECT (SELECT min(seq) FROM events), (SELECT max(seq) FROM events)") { row in
            EventBounds(oldest: row.count(), newest: row.count())
        } ?? EventBounds(oldest: 0, newest: 0)
    }

    /// Up to `limit` events after `cursor`, in their order; 0 is the beginning. A cursor beyond the newest event, which
    /// only another store can have given out, stands at the newest.
    ///
    /// A filter by session goes by an index. Any other is looked for among the next `reach` events, so that a page
    /// costs the same however rare its events are; `position` then tells how far that was.
    package func events(
        after cursor: Int64, matching filter: EventFilter = EventFilter(), limit: Int = 100, reach: Int = 1000
    ) throws(Failure) -> EventPage {
        let bounds = try eventBounds()
        let cursor = min(max(cursor, 0), bounds.newest)
        var page = EventPage(position: cursor)
        page.missed = max(0, bounds.oldest - 1 - cursor)
        page.position += page.missed
        let limit = max(1, limit)
        if let sessionID = filter.sessionID {
            let found = try events(ofSession: sessionID, after: page.position, limit: limit)
            page.hasMore = found.count == limit
            page.position = page.hasMore ? found.last?.seq ?? bounds.newest : bounds.newest
            page.events = found.filter(filter.matches)
            return page
        }
        let end = min(bounds.newest, page.position.addingClamped(Int64(max(reach, limit))))
        while page.position < end, page.events.count < limit {
            let next = try events(after: page.position, upTo: end, limit: limit)
            // The log has no gaps, unless somebody has made one in the file; it is passed in one step, however wide it is.
            if next.isEmpty { page.position = try firstEvent(after: page.position) - 1 }
            for event in next {
                page.position = event.seq
                guard filter.matches(event) else { continue }
                page.events.append(event)
                if page.events.count == limit { break }
            }
        }
        page.hasMore = page.position < bounds.newest
        return page
    }

    /// How many events of that kind the log has of a session, counted no further than `most`.
    package func countEvents(ofSession sessionID: Int32, kind: Int32, upTo most: Int32) throws(Failure) -> Int {
        try first(
            """
            SELECT count(*)
            FROM (SELECT 1 FROM events WHERE session_id = ? AND session_id <> 0 AND kind = ? LIMIT ?)
            """,
            [.integer(sessionID), .integer(kind), .integer(most)]
        ) { row in Int(clamping: row.count()) } ?? 0
    }

    private func firstEvent(after seq: Int64) throws(Failure) -> Int64 {
        try first("SELECT seq FROM events WHERE seq > ? ORDER BY seq LIMIT 1", [.integer(seq)]) { row in row.count() } ?? .max
    }

    private func events(after seq: Int64, upTo last: Int64, limit: Int) throws(Failure) -> [EventRow] {
        try rows(
            """
            SELECT
                seq, at, kind, session_id, topic_id, old_status, new_status, message_id, associate_id, details
            FROM events
            WHERE seq > ? AND seq <= ?
            ORDER BY seq
            LIMIT ?
            """,
            [.integer(seq), .integer(last), .integer(Int64(limit))]
        ) { row in EventRow(&row) }
    }

    private func events(ofSession sessionID: Int32, after seq: Int64, limit: Int) throws(Failure) -> [EventRow] {
        try rows(
            """
            SELECT
                seq, at, kind, session_id, topic_id, old_status, new_status, message_id, associate_id, details
            FROM events
            WHERE session_id = ? AND session_id <> 0 AND seq > ?
            ORDER BY seq
            LIMIT ?
            """,
            [.integer(sessionID), .integer(seq), .integer(Int64(limit))]
        ) { row in EventRow(&row) }
    }
}

extension WriteTransaction {
    /// Appends an event to the log and answers its number. It is seen, and those who wait are woken, after the commit.
    @discardableResult
    package func append(_ event: EventRow) throws(Failure) -> Int64 {
        guard connection.isInTransaction else { throw Failure(.transactionLost) }
        let seq = try first(
            """
            INSERT INTO events (
                at, kind, session_id, topic_id, old_status, new_status, message_id, associate_id, details
            )
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            RETURNING seq
            """,
            [
                .integer(event.at), .integer(event.kind), .integer(event.sessionID), .integer(event.topicID),
                .integer(event.oldStatus), .integer(event.newStatus), .integer(event.messageID),
                .integer(event.associateID), .text(event.details),
            ]
        ) { row in row.count() }
        guard let seq else { throw Failure(StoreError(.internal, "An event was appended and has no number.")) }
        connection.appendedEvent = seq
        return seq
    }

    /// Removes up to `limit` of the oldest events, those from before `time`, and answers how many. The newest event
    /// stays, and so does everything after the first that is young enough.
    @discardableResult
    package func pruneEvents(before time: Int64, limit: Int = 1000) throws(Failure) -> Int {
        let bounds = try eventBounds()
        let oldest = try rows(
            """
            SELECT seq, at
            FROM events
            WHERE seq >= ? AND seq < ?
            ORDER BY seq
            LIMIT ?
            """,
            [.integer(bounds.oldest), .integer(bounds.newest), .integer(Int64(limit))]
        ) { row in (seq: row.count(), at: row.moment()) }
        guard let last = oldest.prefix(while: { $0.at < time }).last else { return 0 }
        return try run("DELETE FROM events WHERE seq <= ?", [.integer(last.seq)])
    }
}

extension Int64 {
    /// The sum, or the largest number when there is none.
    fileprivate func addingClamped(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
