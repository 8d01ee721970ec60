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
        _ = try other.writing { writer throws in try writer.deleteDocument(.person, id: 5) }
        #expect(try store.reading { reader throws in try made(reader) == nil })
    }

    @Test("Documents that nobody asks for give way to others; the memory is bounded")
    func forgets() throws {
        let cache = DocumentCache()
        let large = [UInt8](repeating: 0x20, count: 1 << 17)
        for id in 1...100 as ClosedRange<Int32> {
            cache.keep(StoredDocument(large), .contact, id: id)
            // The first one is asked for all the time.
            #expect(cache.document(.contact, id: 1) != nil)
        }
        #expect((1...100).count { cache.document(.contact, id: $0) != nil } <= 8)
        cache.keep(StoredDocument([UInt8](repeating: 0x20, count: 1 << 20)), .contact, id: 101)
        #expect(cache.document(.contact, id: 101) == nil)
    }

    private func made<T: Reading & ~Copyable>(_ reader: borrowing T) throws -> Made? {
        try reader.storedDocument(.person, id: 5)?.made { bytes in Made(String(decoding: bytes, as: UTF8.self)) }
    }
}
