#if canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif
internal import COpenFiles
internal import CSQLite

/// Opening connections to a store, and telling a store from everything else before a byte of it is changed.
struct StoreFile: Sendable {
    /// The name of SQLite's way to the disk whose locks belong to the open file.
    static let disk = OPEN_FILES_VFS

    /// As it was when the store was opened, whatever the process's current folder is later.
    let path: String
    let options: StoreOptions
    private let documents = DocumentCache()
    /// The file that the writer has open; readers open that one or none.
    private var identity: FileIdentity?

    var isInMemory: Bool { path == ":memory:" }

    init(_ location: StoreLocation, options: StoreOptions) throws(StoreError) {
        try Self.checkLibrary()
        switch location {
        case .memory: path = ":memory:"
        case .file(let path): self.path = try Self.wholePath(of: path)
        }
        self.options = options
    }

    /// The connection that writes; makes the file and brings its schema up to date.
    mutating func openWriter() throws(StoreError) -> SQLiteConnection {
        if !isInMemory {
            createPrivately()
            try checkSize()
        }
        let connection: SQLiteConnection
        do throws(StoreError) {
            connection = try connected(create: true)
        } catch {
            throw at(error)
        }
        do throws(StoreError) {
            guard !connection.isReadOnly else {
                throw StoreError(.cannotOpen, "The file may be read but not written.")
            }
            try Schema.check(connection)
            try configure(connection)
            if !isInMemory { try turnOnWriteAheadLog(connection) }
            // The schema stands in the file itself before anybody copies it.
            if try Schema.migrate(connection), !isInMemory { _ = try connection.checkpoint() }
        } catch {
            throw at(error)
        }
        identity = connection.identity
        return connection
    }

    /// A connection that reads and cannot write.
    func openReader() throws(StoreError) -> SQLiteConnection {
        do throws(StoreError) {
            let connection = try connected(create: false)
            guard connection.identity == identity else {
                throw StoreError(.io, "Another file has taken its place since; expected the one that was opened.")
            }
            try configure(connection)
            try connection.script("PRAGMA query_only = ON")
            return connection
        } catch {
            throw at(error)
        }
    }

    private func connected(create: Bool) throws(StoreError) -> SQLiteConnection {
        try SQLiteConnection(path: path, create: create, busyTimeout: options.busyTimeout, disk: options.disk, documents: documents)
    }

    /// The path from the root, without symbolic links, as SQLite makes it of what it is given.
    private static func wholePath(of path: String) throws(StoreError) -> String {
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        guard open_files_whole_path(path, &bytes, Int32(bytes.count)) == SQLITE_OK else {
            throw StoreError(
                .cannotOpen,
                "The store \"\(path)\" cannot be opened. Its folder cannot be found from here, or its path is too long; expected a path that leads to a file.")
        }
        return String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The file holds password hashes and a secret key, so it is made for its owner alone; the log beside it inherits
    /// that.
    private func createPrivately() {
        // O_EXCL: closing a descriptor of a file that somebody has open in this process would drop the locks of a standard
        // SQLite on it.
        let file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        // If it cannot be made, or is there already, SQLite has the word on it.
        if file >= 0 { close(file) }
    }

    /// SQLite's Unix files count a single byte as none, and it would be written over.
    private func checkSize() throws(StoreError) {
        var status = stat()
        if stat(path, &status) == 0, status.st_size == 1 {
            throw at(StoreError(.notAStore, "It holds a single byte; expected a chat store or no file."))
        }
    }

    private func configure(_ connection: SQLiteConnection) throws(StoreError) {
        // The cache, in KiB and taken as it is needed, has room for the upper pages of the indexes of ten million messages.
        try connection.script(
            """
            PRAGMA foreign_keys = ON;
            PRAGMA trusted_schema = OFF;
            PRAGMA cell_size_check = ON;
            PRAGMA secure_delete = ON;
            PRAGMA mmap_size = 0;
            PRAGMA cache_size = -8192;
            """)
        switch options.synchronous {
        case .full: try connection.script("PRAGMA synchronous = FULL")
        case .normal: try connection.script("PRAGMA synchronous = NORMAL")
        case .off: try connection.script("PRAGMA synchronous = OFF")
        }
    }

    /// Turning the log on needs the file for oneself, and SQLite does not wait for that by itself; another process may
    /// be opening the same new file at this moment.
    private func turnOnWriteAheadLog(_ connection: SQLiteConnection) throws(StoreError) {
        var patience = options.busyTimeout
        while true {
            do throws(StoreError) {
                let mode = try connection.first("PRAGMA journal_mode = WAL") { row in row.text() }
                guard mode == "wal" else {
                    throw StoreError(
                        .cannotOpen, "The file's place does not allow a write-ahead log; expected a local file system.")
                }
                return
            } catch {
                guard error.kind == .busy, patience > 0 else { throw error }
                patience -= 10
                ForkGate.steppedOut { _ = usleep(10_000) }
            }
        }
    }

    private static func checkLibrary() throws(StoreError) {
        // STRICT tables came with 3.37, RETURNING with 3.35.
        guard sqlite3_libversion_number() >= 3_037_000 else {
            let found = String(cString: sqlite3_libversion())
            throw StoreError(.cannotOpen, "The system's SQLite is \(found); expected 3.37 or newer.")
        }
        guard sqlite3_threadsafe() != 0 else {
            throw StoreError(.cannotOpen, "The system's SQLite was built without threads; expected one with them.")
        }
        guard open_files_register() == SQLITE_OK else {
            throw StoreError(.cannotOpen, "The system's SQLite was built without its Unix files; expected one with them.")
        }
    }

    /// The same error with the file that it is about.
    private func at(_ error: StoreError) -> StoreError {
        StoreError(error.kind, "The store \"\(path)\" cannot be opened. \(error.message)", code: error.code, place: error.place)
    }
}
