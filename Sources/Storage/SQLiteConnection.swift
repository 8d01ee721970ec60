internal import COpenFiles
internal import CSQLite

/// One connection to a database, with the statements that it has prepared.
///
/// Statements are `StaticString`, so that no value can ever become part of one, and are found again by the address of
/// their literal; there are no more of them than literals in this module.
///
/// Unchecked: a connection is used by one thread at a time, the one that took it out of the reader pool or the writer's
/// turn, and both hand it on under a lock.
package final class SQLiteConnection: @unchecked Sendable {
    private let database: OpaquePointer
    private let busyWait: BusyWait
    private let foldedTexts = FoldedTexts()
    private let readingTime = ReadingTime()
    private let isInMemory: Bool
    /// The last event that the open transaction has appended, 0 when it has none.
    var appendedEvent: Int64 = 0
    private var statements: [UnsafePointer<UInt8>: SQLiteStatement] = [:]
    /// Which directory the open transaction sees, as long as it has not written; nil when it has not asked.
    var directoryVersion: Int64?
    /// What connections to one store share.
    let documents: DocumentCache

    /// Opens `path`, a plain path or `:memory:`; `create` makes the file when it is not there.
    init(
        path: String, create: Bool, busyTimeout: Int32, disk: String = StoreFile.disk, documents: DocumentCache = DocumentCache()
    ) throws(StoreError) {
        self.documents = documents
        var opened: OpaquePointer?
        let flags =
            SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | (create ? SQLITE_OPEN_CREATE : 0)
        let code = sqlite3_open_v2(path, &opened, flags, path == ":memory:" ? nil : disk)
        guard code == SQLITE_OK, let opened else {
            // SQLite hands out a connection even when it cannot open, to carry the reason.
            let error = StoreError.sqlite(code, in: opened, while: "opening the store's file")
            sqlite3_close(opened)
            throw error
        }
        database = opened
        busyWait = BusyWait(milliseconds: busyTimeout)
        busyWait.attach(to: opened)
        isInMemory = path == ":memory:"
        TextFunctions.add(to: opened, with: foldedTexts)
    }

    deinit {
        for statement in statements.values {
            sqlite3_finalize(statement.handle)
        }
        sqlite3_close(database)
    }

    /// Whether the file could be opened for reading only.
    var isReadOnly: Bool { sqlite3_db_readonly(database, "main") == 1 }

    /// What tells the file from others; nil in memory.
    var identity: FileIdentity? {
        var identity = open_files_identity()
        return open_files_identity_of(database, &identity) ? FileIdentity(device: identity.device, number: identity.number) : nil
    }

    /// - Throws: when the file, its log or its shared memory is no longer the one at its path: what is written to it is lost.
    func checkPlace() throws(StoreError) {
        guard isInMemory || open_files_are_in_place(database) else {
            throw StoreError(
                .io,
                """
                The store's file, or its -wal or -shm, was removed, moved or replaced while it was open, so nothing is saved in it; \
                expected the same files at their paths. Put them back, or close the engine and open it again.
                """)
        }
    }

    /// Whether a transaction is open. SQLite may end one by itself, for one when the disk is full.
    var isInTransaction: Bool { sqlite3_get_autocommit(database) == 0 }

    /// Rows that the last insert, update or delete touched.
    var changes: Int { Int(sqlite3_changes64(database)) }

    /// Every row of a query, made into what the caller wants of it.
    func rows<T>(
        _ sql: StaticString, _ values: [SQLiteValue] = [], _ make: (inout SQLiteRow) -> T
    ) throws(StoreError) -> [T] {
        var all: [T] = []
        try statement(sql).run(values) { row in all.append(make(&row)) }
        return all
    }

    /// The first row of a query, or nil when it has none.
    func first<T>(
        _ sql: StaticString, _ values: [SQLiteValue] = [], _ make: (inout SQLiteRow) -> T
    ) throws(StoreError) -> T? {
        var found: T?
        try statement(sql).run(values, first: true) { row in
            if found == nil { found = make(&row) }
        }
        return found
    }

    /// Every row of a query that was put together. It is not kept: there is no end of them.
    func rows<T>(_ sql: SQLText, _ make: (inout SQLiteRow) -> T) throws(StoreError) -> [T] {
        let statement = try Self.prepare(sql.bytes.span, in: database)
        defer {
            sqlite3_finalize(statement.handle)
            foldedTexts.clear()
        }
        var all: [T] = []
        try statement.runFlat(sql.values) { row in all.append(make(&row)) }
        return all
    }

    /// Runs a statement for its effect.
    func run(_ sql: StaticString, _ values: [SQLiteValue] = []) throws(StoreError) {
        try statement(sql).run(values) { _ in }
    }

    /// Begins a transaction that writes, in turn with others who write to the file.
    func beginWriting() throws(StoreError) {
        try checkPlace()
        if !isInMemory { busyWait.makeWay() }
        try run("BEGIN IMMEDIATE")
    }

    /// Stores what `beginWriting` began.
    func commitWriting() throws(StoreError) {
        try run("COMMIT")
        busyWait.ended()
        // The last moment at which a file that was taken away can be noticed before anybody is answered.
        try checkPlace()
    }

    /// Copies what the log has into the file, so that a copy of the file alone is complete. Waits for those who read from the
    /// log, for as long as this connection waits for others, only when it cannot do without; false when they read on.
    func checkpoint() throws(StoreError) -> Bool {
        func isComplete(_ sql: StaticString) throws(StoreError) -> Bool {
            try first(sql) { row in
                let (isBusy, inLog, copied) = (row.int64(), row.int64(), row.int64())
                return isBusy == 0 && inLog == copied
            } ?? false
        }
        if try isComplete("PRAGMA wal_checkpoint(PASSIVE)") { return true }
        return try isComplete("PRAGMA wal_checkpoint(FULL)")
    }

    /// Statements fail with `late` when this has passed, until `endReadingTime`; 0 for any time.
    func beginReadingTime(milliseconds: Int32) {
        if milliseconds > 0 { readingTime.begin(milliseconds, on: database) }
    }

    func endReadingTime() {
        readingTime.end(on: database)
    }

    /// Runs a script of several statements once, without keeping them.
    func script(_ sql: StaticString) throws(StoreError) {
        guard let start = Self.bytes(of: sql).baseAddress else { return }
        // A StaticString of more than one scalar ends in a zero byte, which SQLite looks for.
        let code = start.withMemoryRebound(to: CChar.self, capacity: sql.utf8CodeUnitCount + 1) { start in
            sqlite3_exec(database, start, nil, nil, nil)
        }
        guard code == SQLITE_OK else { throw .sqlite(code, in: database, while: "setting up the store") }
    }

    /// Every statement kept so far, with SQLite's plan for it.
    func plans() throws(StoreError) -> [(sql: String, plan: [String])] {
        var all: [(sql: String, plan: [String])] = []
        for start in statements.keys {
            let sql = String(cString: start)
            all.append((sql, try plan(of: sql)))
        }
        return all
    }

    /// SQLite's plan for a statement.
    func plan(of sql: String) throws(StoreError) -> [String] {
        let explained = try Self.prepare(Array("EXPLAIN QUERY PLAN \(sql)".utf8).span, in: database)
        defer { sqlite3_finalize(explained.handle) }
        var plan: [String] = []
        let unbound = [SQLiteValue](repeating: .null, count: Int(sqlite3_bind_parameter_count(explained.handle)))
        try explained.runFlat(unbound) { row in
            _ = (row.int64(), row.int64(), row.int64())
            plan.append(row.text())
        }
        return plan
    }

    /// How many statements are kept.
    var statementCount: Int { statements.count }

    private func statement(_ sql: StaticString) throws(StoreError) -> SQLiteStatement {
        ForkGate.letPass()
        let bytes = Self.bytes(of: sql)
        guard let start = bytes.baseAddress else { throw StoreError(.internal, "A statement is empty.") }
        if let known = statements[start] { return known }
        let prepared = try Self.prepare(bytes.span, in: database)
        statements[start] = prepared
        return prepared
    }

    /// The bytes of a literal, which live as long as the library is loaded.
    private static func bytes(of sql: StaticString) -> UnsafeBufferPointer<UInt8> {
        sql.hasPointerRepresentation
            ? UnsafeBufferPointer(start: sql.utf8Start, count: sql.utf8CodeUnitCount)
            : UnsafeBufferPointer(start: nil, count: 0)
    }

    static func prepare(_ sql: Span<UInt8>, in database: OpaquePointer) throws(StoreError) -> SQLiteStatement {
        var handle: OpaquePointer?
        // SQLite copies the text that it is given, so the bytes need to live for this call only.
        let code = sql.withUnsafeBytes { bytes in
            sqlite3_prepare_v3(
                database, bytes.assumingMemoryBound(to: CChar.self).baseAddress, Int32(truncatingIfNeeded: bytes.count),
                UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
        }
        guard code == SQLITE_OK, let handle else { throw .sqlite(code, in: database, while: "preparing a statement") }
        return SQLiteStatement(handle: handle, database: database)
    }
}
