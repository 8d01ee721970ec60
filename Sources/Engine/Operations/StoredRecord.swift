import Carriers
import Messages
import Storage
import Wire

/// A kind of record that the host keeps: how it comes into the store and out of it.
protocol StoredRecord: DirectoryRecord {
    /// Stores the record and answers its number. `path` is the place of the record in the caller's arguments.
    static func store(
        _ record: inout Self, at path: String, _ saving: Saving,
        _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> Int32

    static func load<T: Reading<OperationError> & ~Copyable>(
        _ id: Int32, _ transaction: borrowing T
    ) throws(OperationError) -> Self?

    /// Whether there was such a record.
    static func remove(
        _ id: Int32, at now: Int64, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> Bool
}

extension Engine {
    func save<Record: StoredRecord>(
        _ arguments: SaveRecordArguments<Record>, for caller: Caller
    ) throws(OperationError) -> RecordAnswer<Record> {
        let name = "\(Record.directoryName)"
        guard var record = arguments.record else {
            throw OperationError(.value, "expected a record to save", path: name)
        }
        return try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            let id = try Record.store(&record, at: name, saving, transaction)
            try note("Save", Record.self, id, by: caller, transaction)
            return RecordAnswer(try Record.load(id, transaction))
        }
    }

    func get<Record: StoredRecord>(_ arguments: RecordKeyArguments<Record>) throws(OperationError) -> RecordAnswer<Record> {
        try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            RecordAnswer(try Record.load(arguments.id, transaction))
        }
    }

    func delete<Record: StoredRecord>(
        _ arguments: RecordKeyArguments<Record>, for caller: Caller
    ) throws(OperationError) -> NothingAnswer {
        let key = "\(Record.directoryKey)"
        let now = now
        try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            let wasThere: Bool
            do throws(OperationError) { wasThere = try Record.remove(arguments.id, at: now, transaction) } catch {
                guard error.kind == .conflict else { throw error }
                throw OperationError(.conflict, "something that is stored refers to it; that has to go first", path: key)
            }
            guard wasThere else {
                throw OperationError(.notFound, "there is no \(Record.directoryName) with that number", path: key)
            }
            try note("Delete", Record.self, arguments.id, by: caller, transaction)
        }
        return NothingAnswer()
    }

    /// What was done to which record, in the audit.
    @inline(never)
    private func note(
        _ what: String, _ type: any StoredRecord.Type, _ id: Int32, by caller: Caller,
        _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) {
        let name = "\(type.directoryName)"
        try transaction.note(
            "Directory.\(what)\(name)", by: caller, at: now, session: name == "ChatSession" ? id : 0, topic: name == "Topic" ? id : 0,
            [.init("\(type.directoryKey)", id)])
    }
}
