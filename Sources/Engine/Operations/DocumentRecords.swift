import Carriers
import Messages
import Storage
import Wire

/// A record that the store keeps as a JSON document, with every field that came in.
protocol DocumentRecord: StoredRecord {
    static var directoryKind: DirectoryKind { get }
}

extension Associate: DocumentRecord {
    static var directoryKind: DirectoryKind { .associate }
}

extension Person: DocumentRecord {
    static var directoryKind: DirectoryKind { .person }
}

extension Contact: DocumentRecord {
    static var directoryKind: DirectoryKind { .contact }
}

extension Project: DocumentRecord {
    static var directoryKind: DirectoryKind { .project }
}

extension Sale: DocumentRecord {
    static var directoryKind: DirectoryKind { .sale }
}

extension Ticket: DocumentRecord {
    static var directoryKind: DirectoryKind { .ticket }
}

extension DocumentRecord {
    static func store(
        _ record: inout Self, at path: String, _ saving: Saving,
        _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> Int32 {
        guard record.directoryID >= 0 else {
            throw OperationError(.value, "expected a number from 1, or 0 for a new record", path: "\(path).\(Self.directoryKey)")
        }
        return try transaction.saveDocument(directoryKind, id: record.directoryID, saving.checked(Document.text(of: &record), at: path))
    }

    static func load<T: Reading<OperationError> & ~Copyable>(
        _ id: Int32, _ transaction: borrowing T
    ) throws(OperationError) -> Self? {
        try boxed(id, transaction)?.value
    }

    /// The record in a room of its own, to be handed on. It is read and written once, as long as its document stays.
    static func boxed<T: Reading<OperationError> & ~Copyable>(
        _ id: Int32, _ transaction: borrowing T
    ) throws(OperationError) -> Boxed<Self>? {
        guard let document = try transaction.storedDocument(directoryKind, id: id) else { return nil }
        return try document.made { (bytes) throws(OperationError) in
            var record: Self = try Document.carrier(json: bytes, at: StoredPlace(directoryKind.table, id, "document"))
            record.directoryID = id
            return ReadCarrier(box: Boxed(written: record))
        }.box
    }

    static func remove(
        _ id: Int32, at now: Int64, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> Bool {
        try transaction.deleteDocument(directoryKind, id: id)
    }
}

/// A carrier, for the document from which it was read to keep.
final class ReadCarrier<C: Carrier>: Sendable {
    let box: Boxed<C>

    init(box: Boxed<C>) {
        self.box = box
    }
}

/// Carriers as the text that the store keeps.
enum Document {
    static func text<C: Carrier>(of carrier: inout C) -> String {
        var encoder = JSONEncoder()
        carrier.write(to: &encoder)
        return encoder.finish().text()
    }

    /// Reads what `text` wrote. The number in the document may be that of before it was stored, which was 0 for a new one.
    static func record<R: DirectoryRecord>(_ document: String, of table: StaticString, id: Int32) throws(OperationError) -> R {
        var record: R = try carrier(json: Array(document.utf8), at: StoredPlace(table, id, "document"))
        record.directoryID = id
        return record
    }

    /// As wide as any config can make them: what was accepted once must come out again.
    static let limits = {
        var limits = Limits()
        limits.messageBytes = most("limits.messageBytes")
        // Unknown fields of a session are kept in an object of their own.
        limits.depth = most("limits.depth") + 1
        limits.listElements = most("limits.listElements")
        return limits
    }()

    private static func most(_ path: String) -> Int {
        ConfigBounds.ranges[path].map { Int($0.upperBound) } ?? 0
    }

    static func carrier<C: Carrier>(json: [UInt8], at place: StoredPlace) throws(OperationError) -> C {
        do throws(WireError) { return try C(json: json, limits: limits) } catch { throw place.unreadable(C.typeName, error) }
    }
}
