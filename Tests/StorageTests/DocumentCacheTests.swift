import Testing

@testable import Storage

/// What a reader makes of a document.
private final class Made: Sendable {
    let text: String

    init(_ text: String) {
        self.text = text
    }
}

@Suite("Documents that were read before")
struct DocumentCacheTests {
    @Test("What was made of a document is kept while the document stays the same, and for every connection")
    func keeps() throws {
        let folder = try Folder()
        let store = try Store(url: folder.url())
        _ = try store.writing { writer throws in try writer.saveDocument(.person, id: 5, "five") }
        let first = try store.reading { reader throws in try made(reader) }
        let second = try store.writing { writer throws in try made(writer) }
        #expect(first?.text == "five")
        #expect(first === second)
    }

    @Test("Each transaction sees its own document: one that was changed, taken back, changed by another process, deleted")
    func sees() throws {
        let folder = try Folder()
        let (store, other) = (try Store(url: folder.url()), try Store(url: folder.url()))
        _ = try store.writing { writer throws in try writer.saveDocument(.person, id: 5, "five") }
        #expect(try store.reading { reader throws in try made(reader)?.text } == "five")
        #expect(throws: StoreError.self) {
            try store.writing { writer throws in
                _ = try writer.saveDocument(.person, id: 5, "lost")
                #expect(try made(writer)?.text == "lost")
                throw StoreError(.internal, "taken back")
            }
        }
        #expect(try store.reading { reader throws in try made(reader)?.text } == "five")
        _ = try other.writing { writer throws in try writer.saveDocument(.person, id: 5, "FIVE") }
        #expect(try store.reading { reader throws in try made(reader)?.text } == "FIVE")
        #expect(try store.reading { reader throws in try reader.storedDocument(.contact, id: 5) == nil })
        // The version never is one that it was before, also when what led to it was taken back.
        #expect(throws: StoreError.self) {
            try store.writing { writer throws in
                #expect(try made(writer)?.text == "FIVE")
                try writer.run("UPDATE persons SET document = 'lost' WHERE id = 5")
                #expect(try made(writer)?.text == "lost")
                throw StoreError(.internal, "taken back")
            }
        }
        try other.writing { writer throws in
            _ = try writer.run("UPDATE persons SET document = 'Five' WHERE id = 5")
        }
        #expect(try store.reading { reader throws in try made(reader)?.text } == "Five")
        _ = try other.writing { writer throws in try writer.deleteDocument(.person, id: 5) }
        #expect(try store.reading { reader throws in try made(reader) == nil })
    }

    @Test("While the directory stays the same its documents are not asked for; one that is asked for is found by its key")
    func asks() throws {
        let folder = try Folder()
        let store = try Store(url: folder.url())
        _ = try store.writing { writer throws in try writer.saveDocument(.person, id: 5, "five") }
        let asked = try store.reading { reader throws in
            _ = try made(reader)
            return try reader.connection.plans()
        }
        #expect(asked.count { $0.sql.contains("FROM persons") && $0.plan.allSatisfy { $0.hasPrefix("SEARCH persons") } } == 1)
        #expect(asked.count { $0.sql.contains("directory_version") && $0.plan.allSatisfy { $0.hasPrefix("SEARCH") } } == 1)
        // A connection that has not yet asked for one finds it all the same.
        let writes = try store.writing { writer throws in
            #expect(try made(writer)?.text == "five")
            return try writer.connection.plans()
        }
        #expect(!writes.contains { $0.sql.contains("SELECT document FROM persons") })
    }

    @Test("A document takes the place of another one; a long one takes none")
    func forgets() throws {
        let cache = DocumentCache()
        for id in 1...3000 as ClosedRange<Int32> { cache.keep(StoredDocument([1]), .record(.contact), id: id) }
        let kept = (1...3000).filter { cache.document(.record(.contact), id: $0) != nil }
        #expect((1000...2048).contains(kept.count))
        #expect(kept.contains(3000))
        #expect(cache.document(.record(.person), id: 3000) == nil)
        cache.keep(StoredDocument([UInt8](repeating: 0x20, count: 5000)), .record(.contact), id: 3001)
        #expect(cache.document(.record(.contact), id: 3001) == nil)
    }

    private func made<T: Reading & ~Copyable>(_ reader: borrowing T) throws -> Made? {
        try reader.storedDocument(.person, id: 5)?.made { bytes in Made(String(decoding: bytes, as: UTF8.self)) }
    }
}
