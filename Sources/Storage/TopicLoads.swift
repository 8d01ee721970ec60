/// What goes on in a topic at this moment.
package struct TopicLoad: Sendable, Hashable {
    package var topicID: Int32
    /// Sessions in the queue (4).
    package var waiting: Int32
    /// When the one of them that has waited longest was requested, in ticks; 0 when none waits.
    package var waitingSince: Int64
    /// How long they have waited on average, in ticks; 0 when none waits.
    package var averageWait: Int64
    /// Sessions under way (5, 6).
    package var active: Int32
    /// Members of the topic who are present.
    package var presentAgents: Int32
}

extension Reading where Self: ~Copyable {
    /// What goes on in each topic at `now`, by topic. It costs by what goes on, not by what ever did. A session of which is
    /// not known when it was requested waits, and counts for no time.
    package func topicLoads(now: Int64) throws(Failure) -> [TopicLoad] {
        // The average is real: the sum of many waits would not be an integer any more.
        try rows(
            """
            SELECT
                t.id,
                (SELECT count(*) FROM sessions AS s WHERE s.topic_id = t.id AND s.status = 4),
                (
                    SELECT min(s.when_requested) FROM sessions AS s INDEXED BY sessions_by_request
                    WHERE s.topic_id = t.id AND s.status = 4 AND s.when_requested > 0
                ),
                (
                    SELECT CAST(avg(max(?1 - s.when_requested, 0)) AS INTEGER)
                    FROM sessions AS s INDEXED BY sessions_queue
                    WHERE s.topic_id = t.id AND s.status = 4 AND s.when_requested > 0
                ),
                (
                    SELECT count(*) FROM sessions AS s INDEXED BY sessions_by_silence
                    WHERE s.topic_id = t.id AND s.status IN (1, 2, 3, 5, 6) AND s.status IN (5, 6)
                ),
                (
                    SELECT count(*) FROM topic_agents AS a
                    CROSS JOIN presence AS p ON p.associate_id = a.associate_id
                    WHERE a.topic_id = t.id AND a.rights <> 0 AND p.present = 1
                )
            FROM topics AS t
            WHERE t.id > 0
            ORDER BY t.id
            """,
            [.integer(now)]
        ) { row in
            row.table = "topics"
            return TopicLoad(
                topicID: row.int32(), waiting: Int32(clamping: row.count()), waitingSince: row.moment(),
                averageWait: row.count(), active: Int32(clamping: row.count()), presentAgents: Int32(clamping: row.count()))
        }
    }

    /// How many are present who hold a right in any topic.
    package func countPresentAgents() throws(Failure) -> Int32 {
        try first(
            """
            SELECT count(DISTINCT a.associate_id)
            FROM topic_agents AS a INDEXED BY topic_agents_by_associate
            CROSS JOIN presence AS p ON p.associate_id = a.associate_id
            WHERE a.associate_id > 0 AND a.rights <> 0 AND p.present = 1
            """
        ) { row in Int32(clamping: row.count()) } ?? 0
    }
}
