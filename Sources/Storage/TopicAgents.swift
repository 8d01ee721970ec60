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

    /// What an associate may do in one topic; nil when they are no agent of it.
    package func agent(_ associateID: Int32, ofTopic topicID: Int32) throws(Failure) -> TopicAgentRow? {
        try first(
            """
            SELECT associate_id, rights
            FROM topic_agents
            WHERE topic_id = ? AND associate_id = ?
            """,
            [.integer(topicID), .integer(associateID)]
        ) { row in TopicAgentRow(associateID: row.int32(), rights: row.int32()) }
    }

    /// Every agent of every topic, by topic and associate, and whether they are present.
    package func agents() throws(Failure) -> [(topicID: Int32, associateID: Int32, rights: Int32, isPresent: Bool)] {
        try rows(
            """
            SELECT a.topic_id, a.associate_id, a.rights, coalesce(p.present, 0) AS present
            FROM topic_agents AS a
            LEFT JOIN presence AS p ON p.associate_id = a.associate_id
            WHERE a.topic_id > 0
            ORDER BY a.topic_id, a.associate_id
            """
        ) { row in
            (topicID: row.int32(), associateID: row.int32(), rights: row.int32(), isPresent: row.bool())
        }
    }
}

extension WriteTransaction {
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

    /// Makes an associate an agent of a topic, or gives one who is other rights.
    package func save(_ agent: TopicAgentRow, ofTopic topicID: Int32) throws(Failure) {
        try run(
            """
            INSERT INTO topic_agents (topic_id, associate_id, rights)
            VALUES (?, ?, ?)
            ON CONFLICT (topic_id, associate_id) DO UPDATE SET rights = excluded.rights
            """,
            [.integer(topicID), .integer(agent.associateID), .integer(agent.rights)])
    }

    /// Whether the associate was an agent of the topic.
    @discardableResult
    package func deleteAgent(_ associateID: Int32, ofTopic topicID: Int32) throws(Failure) -> Bool {
        try run(
            "DELETE FROM topic_agents WHERE topic_id = ? AND associate_id = ?",
            [.integer(topicID), .integer(associateID)]) > 0
    }
}
