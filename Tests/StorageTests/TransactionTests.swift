import Foundation
import Testing
import Wire

@testable import Storage

/// An error of a layer above, as the engine has one.
private enum RuleError: StoreErrorConvertible, Equatable {
    case refused(Int)
    case store(StoreError.Kind)

    init(_ error: StoreError) { self = .store(error.kind) }
}

@Suite("Transactions")
struct TransactionTests {
    @Test("A body that throws leaves nothing behind and gets its own error back", arguments: [true, false])
    func rollback(inMemory: Bool) throws {
        let folder = try Folder()
        let desk = try Desk(url: inMemory ? "sqlite::memory:" : folder.url())
        let before = try desk.store.reading { reader in try reader.rowCounts() }
        var caught: RuleError?
        do throws(RuleError) {
            try desk.store.write { (writer: borrowing WriteTransaction<RuleError>) throws(RuleError) in
                try writer.saveDocument(.person, id: 1, "{}")
                try writer.save(SessionRow(topicID: 10))
                throw .refused(7)
            }
        } catch { caught = error }
        #expect(caught == .refused(7))
        #expect(try desk.store.reading { reader in try reader.rowCounts() } == before)
        try desk.store.writing { writer in _ = try writer.saveDocument(.person, id: 1, "{}") }
    }

    @Test("The store's own error comes out as the error type of the body")
    func convertedError() throws {
        let desk = try Desk()
        var caught: RuleError?
        do throws(RuleError) {
            try desk.store.write { (writer: borrowing WriteTransaction<RuleError>) throws(RuleError) in
                _ = try writer.save(SessionRow(topicID: 99))
            }
        } catch { caught = error }
        #expect(caught == .store(.constraint))
    }

    @Test("A body that catches a refused statement may go on, and what it did besides is stored")
    func caughtConstraint() throws {
        let desk = try Desk()
        try desk.store.writing { writer throws in
            try writer.saveDocument(.person, id: 1, "{}")
            #expect(storeError { try writer.save(SessionRow(topicID: 99)) }?.kind == .constraint)
            try writer.saveDocument(.person, id: 2, "{}")
        }
        #expect(try desk.store.reading { reader in try reader.rowCounts() }.persons == 2)
    }

    @Test("A reader goes on seeing what it saw first while a writer commits")
    func snapshot() throws {
        let folder = try Folder()
        let desk = try Desk(url: folder.url())
        try desk.store.reading { reader throws in
            #expect(try reader.document(.person, id: 1) == nil)
            try desk.store.writing { writer in _ = try writer.saveDocument(.person, id: 1, "{}") }
            #expect(try reader.document(.person, id: 1) == nil)
        }
        #expect(try desk.store.reading { reader in try reader.document(.person, id: 1) } == "{}")
    }

    @Test("A reader does not see what a writer has not committed, the writer does")
    func isolation() throws {
        let folder = try Folder()
        let desk = try Desk(url: folder.url())
        try desk.store.writing { writer throws in
            try writer.saveDocument(.person, id: 1, "{}")
            #expect(try writer.document(.person, id: 1) == "{}")
            #expect(try desk.store.reading { reader in try reader.document(.person, id: 1) } == nil)
        }
    }

    @Test("A connection for reading refuses to write")
    func readersCannotWrite() throws {
        let folder = try Folder()
        let desk = try Desk(url: folder.url())
        let error = storeError {
            try desk.store.reading { reader in try reader.connection.run("DELETE FROM topics") }
        }
        #expect(error?.kind == .io)
    }

    @Test("Writing is busy after the bounded wait while another connection holds the lock; reading is not")
    func busyFile() throws {
        let folder = try Folder()
        var options = StoreOptions()
        options.busyTimeout = 50
        let desk = try Desk(url: folder.url(), options: options)
        let other = try SQLiteConnection(path: folder.file(), create: false, busyTimeout: 0)
        try other.run("BEGIN IMMEDIATE")
        let start = ContinuousClock.now
        let error = storeError {
            try desk.store.writing { writer in try writer.saveDocument(.person, id: 1, "{}") }
        }
        #expect(error?.kind == .busy)
        #expect(start.duration(to: .now) >= .milliseconds(40))
        #expect(start.duration(to: .now) < .seconds(4))
        #expect(try desk.store.reading { reader in try reader.memberships(ofAssociate: 1) }.count == 2)
        try other.run("COMMIT")
        try desk.store.writing { writer in _ = try writer.saveDocument(.person, id: 1, "{}") }
    }

