/// Where a session stands among those that wait.
package struct QueuedSession: Sendable, Hashable {
    package var id: Int32
    package var topicID: Int32
    package var priority: Int32
    package var whenRequested: Int64
}

/// An agent who could take a session.
package struct AgentLoad: Sendable, Hashable {
    package var associateID: Int32
    package var rights: Int32
    /// Sessions in the statuses CustomerLast (5) and UserLast (6).
    package var ongoingSessions: Int32
    /// When the agent last got a session, or had one less, in ticks; 0 if never.
    package var assigned: Int64
}

extension Reading where Self: ~Copyable {
    /// Who has waited longest in any of the topics: the highest priority first, then who asked first. One step into the
    /// index for each topic.
    ///
    /// - Parameter priority: what the priority of a topic adds to those of its sessions.
    package func longestWaiting(
        inTopics topicIDs: some Sequence<Int32>, raising priority: (Int32) -> Int32 = { _ in 0 }
    ) throws(Failure) -> QueuedSession? {
        var best: QueuedSession?
        for topicID in topicIDs {
            guard let first = try waiting(inTopic: topicID, limit: 1).first?.raised(by: priority(topicID)) else { continue }
            if best.map({ first.comesBefore($0) }) ?? true { best = first }
        }
        return best
    }

    /// The first of a topic's queue, in its order, or those that stand behind the first `skipped`.
    package func waiting(
        inTopic topicID: Int32, skipping skipped: Int32 = 0, limit: Int32
    ) throws(Failure) -> [QueuedSession] {
        try rows(
            """
            SELECT id, topic_id, priority, when_requested
            FROM sessions
            WHERE topic_id = ? AND status = 4
            ORDER BY priority DESC, when_requested, id
            LIMIT ? OFFSET ?
            """,
            [.integer(topicID), .integer(limit), .integer(skipped)]
        ) { row in
            QueuedSession(id: row.int32(), topicID: row.int32(), priority: row.int32(), whenRequested: row.moment())
        }
    }

    /// The place of a session in the queue of its topic, from 1; nil when it does not wait there.
    package func queuePosition(ofSession id: Int32) throws(Failure) -> Int32? {
        let own = try first(
            """
            SELECT id, topic_id, priority, when_requested
            FROM sessions
            WHERE id = ? AND status = 4
            """,
            [.integer(id)]
        ) { row in
            QueuedSession(id: row.int32(), topicID: row.int32(), priority: row.int32(), whenRequested: row.moment())
        }
        guard let own else { return nil }
        let ahead = try first(
            """
            SELECT
                (SELECT count(*) FROM sessions WHERE topic_id = ?1 AND status = 4 AND priority > ?2),
                (
                    SELECT count(*) FROM sessions
                    WHERE topic_id = ?1 AND status = 4 AND priority = ?2 AND (when_requested, id) < (?3, ?4)
                )
            """,
            [.integer(own.topicID), .integer(own.priority), .integer(own.whenRequested), .integer(own.id)]
        ) { row in row.count() &+ row.count() }
        return Int32(clamping: (ahead ?? 0) &+ 1)
    }

    /// How many wait in a topic.
    package func countWaiting(inTopic topicID: Int32) throws(Failure) -> Int32 {
        try first("SELECT count(*) FROM sessions WHERE topic_id = ? AND status = 4", [.integer(topicID)]) { row in
            Int32(clamping: row.count())
        } ?? 0
    }

    /// Whether an agent is present who holds any of these rights in the topic.
    package func isAnyonePresent(inTopic topicID: Int32, withAnyOf rights: Int32) throws(Failure) -> Bool {
        try countPresent(inTopic: topicID, withAnyOf: rights) > 0
    }

    /// How many agents are present who hold any of these rights in the topic.
    package func countPresent(inTopic topicID: Int32, withAnyOf rights: Int32) throws(Failure) -> Int32 {
        try first(
            """
            SELECT count(*)
            FROM topic_agents AS a
            CROSS JOIN presence AS p ON p.associate_id = a.associate_id
            WHERE a.topic_id = ? AND a.rights & ? <> 0 AND p.present = 1
            """,
            [.integer(topicID), .integer(rights)]
        ) { row in Int32(clamping: row.count()) } ?? 0
    }

    /// The agents who are present and hold any of these rights in the topic, by associate, with what they have to do.
    package func presentAgents(inTopic topicID: Int32, withAnyOf rights: Int32) throws(Failure) -> [AgentLoad] {
        try rows(
            """
            SELECT
                a.associate_id, a.rights,
                (SELECT count(*) FROM sessions AS s WHERE s.user_id = a.associate_id AND s.status IN (5, 6)),
                p.assigned
            FROM topic_agents AS a
            CROSS JOIN presence AS p ON p.associate_id = a.associate_id
            WHERE a.topic_id = ? AND a.rights & ? <> 0 AND p.present = 1
            ORDER BY a.associate_id
            """,
            [.integer(topicID), .integer(rights)]
        ) { row in
            row.table = "topic_agents"
            let (associateID, rights, ongoingSessions) = (row.int32(), row.int32(), row.int32())
            row.table = "presence"
            return AgentLoad(associateID: associateID, rights: rights, ongoingSessions: ongoingSessions, assigned: row.moment())
        }
    }

    /// The ranks of a user's sessions in the statuses CustomerLast (5) and UserLast (6), in no order.
    package func activeRanks(ofUser userID: Int32) throws(Failure) -> [Int32] {
        try rows("SELECT id, rank FROM sessions WHERE user_id = ? AND status IN (5, 6)", [.integer(userID)]) { row in
            _ = row.int32()
            return row.int32()
        }
    }

    /// How many sessions a user has in those two statuses.
    package func countActive(ofUser userID: Int32) throws(Failure) -> Int32 {
        try first(
            "SELECT count(*) FROM sessions WHERE user_id = ? AND status IN (5, 6)", [.integer(userID)]
        ) { row in Int32(clamping: row.count()) } ?? 0
    }
}

extension QueuedSession {
    /// The same with a higher priority, or a lower one.
    package func raised(by priority: Int32) -> QueuedSession {
        var raised = self
        raised.priority = self.priority.addingReportingOverflow(priority).partialValue
        return raised
    }

    /// The order of a queue, also across topics.
    package func comesBefore(_ other: QueuedSession) -> Bool {
        (other.priority, whenRequested, id) < (priority, other.whenRequested, other.id)
    }
}

extension WriteTransaction {
    /// Notes when an agent got a session, or has one less.
    package func saveAssignment(toAssociate associateID: Int32, at time: Int64) throws(Failure) {
        try run("UPDATE presence SET assigned = ? WHERE associate_id = ?", [.integer(time), .integer(associateID)])
    }
}
