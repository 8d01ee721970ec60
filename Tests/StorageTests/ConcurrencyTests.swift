import Foundation
import Testing

@testable import Storage

@Suite("Many threads")
struct ConcurrencyTests {
    @Test(
        "Eight threads read and write at once: every snapshot is whole and every write is there",
        arguments: [true, false])
    func readingAndWriting(inMemory: Bool) throws {
        let folder = try Folder()
        let store = try Store(url: inMemory ? "sqlite::memory:" : folder.url())
        try store.writing { writer throws in
            try writer.saveDocument(.contact, id: 1, "500")
            try writer.saveDocument(.contact, id: 2, "500")
        }
        inThreads(8) { number in
            do {
                for round in 0..<50 as Range<Int32> {
                    try store.writing { writer throws in
                        let (one, two) = try (balance(writer, 1), balance(writer, 2))
                        try writer.saveDocument(.contact, id: 1, String(one - 1))
                        try writer.saveDocument(.contact, id: 2, String(two + 1))
                        try writer.saveDocument(.person, id: Int32(number) * 50 + round + 1, "{}")
                    }
                    let sum = try store.reading { reader throws in
                        try balance(reader, 1) + balance(reader, 2)
                    }
                    #expect(sum == 1000)
                }
            } catch {
                Issue.record(error)
            }
        }
        #expect(try store.reading { reader in try balance(reader, 1) } == 100)
        #expect(try store.reading { reader in try reader.rowCounts() }.persons == 400)
    }

    @Test("Writers that wait together share a commit, and one that throws takes back its own changes only")
    func sharedCommit() throws {
        let folder = try Folder()
        let store = try Store(url: folder.url())
        let succeeded = Shared<[Int32]>([])
        let bodiesEnded = Shared(0)
        let endedWhenAnswered = Shared<[Int]>([])
        inThreads(8) { number in
            let id = Int32(number) + 1
            do {
                try store.writing { writer in
                    // The first one gives the others time to queue behind it.
                    Thread.sleep(forTimeInterval: 0.05)
                    try writer.saveDocument(.person, id: id, "{}")
                    bodiesEnded.change { $0 += 1 }
                    if number % 2 == 1 { throw StoreError(.internal, "The body's own.") }
                }
                endedWhenAnswered.change { $0.append(bodiesEnded.value) }
                succeeded.change { $0.append(id) }
            } catch {
                #expect((error as? StoreError)?.kind == .internal)
            }
        }
        let missing = try store.reading { reader in try reader.missing(.person, ids: 1...8) }
        #expect(succeeded.value.sorted() == [1, 3, 5, 7])
        #expect(missing == [2, 4, 6, 8])
        // With a commit each, every answer would come before the next body's end.
        #expect(Set(endedWhenAnswered.value).count < 4)
    }

    @Test("When a shared transaction is lost, everyone in it is told and nothing of it is stored")
    func lostSharedCommit() throws {
        let folder = try Folder()
        let store = try Store(url: folder.url())
        let succeeded = Shared<[Int32]>([])
        let failed = Shared<[Int32]>([])
        inThreads(6) { number in
            let id = Int32(number) + 1
            do {
                try store.writing { writer throws in
                    Thread.sleep(forTimeInterval: 0.05)
                    try writer.saveDocument(.person, id: id, "{}")
                    // As SQLite does by itself after some failures.
                    if number == 3 { try writer.connection.run("ROLLBACK") }
                }
                succeeded.change { $0.append(id) }
            } catch {
                #expect((error as? StoreError)?.kind == .io)
                failed.change { $0.append(id) }
            }
        }
        let missing = try store.reading { reader in try reader.missing(.person, ids: 1...6) }
        #expect(failed.value.contains(4))
        #expect(missing == failed.value.sorted())
        #expect(succeeded.value.count + failed.value.count == 6)
    }