    @Test("A writer that waits for another thread of this process is busy after the bounded wait")
    func busyQueue() throws {
        let folder = try Folder()
        var options = StoreOptions()
        options.busyTimeout = 50
        let desk = try Desk(url: folder.url(), options: options)
        try desk.store.writing { _ throws in
            let error = storeError { try desk.store.writing { _ in } }
            #expect(error?.kind == .busy)
        }
    }

    @Test("A reader beyond the pool's size is busy after the bounded wait, and finds a place when one is given back")
    func busyReaders() throws {
        let folder = try Folder()
        var options = StoreOptions()
        options.busyTimeout = 50
        options.readers = 1
        let desk = try Desk(url: folder.url(), options: options)
        try desk.store.reading { _ throws in
            let error = storeError { try desk.store.reading { _ in } }
            #expect(error?.kind == .busy)
        }
        try desk.store.reading { reader in _ = try reader.rowCounts() }
    }

    @Test("A full disk is an error, nothing of the transaction is stored, and the store works on when there is room")
    func fullDisk() throws {
        let folder = try Folder()
        let desk = try Desk(url: folder.url())
        let long = String(repeating: "x", count: 1 << 20)
        let error = storeError {
            try desk.store.writing { writer throws in
                try writer.connection.run("PRAGMA max_page_count = 1")
                try writer.saveDocument(.person, id: 1, "{}")
                try writer.saveDocument(.person, id: 2, long)
            }
        }
        #expect(error?.kind == .full)
        #expect(try desk.store.reading { reader in try reader.rowCounts() }.persons == 0)
        try desk.store.writing { writer throws in
            try writer.connection.run("PRAGMA max_page_count = 1000000")
            _ = try writer.saveDocument(.person, id: 2, long)
        }
        #expect(try desk.store.reading { reader in try reader.document(.person, id: 2) } == long)
    }

    @Test("A body that goes on after SQLite gave up the transaction stores nothing and is told so")
    func lostTransaction() throws {
        let desk = try Desk()
        let error = storeError {
            try desk.store.writing { writer throws in
                try writer.saveDocument(.person, id: 1, "{}")
                try writer.connection.run("ROLLBACK")
                #expect(storeError { try writer.deleteTopic(id: 10) }?.kind == .io)
                #expect(storeError { try writer.saveDocument(.person, id: 2, "") }?.kind == .io)
            }
        }
        #expect(error?.kind == .io)
        #expect(try desk.store.reading { reader in try reader.rowCounts() }.persons == 0)
    }

    @Test(
        "Every call after closing says that the store is closed; closing again does no harm", arguments: [true, false])
    func closed(inMemory: Bool) throws {
        let folder = try Folder()
        let desk = try Desk(url: inMemory ? "sqlite::memory:" : folder.url())
        desk.store.close()
        desk.store.close()
        #expect(storeError { try desk.store.reading { _ in } }?.kind == .closed)
        #expect(storeError { try desk.store.writing { _ in } }?.kind == .closed)
        #expect(storeError { try desk.store.secret { [] } }?.kind == .closed)
    }

    @Test("A statement is never started again while it runs, and never with the wrong number of values")
    func statementMisuse() throws {
        let connection = try SQLiteConnection(path: ":memory:", create: true, busyTimeout: 0)
        var inner: StoreError?
        for _ in 0..<2 {
            // One literal, so that both runs use the same statement.
            func numbers(_ row: (Int64) -> Void) throws {
                _ = try connection.rows("VALUES (1), (2)") { row($0.int64()) }
            }
            try numbers { _ in
                do { try numbers { _ in } } catch { inner = error as? StoreError }
            }
            #expect(inner?.kind == .internal)
            inner = nil
        }
        #expect(storeError { try connection.run("SELECT ?", []) }?.kind == .internal)
        #expect(storeError { try connection.run("SELECT 1", [.null]) }?.kind == .internal)
        #expect(storeError { try connection.run("SELEKT 1") }?.kind == .internal)
    }

