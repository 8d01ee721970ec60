import Foundation
import Testing

@testable import Storage

@Suite("Stores of earlier schemas")
struct MigrationTests {
    @Test("A store of schema 1 keeps all it has and gets what later ones add")
    func fromSchema1() throws {
        let folder = try Folder()
        try makeSchema1(folder.file())
        let store = try Store(url: folder.url())
        try store.reading { reader throws in
            #expect(try reader.connection.first("PRAGMA user_version") { $0.int64() } == 6)
            #expect(try reader.connection.first("PRAGMA integrity_check") { $0.text() } == "ok")
            #expect(try reader.connection.first("PRAGMA foreign_key_check") { _ in () } == nil)

            let waiting = try #require(try reader.session(id: 1))
            #expect(waiting.customerName == "Ola")
            #expect(waiting.sessionKey == "twice")
            #expect(try reader.queuePosition(ofSession: 1) == 1)
            #expect(try reader.session(key: "twice") == nil)
            #expect(try reader.session(key: "once")?.id == 2)

            let deleted = try #require(try reader.session(id: 3)?.deletedAt)
            let now = Int64(Date().timeIntervalSince1970) * 10_000_000 + 621_355_968_000_000_000
            #expect(abs(now - deleted) < 600_000_000)

            let topic = try #require(try reader.topic(id: 10))
            #expect(topic.document == #"{"SecondsPrAccept":7}"#)
            #expect(topic.lastAccept == nil)
            #expect(topic.secondsPrAccept == nil)
            #expect(try reader.presences().map(\.associateID) == [1])
            #expect(try reader.isPresent(associateID: 1))
        }
        try store.writing { writer throws in
            #expect(try writer.save(SessionRow(topicID: 10)) == 4)
            #expect(try writer.post(MessageRow(sessionID: 4)).message.id == 1)
        }
    }

    @Test("A migrated store has the same tables and indexes as a new one")
    func sameAsNew() throws {
        let folder = try Folder()
        try makeSchema1(folder.file("old.db"))
        func parts(_ url: String) throws -> [String] {
            try Store(url: url).reading { reader throws in
                try reader.connection.rows(
                    "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY type, name"
                ) { $0.text() }
            }
        }
        let (old, new) = try (parts(folder.url("old.db")), parts(folder.url("new.db")))
        #expect(old == new)
        #expect(new.count > 40)
    }

    @Test("A migration that fails leaves the store as it was")
    func failing() throws {
        let folder = try Folder()
        try makeSchema1(folder.file())
        // A table of somebody else's that is in the way of schema 2.
        try SQLiteConnection(path: folder.file(), create: false, busyTimeout: 0).script("CREATE TABLE audit (a)")
        #expect(storeError { try Store(url: folder.url()) }?.message.contains(folder.file()) == true)
        let connection = try SQLiteConnection(path: folder.file(), create: false, busyTimeout: 0)
        #expect(try connection.first("PRAGMA user_version") { $0.int64() } == 1)
        #expect(storeError { try connection.rows("SELECT * FROM messages") { _ in () } } != nil)
    }

    /// A file as the first release of the library left it.
    private func makeSchema1(_ path: String) throws {
        let connection = try SQLiteConnection(path: path, create: true, busyTimeout: 0)
        try connection.script(Schema.schema1)
        try connection.script(
            """
            INSERT INTO associates (id, document) VALUES (1, '{}');
            INSERT INTO topics (id, document) VALUES (10, '{"SecondsPrAccept":7}');
            INSERT INTO topic_agents (topic_id, associate_id, rights) VALUES (10, 1, 15);
            INSERT INTO presence (associate_id, present, changed) VALUES (1, 1, 5);
            INSERT INTO sessions (
                id, topic_id, user_id, customer_name, customer_consented, status, when_requested, when_started,
                when_ended, when_idle, when_fetched, session_key, initial_queue_pos, alert_level, rank, flags,
                chatbot_is_active, rating
            )
            VALUES
                (1, 10, NULL, 'Ola', 0, 4, 100, 0, 0, 0, 0, 'twice', 0, 0, 0, 0, 0, 0),
                (2, 10, 1, 'Kari', 0, 5, 100, 200, 0, 300, 0, 'once', 0, 0, 1, 0, 0, 0),
                (3, 10, 1, 'Per', 0, 8, 100, 200, 0, 300, 0, 'twice', 0, 0, 1, 0, 0, 0);
            """)
    }
}
