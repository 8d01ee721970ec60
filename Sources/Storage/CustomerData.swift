// What is known of one customer, to show it to them or to forget it.

extension Reading where Self: ~Copyable {
    /// The sessions in whatever status that name this address, ASCII letters in any case, by id.
    package func sessionIDs(ofCustomerEmail email: String) throws(Failure) -> [Int32] {
        try rows(
            """
            SELECT id
            FROM sessions
            WHERE customer_email = ? COLLATE NOCASE
            ORDER BY id
            """,
            [.text(email)]
        ) { row in row.int32() }
    }

    /// The sessions in whatever status of that person, by id.
    package func sessionIDs(ofPerson personID: Int32) throws(Failure) -> [Int32] {
        try rows("SELECT id FROM sessions WHERE person_id = ? ORDER BY id", [.integer(personID)]) { row in row.int32() }
    }
}

extension Reading where Self: ~Copyable {
    /// How many messages a session has, those that are yet to be shown included.
    package func countMessages(ofSession id: Int32) throws(Failure) -> Int64 {
        try first("SELECT count(*) FROM messages WHERE session_id = ?", [.integer(id)]) { row in row.count() } ?? 0
    }
}

extension WriteTransaction {
    /// Removes a session and its messages for good; its number is not given again. Its events and its entries in the
    /// audit, which name it by number only, stay. Whether there was such a session.
    @discardableResult
    package func deleteSession(id: Int32) throws(Failure) -> Bool {
        try run("DELETE FROM sessions WHERE id = ?", [.integer(id)]) > 0
    }
}
