internal import Synchronization

/// A document as it was read, and what its reader made of it.
package final class StoredDocument: Sendable {
    /// UTF-8, as far as nobody changed the file by hand.
    package let bytes: [UInt8]
    private let made = Mutex<(any AnyObject & Sendable)?>(nil)

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    convenience init(_ text: String) {
        self.init(Array(text.utf8))
    }

    /// What `make` makes of the bytes; it is asked once, unless two ask for it at the same moment, or for different types.
    package func made<Made: AnyObject & Sendable, E: Error>(_ make: ([UInt8]) throws(E) -> Made) throws(E) -> Made {
        if let made = made.withLock({ $0 }) as? Made { return made }
        let result = try make(bytes)
        made.withLock { $0 = result }
        return result
    }
}

extension StoredDocument: Hashable {
    package static func == (one: StoredDocument, other: StoredDocument) -> Bool {
        one === other || one.bytes == other.bytes
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(bytes)
    }
}

/// The documents of the directory and of topics that were read last, so that what was made of one serves as long as it stays the same.
///
/// A document of here never stands in for another, whichever process changed it, and whichever moment a transaction sees:
/// either the directory is that from which it was read, which its version says, or the store is asked and the bytes are
/// compared.
final class DocumentCache: Sendable {
    enum Kind: Equatable {
        case record(DirectoryKind)
        case topic
    }

    private struct Place {
        var kind: Kind
        var id: Int32
        var document: StoredDocument
        /// That of the directory from which it was read; nil where nobody counts.
        var version: Int64?
    }

    /// Each document can have either of two places; a new one takes the first, and who was there takes the second.
    private static let pairs = 1024
    /// The longest document that is kept, in bytes: that, the number of places and what is made of a document, which takes
    /// a few times as much, are the bound of the memory.
    private static let longest = 4096

    private let places = Mutex<[Place?]>([])

    func document(_ kind: Kind, id: Int32) -> (document: StoredDocument, version: Int64?)? {
        let first = DocumentCache.first(of: kind, id)
        return places.withLock { places in
            guard !places.isEmpty else { return nil }
            if let place = places[first], place.id == id, place.kind == kind { return (place.document, place.version) }
            if let place = places[first + 1], place.id == id, place.kind == kind { return (place.document, place.version) }
            return nil
        }
    }

    func keep(_ document: StoredDocument, _ kind: Kind, id: Int32, version: Int64? = nil) {
        guard document.bytes.count <= DocumentCache.longest else { return }
        let first = DocumentCache.first(of: kind, id)
        places.withLock { places in
            if places.isEmpty { places = [Place?](repeating: nil, count: 2 * DocumentCache.pairs) }
            if places[first]?.id != id || places[first]?.kind != kind { places[first + 1] = places[first] }
            places[first] = Place(kind: kind, id: id, document: document, version: version)
        }
    }

    /// Lets go of a document that is changed or removed, so that nothing of what is erased stays here.
    func forget(_ kind: Kind, id: Int32) {
        let first = DocumentCache.first(of: kind, id)
        places.withLock { places in
            guard !places.isEmpty else { return }
            for place in [first, first + 1] where places[place]?.id == id && places[place]?.kind == kind { places[place] = nil }
        }
    }

    /// The first of the places of a document. The golden ratio scatters numbers that follow each other.
    private static func first(of kind: Kind, _ id: Int32) -> Int {
        let kind: UInt64 = if case .record(let kind) = kind { UInt64(kind.rawValue) } else { 7 }
        let number = UInt64(UInt32(bitPattern: id)) &<< 3 | kind
        return 2 * Int((number &* 0x9E37_79B9_7F4A_7C15) &>> 54)
    }
}
