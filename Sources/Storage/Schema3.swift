extension Schema {
    /// The entries with which customers are answered before anybody has to, and the words by which they are found.
    static let schema3: StaticString = """
        CREATE TABLE faq_entries (
            id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 2147483647),
            category_id INTEGER NOT NULL,
            document TEXT NOT NULL
        ) STRICT;
        CREATE TABLE faq_words (
            category_id INTEGER NOT NULL,
            word TEXT NOT NULL,
            entry_id INTEGER NOT NULL REFERENCES faq_entries (id) ON DELETE CASCADE,
            weight INTEGER NOT NULL,
            PRIMARY KEY (category_id, word, entry_id)
        ) STRICT, WITHOUT ROWID;
        -- The words of an entry that goes, or is written anew.
        CREATE INDEX faq_words_by_entry ON faq_words (entry_id);

        PRAGMA user_version = 3;
        """
}