    @Test("Who refuses for what another one did in a shared transaction hears that it was lost, and not the refusal")
    func refusalInALostCommit() throws {
        let folder = try Folder()
        let store = try Store(url: folder.url())
        let errors = Shared<[StoreError.Kind?]>([nil, nil])
        inThreads(2) { number in
            do {
                try store.writing { writer throws in
                    if try writer.document(.person, id: 1) == nil {
                        try writer.saveDocument(.person, id: 1, "{}")
                        while store.writer.waiting == 0 { usleep(100) }
                    } else {
                        // As SQLite does by itself after some failures.
                        try writer.connection.run("ROLLBACK")
                        throw StoreError(.constraint, "There is one already.")
                    }
                }
            } catch {
                errors.change { $0[number] = (error as? StoreError)?.kind }
            }
        }
        #expect(errors.value == [.io, .io])
        #expect(try store.reading { reader in try reader.document(.person, id: 1) } == nil)
    }

    @Test("Closing waits for the calls under way; each of them either has its effect or says that the store is closed")
    func closingUnderLoad() throws {
        let folder = try Folder()
        let store = try Store(url: folder.url())
        let written = Shared<Set<Int32>>([])
        inThreads(9) { number in
            guard number > 0 else {
                Thread.sleep(forTimeInterval: 0.05)
                store.close()
                return
            }
            do {
                for round in 0..<100_000 as Range<Int32> {
                    let id = Int32(number) * 100_000 + round
                    try store.writing { writer in _ = try writer.saveDocument(.person, id: id, "{}") }
                    written.change { $0.insert(id) }
                    _ = try store.reading { reader in try reader.document(.person, id: id) }
                }
            } catch {
                #expect((error as? StoreError)?.kind == .closed)
            }
        }
        let again = try Store(url: folder.url())
        #expect(try again.reading { reader in try reader.missing(.person, ids: written.value) } == [])
        #expect(try again.reading { reader in try reader.rowCounts() }.persons == Int64(written.value.count))
    }

    @Test("Two stores on one file, as two processes would be, see each other's commits")
    func twoStores() throws {
        let folder = try Folder()
        let (one, two) = try (Store(url: folder.url()), Store(url: folder.url()))
        inThreads(4) { number in
            do {
                for round in 1...50 as ClosedRange<Int32> {
                    let id = Int32(number) * 50 + round
                    try (number % 2 == 0 ? one : two).writing { writer throws in
                        _ = try writer.saveDocument(.person, id: id, "{}")
                    }
                }
            } catch {
                Issue.record(error)
            }
        }
        #expect(try one.reading { reader in try reader.rowCounts() }.persons == 200)
        #expect(try two.reading { reader in try reader.rowCounts() }.persons == 200)
    }

    @Test("A store that writes without a pause leaves another store on its file its turn, again and again")
    func fairTurns() throws {
        let folder = try Folder()
        var options = StoreOptions()
        // What others wait in vain for when they ask ten times a second, as SQLite does.
        options.busyTimeout = 2000
        let (greedy, modest) = try (Store(url: folder.url()), Store(url: folder.url(), options: options))
        let isOver = Shared(false)
        inThreads(2) { number in
            do {
                if number == 0 {
                    while !isOver.value {
                        try greedy.writing { writer throws in
                            Thread.sleep(forTimeInterval: 0.003)
                            _ = try writer.saveDocument(.person, id: 1, "{}")
                        }
                    }
                } else {
                    defer { isOver.change { $0 = true } }
                    for id in 2...21 as ClosedRange<Int32> {
                        try modest.writing { writer in _ = try writer.saveDocument(.person, id: id, "{}") }
                    }
                }
            } catch {
                Issue.record(error)
            }
        }
        #expect(try modest.reading { reader in try reader.rowCounts() }.persons == 21)
    }
}

private func balance<T: Reading & ~Copyable>(_ transaction: borrowing T, _ id: Int32) throws -> Int {
    Int(try transaction.document(.contact, id: id) ?? "") ?? 0
}
