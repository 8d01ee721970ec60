extension Schema {
    /// Ids are 32-bit because the protocol's are; 0 is nobody's id, and a reference to nobody is NULL. Dates are ticks
    /// of 100 ns since 0001-01-01 in UTC, 0 for none.
    ///
    /// The directory is one table a kind rather than one of (kind, id): a foreign key then names the table that it
    /// means, and the id is the row's own key, found in one step.
    ///
    /// Foreign keys are immediate, not deferred: a commit that several writers share must not fail for the mistake of
    /// one.
    ///
    /// Sessions and topics use AUTOINCREMENT, so that the id of one that is gone is never given to another.
    static let schema1: StaticString = """
        PRAGMA application_id = 0x63686174;

        CREATE TABLE meta (
            key TEXT PRIMARY KEY,
            value BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE associates (
            id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 2147483647), document TEXT NOT NULL
        ) STRICT;
        CREATE TABLE persons (
            id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 2147483647), document TEXT NOT NULL
        ) STRICT;
        CREATE TABLE contacts (
            id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 2147483647), document TEXT NOT NULL
        ) STRICT;
        CREATE TABLE projects (
            id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 2147483647), document TEXT NOT NULL
        ) STRICT;
        CREATE TABLE sales (
            id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 2147483647), document TEXT NOT NULL
        ) STRICT;
        CREATE TABLE tickets (
            id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 2147483647), document TEXT NOT NULL
        ) STRICT;

        CREATE TABLE users (
            -- The name in lower case: SQLite's own NOCASE knows ASCII only.
            name_key TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            associate_id INTEGER NOT NULL REFERENCES associates (id),
            password_hash TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        -- The users of an associate; and deleting an associate asks whether a user is one.
        CREATE INDEX users_by_associate ON users (associate_id);

        -- Tickets and tokens that were issued; only their hashes are here.
        CREATE TABLE credentials (
            hash BLOB PRIMARY KEY CHECK (length(hash) BETWEEN 16 AND 64),
            kind INTEGER NOT NULL,
            associate_id INTEGER NOT NULL REFERENCES associates (id) ON DELETE CASCADE,
            created INTEGER NOT NULL,
            expires INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        -- The purge walks from the oldest end.
        CREATE INDEX credentials_by_expiry ON credentials (expires);
        -- Taking all tickets from an associate.
        CREATE INDEX credentials_by_associate ON credentials (associate_id);

        CREATE TABLE topics (
            id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 2147483647),
            document TEXT NOT NULL
        ) STRICT;

        CREATE TABLE topic_agents (
            topic_id INTEGER NOT NULL REFERENCES topics (id) ON DELETE CASCADE,
            associate_id INTEGER NOT NULL REFERENCES associates (id),
            rights INTEGER NOT NULL CHECK (rights BETWEEN 0 AND 2147483647),
            PRIMARY KEY (topic_id, associate_id)
        ) STRICT, WITHOUT ROWID;
        -- Memberships of an associate, answered from the index alone; and the list of all agents in its order.
        CREATE INDEX topic_agents_by_associate ON topic_agents (associate_id, topic_id, rights);

        CREATE TABLE presence (
            associate_id INTEGER PRIMARY KEY REFERENCES associates (id) ON DELETE CASCADE,
            present INTEGER NOT NULL CHECK (present IN (0, 1)),
            changed INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE sessions (
            id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 2147483647),
            topic_id INTEGER NOT NULL REFERENCES topics (id),
            user_id INTEGER REFERENCES associates (id),
            person_id INTEGER REFERENCES persons (id),
            customer_alias TEXT,
            customer_host TEXT,
            customer_name TEXT,
            customer_email TEXT,
            customer_phone TEXT,
            customer_consented INTEGER NOT NULL CHECK (customer_consented IN (0, 1)),
            customer_company_name TEXT,
            status INTEGER NOT NULL,
            first_message TEXT,
            last_message TEXT,
            when_requested INTEGER NOT NULL,
            when_started INTEGER NOT NULL,
            when_ended INTEGER NOT NULL,
            when_idle INTEGER NOT NULL,
            when_fetched INTEGER NOT NULL,
            session_key TEXT,
            initial_queue_pos INTEGER NOT NULL,
            alert_level INTEGER NOT NULL,
            rank INTEGER NOT NULL,
            flags INTEGER NOT NULL,
            contact_id INTEGER REFERENCES contacts (id),
            project_id INTEGER REFERENCES projects (id),
            sale_id INTEGER REFERENCES sales (id),
            ticket_id INTEGER REFERENCES tickets (id),
            transfer_to INTEGER REFERENCES associates (id),
            chatbot_is_active INTEGER NOT NULL CHECK (chatbot_is_active IN (0, 1)),
            rating INTEGER NOT NULL,
            rights TEXT,
            extra TEXT
        ) STRICT;
        -- The sessions of a member's topics, in the order in which they are listed; alone it answers the list of ids.
        CREATE INDEX sessions_by_topic ON sessions (topic_id, when_requested, id, status);
        -- How many chats an associate has under way.
        CREATE INDEX sessions_by_user ON sessions (user_id, status) WHERE user_id IS NOT NULL;
        -- Deleting what a session refers to asks whether one does; a session that refers to nothing costs these
        -- nothing.
        CREATE INDEX sessions_by_transfer ON sessions (transfer_to) WHERE transfer_to IS NOT NULL;
        CREATE INDEX sessions_by_person ON sessions (person_id) WHERE person_id IS NOT NULL;
        CREATE INDEX sessions_by_contact ON sessions (contact_id) WHERE contact_id IS NOT NULL;
        CREATE INDEX sessions_by_project ON sessions (project_id) WHERE project_id IS NOT NULL;
        CREATE INDEX sessions_by_sale ON sessions (sale_id) WHERE sale_id IS NOT NULL;
        CREATE INDEX sessions_by_ticket ON sessions (ticket_id) WHERE ticket_id IS NOT NULL;

        PRAGMA user_version = 1;
        """
}
