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
        try verify(connection)
        return isChanged
    }

    /// What the steps make, as `index sessions_by_key`.
    private static let made: Set<String> = {
        var made: Set<String> = []
        for step in steps {
            for line in step.withUTF8Buffer({ $0.split(separator: 0x0A) }) where line.first == 0x43 {
                let words = String(decoding: line, as: UTF8.self).split(separator: " ").filter { $0 != "UNIQUE" }
                if words.count > 2, words[0] == "CREATE" { made.insert("\(words[1].lowercased()) \(words[2])") }
            }
        }
        return made
    }()

    /// Refuses a file from which somebody has taken what the steps made, or in which triggers change what is written.
    private static func verify(_ connection: SQLiteConnection) throws(StoreError) {
        // Put together, so that it is not kept: it is asked once.
        var sql = SQLText()
        sql.add("SELECT type, name FROM sqlite_schema WHERE type IN ('table', 'index', 'trigger')")
        let found = Set(try connection.rows(sql) { row in "\(row.text()) \(row.text())" })
        let gone = made.subtracting(found)
        // With a table its indexes go.
        if let missing = gone.filter({ $0.hasPrefix("table ") }).min() ?? gone.min() {
            throw StoreError(.corrupt, "The \(missing) is not there; expected all that this library has made.", place: "sqlite_schema")
        }
        if let strange = found.subtracting(made).filter({ $0.hasPrefix("trigger ") }).min() {
            throw StoreError(.corrupt, "The \(strange) is not this library's; expected no other.", place: "sqlite_schema")
        }
    }

    private static func version(on connection: SQLiteConnection) throws(StoreError) -> Int {
        let application = try number(on: connection, "PRAGMA application_id")
        let version = try number(on: connection, "PRAGMA user_version")
        if application == applicationID {
            guard version > 0 else {
                throw StoreError(
                    .corrupt, "It has schema \(version); expected a number from 1 to \(steps.count).", place: "user_version")
            }
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
