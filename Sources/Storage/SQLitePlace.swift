internal import CSQLite

/// Where something stands that cannot be read, for errors.
enum SQLitePlace {
    /// The table that a statement names first.
    static func table(of statement: OpaquePointer) -> String {
        let words = sqlite3_sql(statement).map { String(cString: $0) }?.split { " \n(),".contains($0) } ?? []
        let names = zip(words, words.dropFirst())
        return names.first { ["FROM", "INTO", "UPDATE"].contains($0.0) }.map { String($0.1) } ?? ""
    }

    /// The first document that is no JSON, of those into which statements look. That takes a look at them all, which is
    /// worth it once a statement has failed for one.
    static func brokenDocument(in database: OpaquePointer) -> String? {
        let searches: [(table: StaticString, sql: StaticString)] = [
            ("topics", "SELECT id FROM topics WHERE NOT json_valid(document) ORDER BY id LIMIT 1"),
            ("associates", "SELECT id FROM associates WHERE NOT json_valid(document) ORDER BY id LIMIT 1"),
            ("persons", "SELECT id FROM persons WHERE NOT json_valid(document) ORDER BY id LIMIT 1"),
            ("contacts", "SELECT id FROM contacts WHERE NOT json_valid(document) ORDER BY id LIMIT 1"),
        ]
        for (table, sql) in searches {
            var place: String?
            do throws(StoreError) {
                let statement = try SQLiteConnection.prepare(Array("\(sql)".utf8).span, in: database)
                defer { sqlite3_finalize(statement.handle) }
                try statement.runFlat([]) { row in place = "\(table)[\(row.int64())].document" }
            } catch {}
            if let place { return place }
        }
        return nil
    }
}
