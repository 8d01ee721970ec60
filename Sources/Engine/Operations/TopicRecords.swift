import Carriers
import Messages
import Sessions
import Storage
import Wire

extension TopicRecord: StoredRecord {
    static func store(
        _ record: inout TopicRecord, at path: String, _ saving: Saving,
        _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> Int32 {
        guard record.directoryID >= 0 else {
            throw OperationError(.value, "expected a number from 1, or 0 for a new topic", path: "\(path).ChatTopicId")
        }
        var row = try transaction.topic(id: record.directoryID) ?? TopicRow(id: record.directoryID, document: "")
        row.document = try saving.checked(Document.text(of: &record.topic), at: path)
        row.lastAccept = nil
        row.secondsPrAccept = nil
        row.modified = saving.now
        let id = try transaction.save(row)
        if let agents = record.agents {
            try TopicAgents.replace(ofTopic: id, with: agents, at: "\(path).Agents", transaction)
        }
        return id
    }

    static func load<T: Reading<OperationError> & ~Copyable>(
        _ id: Int32, _ transaction: borrowing T
    ) throws(OperationError) -> TopicRecord? {
        guard let row = try transaction.topic(id: id) else { return nil }
        var record = TopicRecord()
        record.topic = try ChatTopicEntity(row)
        record.agents = try TopicAgents.all(ofTopic: id, transaction)
        return record
    }

    static func remove(
        _ id: Int32, at now: Int64, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> Bool {
        try transaction.deleteTopic(id: id)
    }
}