    @Test("Values come back as they were bound: extremes, empty texts and blobs, zero bytes, NULL, all of Unicode")
    func values() throws {
        let connection = try SQLiteConnection(path: ":memory:", create: true, busyTimeout: 0)
        let texts = ["", "a", "15 bytes long..", "more than fifteen bytes long", "a\0b", "å 😀 \u{FFFD} e\u{301}"]
        for text in texts {
            #expect(try connection.first("SELECT ?", [.text(text)]) { $0.optionalText() } == .some(text))
        }
        for blob in [[], [0], [UInt8](0...255)] as [[UInt8]] {
            let read = try connection.first("SELECT ?1, typeof(?1)", [.blob(blob)]) { ($0.blob(), $0.text()) }
            #expect(read?.0 == blob)
            #expect(read?.1 == "blob")
        }
        for number in [Int64.min, -1, 0, .max] {
            #expect(try connection.first("SELECT ?", [.integer(number)]) { $0.int64() } == number)
        }
        let reals: [(StaticString, Double)] = [
            ("SELECT ? = -0.5", -0.5), ("SELECT ? = 0.0", 0), ("SELECT ? = 1e308", 1e308), ("SELECT ? = 9e999", .infinity),
            ("SELECT typeof(?) = 'real'", 1), ("SELECT ? BETWEEN 1e-323 AND 2e-308", .leastNormalMagnitude / 2),
        ]
        for (sql, number) in reals { #expect(try connection.first(sql, [.real(number)]) { $0.bool() } == true, "\(number)") }
        let nulls = try #require(
            try connection.first("SELECT NULL, NULL, NULL") { ($0.optionalText(), $0.int32(), $0.blob()) })
        #expect(nulls == (nil, 0, []))
        let many = try connection.first(
            "SELECT ?, ?, ?, ?", [.text("å"), .blob([1]), .text(nil), .text("longer than fifteen bytes")]
        ) { [$0.text(), "\($0.blob())", $0.optionalText() ?? "none", $0.text()] }
        #expect(many == ["å", "[1]", "none", "longer than fifteen bytes"])
    }

    @Test("what a reader of a column cannot take is an error that names the place")
    func faults() throws {
        let connection = try SQLiteConnection(path: ":memory:", create: true, busyTimeout: 0)
        try connection.script("CREATE TABLE things (id INTEGER PRIMARY KEY, what)")
        let readers: [(String, (inout SQLiteRow) -> Void, [SQLiteValue], [SQLiteValue])] = [
            ("int32", { _ = $0.int32() }, [.integer(Int64(Int32.min)), .integer(Int64(Int32.max)), .null], [.integer(2_147_483_648 as Int64), .text("1"), .real(1)]),
            ("int16", { _ = $0.int16() }, [.integer(-32_768 as Int64)], [.integer(32_768 as Int64)]),
            ("bool", { _ = $0.bool() }, [.integer(0 as Int64), .integer(1 as Int64)], [.integer(-1 as Int64), .integer(2 as Int64)]),
            ("count", { _ = $0.count() }, [.integer(Int64.max)], [.integer(-1 as Int64), .blob([1])]),
            ("moment", { _ = $0.moment() }, [.integer(DateTime.end - 1)], [.integer(DateTime.end), .integer(-1 as Int64)]),
            ("deadline", { _ = $0.deadline() }, [.integer(2 * DateTime.end)], [.integer(2 * DateTime.end + 1)]),
            ("text", { _ = $0.text() }, [.text(""), .null], [.blob([0x61]), .integer(7 as Int64)]),
            ("sharedText", { _ = $0.sharedText() }, [.text("a")], [.blob([0x61])]),
            ("document", { _ = $0.document(like: nil) }, [.text("{}")], [.blob([0x7B, 0x7D])]),
            ("blob", { _ = $0.blob() }, [.blob([]), .null], [.text("a")]),
        ]
        for (name, read, sound, broken) in readers {
            for (value, isSound) in sound.map({ ($0, true) }) + broken.map({ ($0, false) }) {
                try connection.run("INSERT OR REPLACE INTO things VALUES (5, ?)", [value])
                do throws(StoreError) {
                    _ = try connection.rows("SELECT id, what FROM things") { row in
                        _ = row.int32()
                        read(&row)
                    }
                    #expect(isSound, "\(name) \(value)")
                } catch {
                    #expect(!isSound && error.kind == .corrupt && error.place == "things[5].what", "\(name) \(value)")
                }
            }
        }
        // The next statement is none the worse for it.
        #expect(try connection.rows("SELECT id, what FROM things") { $0.int32() } == [5])
    }
}
