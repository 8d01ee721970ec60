/// What sessions refer to: the six kinds of record that the host keeps in the store's directory.
package enum DirectoryKind: UInt8, Sendable, Hashable, CaseIterable {
    case associate
    case person
    case contact
    case project
    case sale
    case ticket

    package var table: StaticString {
        switch self {
        case .associate: "associates"
        case .person: "persons"
        case .contact: "contacts"
        case .project: "projects"
        case .sale: "sales"
        case .ticket: "tickets"
        }
    }

    // One literal for each table: a statement is never put together.

    fileprivate var selectSQL: StaticString {
        switch self {
        case .associate: "SELECT document FROM associates WHERE id = ?"
        case .person: "SELECT document FROM persons WHERE id = ?"
        case .contact: "SELECT document FROM contacts WHERE id = ?"
        case .project: "SELECT document FROM projects WHERE id = ?"
        case .sale: "SELECT document FROM sales WHERE id = ?"
        case .ticket: "SELECT document FROM tickets WHERE id = ?"
        }
    }

    /// Replaces by updating: a row that is deleted to make room would take what refers to it along, or be refused.
    fileprivate var saveSQL: StaticString {
        switch self {
        case .associate:
            """
            INSERT INTO associates (id, document)
            VALUES (nullif(?, 0), ?)
            ON CONFLICT (id) DO UPDATE SET document = excluded.document
            RETURNING id
            """
        case .person:
            """
            INSERT INTO persons (id, document)
            VALUES (nullif(?, 0), ?)
            ON CONFLICT (id) DO UPDATE SET document = excluded.document
            RETURNING id
            """
        case .contact:
            """
            INSERT INTO contacts (id, document)
            VALUES (nullif(?, 0), ?)
            ON CONFLICT (id) DO UPDATE SET document = excluded.document
            RETURNING id
            """
        case .project:
            """
            INSERT INTO projects (id, document)
            VALUES (nullif(?, 0), ?)
            ON CONFLICT (id) DO UPDATE SET document = excluded.document
            RETURNING id
            """
        case .sale:
            """
            INSERT INTO sales (id, document)
            VALUES (nullif(?, 0), ?)
            ON CONFLICT (id) DO UPDATE SET document = excluded.document
            RETURNING id
            """
        case .ticket:
            """
            INSERT INTO tickets (id, document)
            VALUES (nullif(?, 0), ?)
            ON CONFLICT (id) DO UPDATE SET document = excluded.document
            RETURNING id
            """
        }
    }

    fileprivate var deleteSQL: StaticString {
        switch self {
        case .associate: "DELETE FROM associates WHERE id = ?"
        case .person: "DELETE FROM persons WHERE id = ?"
        case .contact: "DELETE FROM contacts WHERE id = ?"
        case .project: "DELETE FROM projects WHERE id = ?"
        case .sale: "DELETE FROM sales WHERE id = ?"
        case .ticket: "DELETE FROM tickets WHERE id = ?"
        }
    }
}

extension Reading where Self: ~Copyable {
    /// The document of one record.
    package func document(_ kind: DirectoryKind, id: Int32) throws(Failure) -> String? {
        try first(kind.selectSQL, [.integer(id)]) { row in row.text() }
    }

    /// The same, with what was made of it when it was read before. While the directory is the one from which it was read,
    /// the document is not asked for.
    package func storedDocument(_ kind: DirectoryKind, id: Int32) throws(Failure) -> StoredDocument? {
        let version = try directoryVersion()
        let known = connection.documents.document(.record(kind), id: id)
        if let known, known.version != nil, known.version == version { return known.document }
        let document = try first(kind.selectSQL, [.integer(id)]) { row in row.document(like: known?.document) }
        if let document { connection.documents.keep(document, .record(kind), id: id, version: version) }
        return document
    }

    /// Which directory the transaction sees; asked for once, and again after it has written.
    private func directoryVersion() throws(Failure) -> Int64? {
        if let version = connection.directoryVersion { return version }
        let version = try first("SELECT version FROM directory_version WHERE id = 1") { row in row.int64() }
        connection.directoryVersion = version
        return version
    }

    /// Those of `ids` that do not exist, each once, in the order given.
    package func missing(_ kind: DirectoryKind, ids: some Sequence<Int32>) throws(Failure) -> [Int32] {
        var seen: Set<Int32> = []
        var missing: [Int32] = []
        for id in ids where seen.insert(id).inserted {
            if try first(kind.selectSQL, [.integer(id)], { _ in () }) == nil { missing.append(id) }
        }
        return missing
    }
}

extension Reading where Self: ~Copyable {
    /// The first agent of any topic whose record has that name; ASCII letters match in either case.
    ///
    /// It looks into the agents' documents one by one: a schema that is not trusted cannot have an index on what is in
    /// them, and people mostly go by the names of users.
    package func agentID(named name: String) throws(Failure) -> Int32? {
        try first(
            """
            SELECT id
            FROM associates
            WHERE id IN (SELECT associate_id FROM topic_agents) AND json_extract(document, '$.Name') = ? COLLATE NOCASE
            ORDER BY id
            LIMIT 1
            """,
            [.text(name)]
        ) { row in row.int32() }
    }
}

extension WriteTransaction {
    /// Adds a record, or replaces the one of that id; id 0 asks for a new one. Answers the id.
    @discardableResult
    package func saveDocument(_ kind: DirectoryKind, id: Int32, _ document: String) throws(Failure) -> Int32 {
        connection.documents.forget(.record(kind), id: id)
        return try save(kind.saveSQL, [.integer(id), .text(document)])
    }

    /// Whether there was such a record. One that something refers to is not deleted: that is a `constraint`.
    @discardableResult
    package func deleteDocument(_ kind: DirectoryKind, id: Int32) throws(Failure) -> Bool {
        connection.documents.forget(.record(kind), id: id)
        return try run(kind.deleteSQL, [.integer(id)]) > 0
    }
}
