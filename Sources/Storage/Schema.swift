/// The steps that make the store's tables, oldest first. A step that was released is never changed; a new one is added.
enum Schema {
    /// "chat" in ASCII: what `PRAGMA application_id` says of a store.
    static let applicationID: Int64 = 0x6368_6174

    /// Each step sets `user_version` to its own number, inside its transaction.
    private static let steps: [StaticString] = [schema1, schema2, schema3, schema4, schema5, schema6]

    /// Which step the file has reached; 0 is an empty file. Refuses what is not a store, or is newer than this library.
    @discardableResult
    static func check(_ connection: SQLiteConnection) throws(StoreError) -> Int {
        // One transaction, so that what another process is making of a new file is seen whole or not at all.
        try connection.run("BEGIN")
        defer { connection.rollBack() }
        return try version(on: connection)
    }

    /// Takes the steps that the file has not seen; false when there are none.
    static func migrate(_ connection: SQLiteConnection) throws(StoreError) -> Bool {
        var isChanged = false
        while try check(connection) < steps.count {
            isChanged = true
            try connection.run("BEGIN IMMEDIATE")
            do throws(StoreError) {
                // Asked again: another process may have been quicker.
                let reached = try version(on: connection)
                if steps.indices.contains(reached) { try connection.script(steps[reached]) }
                try connection.run("COMMIT")
            } catch {
                connection.rollBack()
                throw error
            }
        }
        return isChanged
    }

    private static func version(on connection: SQLiteConnection) throws(StoreError) -> Int {
        let application = try number(on: connection, "PRAGMA application_id")
        let version = try number(on: connection, "PRAGMA user_version")
        if application == applicationID {
            guard version <= steps.count else {
                throw StoreError(
                    .newerSchema,
                    """
                    It has schema \(version), and this library knows schemas up to \(steps.count); \
                    use a newer version of it.
                    """)
            }
            return Int(version)
        }
        let foreign = try number(on: connection, "SELECT count(*) FROM sqlite_schema")
        guard application == 0, version == 0, foreign == 0 else {
            throw StoreError(.notAStore, "It is the database of another program; expected a chat store or no file.")
        }
        return 0
    }

    private static func number(on connection: SQLiteConnection, _ sql: StaticString) throws(StoreError) -> Int64 {
        try connection.first(sql) { row in row.int64() } ?? 0
    }
}
