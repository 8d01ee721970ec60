/// A chat topic: its document, without its agents.
package struct TopicRow: Sendable, Hashable {
    /// 0 before the topic is first saved.
    package var id: Int32
    /// JSON.
    package var document: String

    package init(id: Int32, document: String) {
        self.id = id
        self.document = document
    }
}

/// What one associate may do in one topic.
package struct TopicAgentRow: Sendable, Hashable {
    package var associateID: Int32
    /// One bit for each right; 0 for an agent who is not a member.
    package var rights: Int32

    package init(associateID: Int32, rights: Int32) {
        self.associateID = associateID
        self.rights = rights
    }
}

/// What one associate, of whom it is asked, may do in a topic.
package struct MembershipRow: Sendable, Hashable {
    package var topicID: Int32
    /// One bit for each right; never 0.
    package var rights: Int32

    package init(topicID: Int32, rights: Int32) {
        self.topicID = topicID
        self.rights = rights
    }
}

extension Reading where Self: ~Copyable {
    /// One topic.
    package func topic(id: Int32) throws(Failure) -> TopicRow? {
        try first("SELECT id, document FROM topics WHERE id = ?", [.integer(id)]) { row in
            TopicRow(id: row.int32(), document: row.text())
        }
    }

    /// The agents of a topic, by associate.
    package func agents(ofTopic topicID: Int32) throws(Failure) -> [TopicAgentRow] {
        try rows(
            """
            SELECT associate_id, rights
            FROM topic_agents
            WHERE topic_id = ?
            ORDER BY associate_id
            """,
            [.integer(topicID)]
        ) { row in TopicAgentRow(associateID: row.int32(), rights: row.int32()) }
    }

    /// The topics in which an associate holds any right, by topic.
    package func memberships(ofAssociate associateID: Int32) throws(Failure) -> [MembershipRow] {
        try rows(
            """
            SELECT topic_id, rights
            FROM topic_agents
            WHERE associate_id = ? AND rights <> 0
            ORDER BY topic_id
            """,
            [.integer(associateID)]
        ) { row in MembershipRow(topicID: row.int32(), rights: row.int32()) }
    }
}

extension WriteTransaction {
    /// Adds a topic, or replaces the one of that id, whose agents stay; id 0 asks for a new one. Answers the id.
    @discardableResult
    package func save(_ topic: TopicRow) throws(Failure) -> Int32 {
        try save(
            """
            INSERT INTO topics (id, document)
            VALUES (nullif(?, 0), ?)
            ON CONFLICT (id) DO UPDATE SET document = excluded.document
            RETURNING id
            """,
            [.integer(topic.id), .text(topic.document)])
    }

    /// Makes these the agents of a topic, and nobody else. An associate who is named twice is a `constraint`.
    package func replaceAgents(ofTopic topicID: Int32, with agents: [TopicAgentRow]) throws(Failure) {
        try run("DELETE FROM topic_agents WHERE topic_id = ?", [.integer(topicID)])
        for agent in agents {
            try run(
                """
                INSERT INTO topic_agents (topic_id, associate_id, rights)
                VALUES (?, ?, ?)
                """,
                [.integer(topicID), .integer(agent.associateID), .integer(agent.rights)])
        }
    }

    /// Whether there was such a topic; its agents go with it. One that has sessions is not deleted: that is a
    /// `constraint`.
    @discardableResult
    package func deleteTopic(id: Int32) throws(Failure) -> Bool {
        try run("DELETE FROM topics WHERE id = ?", [.integer(id)]) > 0
    }
}
