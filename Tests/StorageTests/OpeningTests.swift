import Foundation
import Testing

@testable import Storage

@Suite("Opening a store")
struct OpeningTests {
    @Test("A new file becomes a store of schema 6 with a write-ahead log and strict tables")
    func newFile() throws {
        let folder = try Folder()
        let store = try Store(url: folder.url())
        try store.reading { reader throws in
            #expect(try reader.connection.first("PRAGMA user_version") { $0.int64() } == 6)
            #expect(try reader.connection.first("PRAGMA application_id") { $0.int64() } == 0x6368_6174)
            #expect(try reader.connection.first("PRAGMA journal_mode") { $0.text() } == "wal")
            let loose = try reader.connection.rows(
                """
                SELECT name FROM pragma_table_list
                WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'
                """
            ) { $0.text() }
            #expect(loose == [])
        }
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.file())
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    }

    @Test("Every connection enforces foreign keys, distrusts the schema and syncs as the options say")
    func pragmas() throws {
        let expected: [(StoreOptions.Synchronous, Int64)] = [(.full, 2), (.normal, 1), (.off, 0)]
        for (synchronous, number) in expected {
            let folder = try Folder()
            var options = StoreOptions()
            options.synchronous = synchronous
            let store = try Store(url: folder.url(), options: options)
            func check(_ connection: SQLiteConnection) throws {
                #expect(try connection.first("PRAGMA synchronous") { $0.int64() } == number)
                #expect(try connection.first("PRAGMA foreign_keys") { $0.int64() } == 1)
                #expect(try connection.first("PRAGMA trusted_schema") { $0.int64() } == 0)
                #expect(try connection.first("PRAGMA cell_size_check") { $0.int64() } == 1)
                #expect(try connection.first("PRAGMA mmap_size") { $0.int64() } ?? 0 == 0)
            }
            try store.reading { reader in try check(reader.connection) }
            try store.writing { writer in try check(writer.connection) }
        }
    }

    @Test("What was written is there when the file is opened again, and the log is gone after closing")
    func reopening() throws {
        let folder = try Folder()
        let first = try Store(url: folder.url())
        try first.writing { writer in _ = try writer.saveDocument(.person, id: 7, "{}") }
        first.close()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["desk.db"])
        let second = try Store(url: folder.url())
        #expect(try second.reading { reader in try reader.document(.person, id: 7) } == "{}")
    }

    @Test("An empty file becomes a store")
    func emptyFile() throws {
        let folder = try Folder()
        try Data().write(to: URL(fileURLWithPath: folder.file()))
        let store = try Store(url: folder.url())
        #expect(try store.reading { reader in try reader.rowCounts() } == RowCounts())
    }

    @Test("A store of a newer schema is refused and left as it was")
    func newerSchema() throws {
        let folder = try Folder()
        try Store(url: folder.url()).close()
        try change(folder.file(), "PRAGMA user_version = 7")
        try expectRefused(folder, .newerSchema, naming: "schema 7")
    }

    @Test(
        "The database of another program is refused and left as it was",
        arguments: [
            "CREATE TABLE notes (text TEXT)", "PRAGMA application_id = 42", "PRAGMA user_version = 7",
            "CREATE TABLE associates (id INTEGER PRIMARY KEY, document TEXT)",
        ])
    func foreignDatabase(sql: String) throws {
        let folder = try Folder()
        switch sql {
        case "CREATE TABLE notes (text TEXT)": try change(folder.file(), "CREATE TABLE notes (text TEXT)")
        case "PRAGMA application_id = 42": try change(folder.file(), "PRAGMA application_id = 42")
        case "PRAGMA user_version = 7": try change(folder.file(), "PRAGMA user_version = 7")
        default: try change(folder.file(), "CREATE TABLE associates (id INTEGER PRIMARY KEY, document TEXT)")
        }
        try expectRefused(folder, .notAStore, naming: "another program")
    }

    @Test("A file that is no database is refused and left as it was", arguments: [1, 15, 99, 512, 100_000])
    func textFile(size: Int) throws {
        let folder = try Folder()
        try Data(repeating: UInt8(ascii: "x"), count: size).write(to: URL(fileURLWithPath: folder.file()))
        try expectRefused(folder, .notAStore, naming: folder.file())
    }

    @Test("A store whose pages were overwritten is reported as damaged, not as something else")
    func damagedFile() throws {
        let folder = try Folder()
        try Store(url: folder.url()).close()
        let handle = try #require(FileHandle(forUpdatingAtPath: folder.file()))
        try handle.seek(toOffset: 100)
        try handle.write(contentsOf: Data(repeating: 0xEE, count: 3996))
        try handle.close()
        #expect(storeError { try Store(url: folder.url()) }?.kind == .corrupt)
    }

    @Test("A folder, a missing folder and a place where nothing can be made are refused with the path")
    func unusablePlaces() throws {
        let folder = try Folder()
        for path in [folder.path, folder.path + "/missing/desk.db", "/proc/desk.db", "/dev/null/desk.db"] {
            let error = storeError { try Store(url: "sqlite:" + path) }
            #expect(error?.kind == .cannotOpen)
            #expect(error?.message.contains(path) == true)
        }
    }

    @Test(
        "A URL that is not of a store is refused with what was expected",
        arguments: [
            "", "desk.db", "sqlite", "sqlite:", "postgres://desk", "sqlite://host/desk.db", "SQLITE:desk.db",
            "sqlite:desk\0.db",
        ])
    func badURL(url: String) {
        let error = storeError { try Store(url: url) }
        #expect(error?.kind == .cannotOpen)
        #expect(error?.message.contains("expected") == true)
    }

    @Test("A path is taken as it is written, whatever it would mean to SQLite")
    func literalPaths() throws {
        #expect(try StoreLocation(url: "sqlite::memory:") == .memory)
        #expect(try StoreLocation(url: "sqlite:/a%20b.db") == .file("/a%20b.db"))
        #expect(try StoreLocation(url: "sqlite:///a.db") == .file("///a.db"))
        #expect(try StoreLocation(url: "sqlite:file:a.db?mode=memory") == .file("./file:a.db?mode=memory"))
        #expect(try StoreLocation(url: "sqlite::memory:2") == .file("./:memory:2"))
        let folder = try Folder()
        try Store(url: folder.url("a %20?mode=memory#ø.db")).close()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a %20?mode=memory#ø.db"])
    }

    @Test("Options out of their bounds are refused with the bounds")
    func badOptions() {
        for (timeout, readers) in [(-1, 4), (600_001, 4), (5000, 0), (5000, 65)] {
            var options = StoreOptions()
            options.busyTimeout = Int32(timeout)
            options.readers = readers
            let error = storeError { try Store(url: "sqlite::memory:", options: options) }
            #expect(error?.kind == .cannotOpen)
            #expect(error?.message.contains("expected") == true)
        }
    }

    @Test("Eight who open the same new file at once all get the same store and the same secret")
    func openingTogether() throws {
        let folder = try Folder()
        let url = folder.url()
        let secrets = Shared<[[UInt8]]>([])
        inThreads(8) { number in
            do {
                let store = try Store(url: url)
                let secret = try store.secret { [UInt8](repeating: UInt8(number), count: 32) }
                secrets.change { $0.append(secret) }
            } catch {
                Issue.record(error)
            }
        }
        #expect(secrets.value.count == 8)
        #expect(Set(secrets.value).count == 1)
    }

    @Test("The secret is made once, kept with the file, and has to be 32 bytes")
    func secret() throws {
        let folder = try Folder()
        let store = try Store(url: folder.url())
        #expect(storeError { try store.secret { [1, 2, 3] } }?.kind == .internal)
        let made = (0..<32).map { UInt8($0) }
        #expect(try store.secret { made } == made)
        store.close()
        let again = try Store(url: folder.url())
        #expect(try again.secret { [UInt8](repeating: 9, count: 32) } == made)
    }

    @Test(
        "A number of a schema that there never was is refused, and so is a store from which something is gone",
        arguments: [
            ("PRAGMA user_version = -5", "schema -5"), ("PRAGMA user_version = 0", "schema 0"),
            ("DROP INDEX sessions_by_key", "index sessions_by_key"), ("DROP TABLE faq_words", "table faq_words"),
            ("CREATE TRIGGER sly AFTER INSERT ON topics BEGIN SELECT 1; END", "trigger sly"),
        ] as [(StaticString, String)])
    func editedSchema(sql: StaticString, named: String) throws {
        let folder = try Folder()
        try Store(url: folder.url()).close()
        try change(folder.file(), sql)
        let error = storeError { try Store(url: folder.url()) }
        #expect(error?.kind == .corrupt)
        #expect(error?.message.contains(named) == true)
    }

    private func change(_ path: String, _ sql: StaticString) throws {
        try SQLiteConnection(path: path, create: true, busyTimeout: 0).script(sql)
    }

    private func expectRefused(_ folder: Folder, _ kind: StoreError.Kind, naming text: String) throws {
        let before = try Data(contentsOf: URL(fileURLWithPath: folder.file()))
        let error = storeError { try Store(url: folder.url()) }
        #expect(error?.kind == kind)
        #expect(error?.message.contains(text) == true)
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file())) == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["desk.db"])
    }
}
