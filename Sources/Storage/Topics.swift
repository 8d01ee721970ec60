/// A chat topic: its document, without its agents.
package struct TopicRow: Sendable, Hashable {
    /// 0 before the topic is first saved.
    package var id: Int32
    /// JSON, with what was made of it when it was read before.
    package private(set) var stored: StoredDocument
    /// When a session was last picked up, in ticks; nil is what the document says.
    package var lastAccept: Int64?
    /// How long it took on average; nil is what the document says.
    package var secondsPrAccept: Int32?
    /// When the topic or its agents were last changed, in ticks. A pick-up is no change.
    package var modified: Int64 = 0
    /// JSON of what a topic can do beyond the protocol.
    package var settings: String?

    package init(id: Int32, document: String) {
        self.id = id
        stored = StoredDocument(document)
    }

    /// - Parameter known: the document that was read last.
    fileprivate init(_ row: inout SQLiteRow, like known: StoredDocument? = nil) {
        row.table = "topics"
        id = row.int32()
        stored = row.document(like: known)
        lastAccept = row.optionalMoment()
        secondsPrAccept = row.optionalInt32()
        modified = row.moment()
        settings = row.optionalText()
    }
}

extension TopicRow {
    package var document: String {
        get { String(decoding: stored.bytes, as: UTF8.self) }
        set { stored = StoredDocument(newValue) }
    }
}

extension Reading where Self: ~Copyable {
    /// One topic.
    package func topic(id: Int32) throws(Failure) -> TopicRow? {
        let known = connection.documents.document(.topic, id: id)?.document
        let topic = try first(
            """
            SELECT id, document, last_accept, seconds_pr_accept, modified, settings
            FROM topics
            WHERE id = ?
            """,
            [.integer(id)]
        ) { row in TopicRow(&row, like: known) }
        if let topic, topic.stored !== known { connection.documents.keep(topic.stored, .topic, id: id) }
        return topic
    }

    /// All topics by id.
    package func topics() throws(Failure) -> [TopicRow] {
        try rows(
            """
            SELECT id, document, last_accept, seconds_pr_accept, modified, settings
            FROM topics
            WHERE id > 0
            ORDER BY id
            """
        ) { row in TopicRow(&row) }
    }

    /// The ids of all topics, in ascending order.
    package func topicIDs() throws(Failure) -> [Int32] {
        try rows("SELECT id FROM topics WHERE id > 0 ORDER BY id") { row in row.int32() }
    }

    /// The topics in which an associate holds any right, by id.
    package func topics(ofMember associateID: Int32) throws(Failure) -> [TopicRow] {
        try rows(
            """
            SELECT t.id, t.document, t.last_accept, t.seconds_pr_accept, t.modified, t.settings
            FROM topic_agents AS a
            CROSS JOIN topics AS t ON t.id = a.topic_id
            WHERE a.associate_id = ? AND a.rights <> 0
            ORDER BY a.topic_id
            """,
            [.integer(associateID)]
        ) { row in TopicRow(&row) }
    }

    /// Whether a topic has sessions, in whatever status.
    package func hasSessions(topic id: Int32) throws(Failure) -> Bool {
        try first("SELECT 1 FROM sessions WHERE topic_id = ? LIMIT 1", [.integer(id)]) { _ in true } ?? false
    }
}

extension WriteTransaction {
    /// Adds a topic, or replaces the one of that id, whose agents stay; id 0 asks for a new one. Answers the id.
    @discardableResult
    package func save(_ topic: TopicRow) throws(Failure) -> Int32 {
        try save(
            """
            INSERT INTO topics (id, document, last_accept, seconds_pr_accept, modified, settings)
            VALUES (nullif(?, 0), ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                document = excluded.document, last_accept = excluded.last_accept,
                seconds_pr_accept = excluded.seconds_pr_accept,
                modified = excluded.modified, settings = excluded.settings
            RETURNING id
            """,
            [
                .integer(topic.id), .text(topic.document), topic.lastAccept.map { .integer($0) } ?? .null,
                .integer(topic.secondsPrAccept), .integer(topic.modified),
                .text(topic.settings),
            ])
    }

    /// Notes a pick-up, leaving the document as it is. Whether there is such a topic.
    @discardableResult
    package func update(topic id: Int32, lastAccept: Int64, secondsPrAccept: Int32) throws(Failure) -> Bool {
        try run(
            "UPDATE topics SET last_accept = ?, seconds_pr_accept = ? WHERE id = ?",
            [.integer(lastAccept), .integer(secondsPrAccept), .integer(id)]) > 0
    }

    /// Notes that the topic's agents were changed. Whether there is such a topic.
    @discardableResult
    package func update(topic id: Int32, modified: Int64) throws(Failure) -> Bool {
        try run("UPDATE topics SET modified = ? WHERE id = ?", [.integer(modified), .integer(id)]) > 0
    }

    /// Whether there was such a topic; its agents go with it. One that has sessions is not deleted: that is a
    /// `constraint`.
    @discardableResult
    package func deleteTopic(id: Int32) throws(Failure) -> Bool {
        try run("DELETE FROM topics WHERE id = ?", [.integer(id)]) > 0
    }
}
