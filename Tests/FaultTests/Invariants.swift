/// What holds of a store whatever was done to it: queries for what must not be there.
enum Invariants {
    static func violations(in view: View) -> [String] {
        all.flatMap { invariant in view.rows(invariant.sql).prefix(5).map { "\(invariant.name): \($0)" } }
    }

    /// What SQLite itself has to say of the file, which costs more.
    static func damages(in view: View) -> [String] {
        (view.rows("PRAGMA integrity_check") + view.rows("PRAGMA foreign_key_check")).filter { $0 != "ok" }
    }

    private static let all: [(name: String, sql: String)] = [
        (
            "who waits is held by nobody, and offered for a time at most",
            "SELECT id, user_id, rank, transfer_to FROM sessions WHERE status IN (1, 2, 3, 4) AND (user_id IS NOT NULL OR rank <> 0 OR (transfer_to IS NOT NULL AND offered_until = 0))"
        ),
        (
            "who talks has one holder, or the bot",
            "SELECT id, user_id FROM sessions WHERE status IN (5, 6) AND (user_id IS NULL) <> (chatbot_is_active = 1)"
        ),
        (
            "a user's ranks are from 1 on and unique",
            """
            SELECT user_id, rank, group_concat(id) FROM sessions WHERE status IN (5, 6) AND user_id IS NOT NULL
            GROUP BY user_id, rank HAVING count(*) > 1 OR rank < 1
            """
        ),
        (
            "the log has no gaps",
            "SELECT min(seq), max(seq), count(*) FROM events HAVING count(*) > 0 AND count(*) <> max(seq) - min(seq) + 1"
        ),
        (
            "the log counts on from its last number",
            "SELECT seq FROM sqlite_sequence WHERE name = 'events' AND seq <> (SELECT max(seq) FROM events)"
        ),
        (
            "the log's times do not go back",
            "SELECT * FROM (SELECT seq, at, lag(at) OVER (ORDER BY seq) AS earlier FROM events) WHERE at < earlier"
        ),
        (
            "a session's events begin with its creation, and it is created once",
            """
            SELECT session_id, group_concat(kind) FROM (SELECT * FROM events ORDER BY seq) GROUP BY session_id
            HAVING sum(kind = 1) <> 1 OR min(CASE kind WHEN 1 THEN seq END) <> min(seq)
            """
        ),
        (
            "each change begins where the one before ended",
            """
            SELECT * FROM (
                SELECT seq, session_id, kind, old_status,
                    lag(new_status) OVER (PARTITION BY session_id ORDER BY seq) AS before
                FROM events WHERE kind IN (1, 2)
            ) WHERE kind = 2 AND old_status IS NOT before
            """
        ),
        (
            "the last event of a session has its status",
            """
            SELECT s.id, s.status, (
                SELECT new_status FROM events AS e WHERE e.session_id = s.id AND kind IN (1, 2) ORDER BY seq DESC LIMIT 1
            ) AS told
            FROM sessions AS s WHERE s.status IS NOT told
            """
        ),
        (
            "each event tells of a session that is there, or was deleted",
            """
            SELECT seq, session_id FROM events WHERE session_id NOT IN (SELECT id FROM sessions)
            AND session_id NOT IN (SELECT session_id FROM events WHERE new_status = 8)
            """
        ),
        (
            "each message has one event",
            """
            SELECT m.id, (SELECT count(*) FROM events AS e WHERE e.kind = 3 AND e.message_id = m.id AND e.session_id = m.session_id) AS told
            FROM messages AS m WHERE told <> 1
            """
        ),
        (
            "each event of a message has one",
            """
            SELECT e.seq, e.message_id FROM events AS e JOIN sessions AS s ON s.id = e.session_id
            WHERE e.kind = 3 AND e.message_id NOT IN (SELECT id FROM messages)
            """
        ),
        (
            "messages are numbered without gaps as long as none is purged",
            """
            SELECT count(*), max(id) FROM messages HAVING count(*) <> ifnull(max(id), 0)
            AND NOT EXISTS (SELECT 1 FROM events WHERE kind = 3 AND message_id NOT IN (SELECT id FROM messages))
            """
        ),
        (
            "a session's last message is the one that was added last by those who talk",
            """
            SELECT s.id, substr(s.last_message, 1, 40), substr(m.message, 1, 40) FROM sessions AS s JOIN messages AS m ON m.id = (
                SELECT max(id) FROM messages WHERE session_id = s.id AND special_type = 0
            ) WHERE s.last_message IS NOT substr(m.message, 1, 1024)
            """
        ),
        (
            "messages are posted in the order of their numbers",
            """
            SELECT * FROM (
                SELECT id, when_posted, lag(when_posted) OVER (PARTITION BY session_id ORDER BY id) AS earlier FROM messages
            ) WHERE when_posted < earlier
            """
        ),
        (
            "a session's times follow each other",
            """
            SELECT id, when_requested, when_started, when_ended, when_idle, modified FROM sessions
            WHERE (when_started <> 0 AND when_started < when_requested) OR (when_ended <> 0 AND when_ended < when_requested)
            OR (when_ended <> 0 AND when_started > when_ended) OR when_idle < when_requested OR modified < when_requested
            """
        ),
        (
            "the audit has no gaps and its times do not go back",
            """
            SELECT * FROM (
                SELECT seq, at, lag(seq) OVER (ORDER BY seq) AS before, lag(at) OVER (ORDER BY seq) AS earlier FROM audit
            ) WHERE seq <> before + 1 OR at < earlier
            """
        ),
    ]
}
