extension Schema {
    /// Messages, the log of events, the audit and what the rules of sessions need beside the protocol's own fields.
    ///
    /// Two things are not unique here although the rules keep them so. A user's ranks are given inside the one writer's
    /// transaction, and imported sessions may all have rank 0. A session key that two sessions have opens neither:
    /// stores of schema 1 could hold such a pair, and refusing them would leave their owner without a store.
    ///
    /// Events and the audit outlive what they tell of, so they have no foreign keys.
    static let schema2: StaticString = """
        CREATE TABLE messages (
            id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 2147483647),
            session_id INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
            type INTEGER NOT NULL,
            message TEXT,
            author TEXT,
            read_by_customer INTEGER NOT NULL,
            special_type INTEGER NOT NULL,
            special_param TEXT,
            when_posted INTEGER NOT NULL,
            -- What the sender calls the message, so that one that is sent twice is posted once.
            client_id TEXT,
            -- JSON of the fields that this version of the library does not know.
            extra TEXT
        ) STRICT;
        -- The order in which messages are read; the id stands in every index by itself.
        CREATE INDEX messages_in_order ON messages (session_id, when_posted);
        CREATE UNIQUE INDEX messages_by_client_id ON messages (session_id, client_id) WHERE client_id IS NOT NULL;

        -- Appended in the transaction of the change that an event tells of. Only the oldest are ever removed and never
        -- the newest, so that seq has no gaps and the first and last row say how far the log reaches.
        CREATE TABLE events (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            session_id INTEGER NOT NULL,
            topic_id INTEGER NOT NULL,
            old_status INTEGER,
            new_status INTEGER,
            message_id INTEGER NOT NULL,
            associate_id INTEGER NOT NULL,
            details TEXT
        ) STRICT;
        -- Who waits for one session's events reads no others.
        CREATE INDEX events_by_session ON events (session_id) WHERE session_id <> 0;

        CREATE TABLE event_cursors (
            name TEXT PRIMARY KEY,
            seq INTEGER NOT NULL,
            moved INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE audit (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL,
            associate_id INTEGER NOT NULL,
            who TEXT NOT NULL,
            operation TEXT NOT NULL,
            session_id INTEGER NOT NULL,
            topic_id INTEGER NOT NULL,
            details TEXT
        ) STRICT;
        CREATE INDEX audit_by_session ON audit (session_id) WHERE session_id <> 0;
        CREATE INDEX audit_by_time ON audit (at);
        -- One row: entries from before this moment may go, and have gone. It stays, so that the audit itself tells how
        -- far back it is complete.
        CREATE TABLE audit_horizon (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            complete_since INTEGER NOT NULL
        ) STRICT;
        INSERT INTO audit_horizon (id, complete_since) VALUES (1, 0);
        CREATE TRIGGER audit_is_not_rewritten BEFORE UPDATE ON audit
        BEGIN
            SELECT RAISE (ABORT, 'an entry of the audit is never changed');
        END;
        CREATE TRIGGER audit_is_not_replaced BEFORE INSERT ON audit
        WHEN EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq)
        BEGIN
            SELECT RAISE (ABORT, 'an entry of the audit is never replaced');
        END;
        CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit
        WHEN OLD.at >= (SELECT complete_since FROM audit_horizon WHERE id = 1)
        BEGIN
            SELECT RAISE (ABORT, 'an entry of the audit goes only when the retention lets go of it');
        END;
        CREATE TRIGGER audit_horizon_only_rises BEFORE UPDATE ON audit_horizon
        WHEN NEW.complete_since < OLD.complete_since
        BEGIN
            SELECT RAISE (ABORT, 'the horizon of the audit only rises');
        END;

        CREATE TABLE cs_sessions (
            login_id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (login_id BETWEEN 1 AND 2147483647),
            hash BLOB NOT NULL UNIQUE CHECK (length(hash) BETWEEN 16 AND 64),
            user_id INTEGER NOT NULL REFERENCES associates (id) ON DELETE CASCADE,
            remote_ip TEXT,
            created INTEGER NOT NULL,
            last_used INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX cs_sessions_by_user ON cs_sessions (user_id);
        CREATE INDEX cs_sessions_by_use ON cs_sessions (last_used);

        -- What a pick-up changes in a topic, beside the document so that it need not be written anew; NULL is what the
        -- document says.
        ALTER TABLE topics ADD COLUMN last_accept INTEGER;
        ALTER TABLE topics ADD COLUMN seconds_pr_accept INTEGER;
        ALTER TABLE topics ADD COLUMN modified INTEGER NOT NULL DEFAULT 0;
        -- JSON of what a topic can do beyond the protocol.
        ALTER TABLE topics ADD COLUMN settings TEXT;

        -- When the agent last got a session.
        ALTER TABLE presence ADD COLUMN assigned INTEGER NOT NULL DEFAULT 0;

        ALTER TABLE sessions ADD COLUMN modified INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE sessions ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
        -- When an agent got the session, and until when an automatic assignment stands unanswered; 0 for none.
        ALTER TABLE sessions ADD COLUMN assigned_at INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE sessions ADD COLUMN offered_until INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE sessions ADD COLUMN deleted_at INTEGER NOT NULL DEFAULT 0;
        -- The language that the customer asked for.
        ALTER TABLE sessions ADD COLUMN language TEXT;

        -- Schema 1 did not say when a session was deleted; from now on is the longest that can be meant.
        UPDATE sessions
        SET deleted_at = CAST(strftime('%s', 'now') AS INTEGER) * 10000000 + 621355968000000000
        WHERE status = 8;

        -- The queues, each in its order; status stands in it so that counting needs the index alone.
        CREATE INDEX sessions_queue ON sessions (topic_id, priority DESC, when_requested, id, status)
        WHERE status = 4;
        CREATE INDEX sessions_by_key ON sessions (session_key) WHERE session_key IS NOT NULL;
        -- Erasing and exporting what is known of one customer.
        CREATE INDEX sessions_by_email ON sessions (customer_email COLLATE NOCASE) WHERE customer_email IS NOT NULL;
        -- The timers; each topic has its own settings. Since when nobody has said anything, where silence is the
        -- customer's doing; since when the customer has given no sign of life; since when the customer waits for an
        -- agent, by how many warnings there were.
        CREATE INDEX sessions_by_silence ON sessions (topic_id, max(when_requested, when_started, when_idle), status)
        WHERE status IN (1, 2, 3, 5, 6);
        CREATE INDEX sessions_by_fetch ON sessions (topic_id, when_fetched)
        WHERE status IN (1, 2, 3, 4, 5, 6) AND when_fetched > 0;
        CREATE INDEX sessions_by_wait ON sessions (
            topic_id, status, alert_level,
            CASE status WHEN 4 THEN when_requested ELSE max(when_requested, when_started, when_idle) END
        )
        WHERE status = 4 OR (status = 5 AND chatbot_is_active = 0);
        CREATE INDEX sessions_by_request ON sessions (topic_id, when_requested) WHERE status = 4;
        CREATE INDEX sessions_by_offer ON sessions (offered_until) WHERE offered_until > 0;
        CREATE INDEX sessions_by_end ON sessions (
            topic_id, max(when_requested, when_started, when_idle, when_ended)
        )
        WHERE status IN (7, 9, 10, 11);
        CREATE INDEX sessions_by_deletion ON sessions (deleted_at) WHERE status = 8;

        PRAGMA user_version = 2;
        """
}
