internal import Synchronization

/// A document as it was read, and what its reader made of it.
package final class StoredDocument: Sendable {
    /// UTF-8, as far as nobody changed the file by hand.
    package let bytes: [UInt8]
    private let made = Mutex<(any AnyObject & Sendable)?>(nil)

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// What `make` makes of the bytes; it is asked once, unless two ask for it at the same moment, or for different types.
    package func made<Made: AnyObject & Sendable, E: Error>(_ make: ([UInt8]) throws(E) -> Made) throws(E) -> Made {
        if let made = made.withLock({ $0 }) as? Made { return made }
        let result = try make(bytes)
        made.withLock { $0 = result }
        return result
    }
}

/// The directory's documents that were read last, so that what was made of one serves as long as it stays the same.
///
/// The store is asked each time, and its bytes are compared: a document of here never stands in for another, whichever
/// process changed it, and whichever moment a transaction sees.
final class DocumentCache: Sendable {
    fileprivate struct Key: Hashable {
        var kind: DirectoryKind
        var id: Int32
    }

    /// Two halves: when the younger is full it becomes the older, and what nobody has asked for meanwhile is gone.
    fileprivate struct Halves {
        var younger: [Key: StoredDocument] = [:]
        var older: [Key: StoredDocument] = [:]
        var bytes = 0
    }

    /// Bytes of documents in one half. What is made of a document takes a few times as much.
    fileprivate static let most = 1 << 19

    private let halves = Mutex(Halves())

    func document(_ kind: DirectoryKind, id: Int32) -> StoredDocument? {
        let key = Key(kind: kind, id: id)
        return halves.withLock { halves in
            if let document = halves.younger[key] { return document }
            guard let document = halves.older[key] else { return nil }
            halves.keep(document, for: key)
            return document
        }
    }

    func keep(_ document: StoredDocument, _ kind: DirectoryKind, id: Int32) {
        halves.withLock { $0.keep(document, for: Key(kind: kind, id: id)) }
    }
}

extension DocumentCache.Halves {
    fileprivate mutating func keep(_ document: StoredDocument, for key: DocumentCache.Key) {
        if bytes + document.bytes.count > DocumentCache.most {
            older = younger
            younger = [:]
            bytes = 0
        }
        // One that takes another's place is counted beside it: the half is full a little earlier.
        guard document.bytes.count <= DocumentCache.most else { return }
        bytes += document.bytes.count
        younger[key] = document
    }
}
