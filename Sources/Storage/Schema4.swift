extension Schema {
    /// What topics that assign by themselves and promise a service level have to know of those who wait.
    static let schema4: StaticString = """
        -- When a session that waits was last offered to whom.
        CREATE TABLE offers (
            session_id INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
            associate_id INTEGER NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (session_id, associate_id)
        ) STRICT, WITHOUT ROWID;
        -- When the wait of a session breaks its topic's promise.
        CREATE TABLE service_levels (
            session_id INTEGER PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
            due INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX service_levels_by_due ON service_levels (due);

        PRAGMA user_version = 4;
        """
}
