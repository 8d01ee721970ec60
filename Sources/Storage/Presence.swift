/// Whether an agent is there, where they belong, and how busy they are.
package struct PresenceRow: Sendable, Hashable {
    package var associateID: Int32
    package var isPresent: Bool
    /// When that was last said, in ticks; 0 if it never was.
    package var changed: Int64
    /// The topics in which they hold any right, in ascending order.
    package var topicIDs: [Int32]
    /// Their sessions in the statuses CustomerLast (5) and UserLast (6).
    package var ongoingSessions: Int32

    package init(
        associateID: Int32, isPresent: Bool, changed: Int64, topicIDs: [Int32] = [], ongoingSessions: Int32 = 0
    ) {
        self.associateID = associateID
        self.isPresent = isPresent
        self.changed = changed
        self.topicIDs = topicIDs
        self.ongoingSessions = ongoingSessions
    }
}

extension Reading where Self: ~Copyable {
    /// Everybody who is agent of at least one topic, by associate.
    package func presences() throws(Failure) -> [PresenceRow] {
        // The groups come in the order of the agents' index, and the sessions are counted once for each.
        var presences = try rows(
            """
            SELECT
                a.associate_id, coalesce(p.present, 0) AS present, coalesce(p.changed, 0) AS changed,
                (SELECT count(*) FROM sessions AS s WHERE s.user_id = a.associate_id AND s.status IN (5, 6))
            FROM topic_agents AS a
            LEFT JOIN presence AS p ON p.associate_id = a.associate_id
            GROUP BY a.associate_id
            ORDER BY a.associate_id
            """
        ) { row in
            row.table = "presence"
            return PresenceRow(
                associateID: row.int32(), isPresent: row.bool(), changed: row.moment(), ongoingSessions: row.int32())
        }
        let agents = try rows(
            """
            SELECT associate_id, topic_id
            FROM topic_agents
            WHERE rights <> 0
            ORDER BY associate_id, topic_id
            """
        ) { row in (associateID: row.int32(), topicID: row.int32()) }
        // Both lists are in the order of the associates; one who holds no right anywhere has no topics.
        var remaining = agents[...]
        for index in presences.indices {
            while let agent = remaining.first, agent.associateID == presences[index].associateID {
                presences[index].topicIDs.append(agent.topicID)
                remaining.removeFirst()
            }
        }
        return presences
    }

    /// Whether an associate said that they are there.
    package func isPresent(associateID: Int32) throws(Failure) -> Bool {
        try first("SELECT present FROM presence WHERE associate_id = ?", [.integer(associateID)]) { row in
            row.bool()
        } ?? false
    }
}

extension WriteTransaction {
    /// Notes at `changed` whether an associate is there.
    package func savePresence(associateID: Int32, isPresent: Bool, changed: Int64) throws(Failure) {
        try run(
            """
            INSERT INTO presence (associate_id, present, changed)
            VALUES (?, ?, ?)
            ON CONFLICT (associate_id) DO UPDATE SET present = excluded.present, changed = excluded.changed
            """,
            [.integer(associateID), .boolean(isPresent), .integer(changed)])
    }
}
