/// A word by which an entry is found, and how much it says.
package struct FaqWord: Sendable, Hashable {
    package var word: String
    package var weight: Int32

    package init(_ word: String, weight: Int32) {
        self.word = word
        self.weight = weight
    }
}

extension Reading where Self: ~Copyable {
    package func faqEntry(id: Int32) throws(Failure) -> String? {
        try first("SELECT document FROM faq_entries WHERE id = ?", [.integer(id)]) { row in row.text() }
    }

    /// The entries of a category that have a word, by id, and what it says in each.
    package func faqEntries(
        withWord word: String, inCategory categoryID: Int32, limit: Int32
    ) throws(Failure) -> [(id: Int32, weight: Int32)] {
        try rows(
            """
            SELECT entry_id, weight
            FROM faq_words
            WHERE category_id = ? AND word = ?
            ORDER BY entry_id
            LIMIT ?
            """,
            [.integer(categoryID), .text(word), .integer(limit)]
        ) { row in (id: row.int32(), weight: row.int32()) }
    }
}

extension WriteTransaction {
    /// Adds an entry, or replaces the one of that id; id 0 asks for a new one. Answers the id.
    @discardableResult
    package func saveFaqEntry(
        id: Int32, categoryID: Int32, _ document: String, words: some Sequence<FaqWord>
    ) throws(Failure) -> Int32 {
        let id = try save(
            """
            INSERT INTO faq_entries (id, category_id, document)
            VALUES (nullif(?, 0), ?, ?)
            ON CONFLICT (id) DO UPDATE SET category_id = excluded.category_id, document = excluded.document
            RETURNING id
            """,
            [.integer(id), .integer(categoryID), .text(document)])
        try run("DELETE FROM faq_words WHERE entry_id = ?", [.integer(id)])
        for word in words {
            try run(
                "INSERT INTO faq_words (category_id, word, entry_id, weight) VALUES (?, ?, ?, ?)",
                [.integer(categoryID), .text(word.word), .integer(id), .integer(word.weight)])
        }
        return id
    }

    /// Whether there was such an entry.
    @discardableResult
    package func deleteFaqEntry(id: Int32) throws(Failure) -> Bool {
        try run("DELETE FROM faq_entries WHERE id = ?", [.integer(id)]) > 0
    }
}
