import Carriers
import Messages
import Sessions
import Storage
import Wire

extension TopicRecord: StoredRecord {
    static func store(
        _ record: inout TopicRecord, at path: String, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> Int32 {
        guard record.directoryID >= 0 else {
            throw OperationError(.value, "expected a number from 1, or 0 for a new topic", path: "\(path).ChatTopicId")
        }
        let id = try transaction.save(TopicRow(id: record.directoryID, document: Document.text(of: &record.topic)))
        guard let agents = record.agents else { return id }

        var rows: [TopicAgentRow] = []
        for (index, agent) in agents.enumerated() {
            guard let associateID = agent.user?.associateID, associateID > 0 else {
                throw OperationError(.value, "an agent names an associate", path: "\(path).Agents[\(index)].User.AssociateId")
            }
            rows.append(TopicAgentRow(associateID: associateID, rights: TopicRights(agent).rawValue))
        }
        let missing = Set(try transaction.missing(.associate, ids: rows.map(\.associateID)))
        if let index = rows.firstIndex(where: { missing.contains($0.associateID) }) {
            throw OperationError(
                .value, "there is no associate with that number", path: "\(path).Agents[\(index)].User.AssociateId")
        }
        var known: Set<Int32> = []
        if let index = rows.firstIndex(where: { !known.insert($0.associateID).inserted }) {
            throw OperationError(.value, "an associate is named twice", path: "\(path).Agents[\(index)].User.AssociateId")
        }
        try transaction.replaceAgents(ofTopic: id, with: rows)
        return id
    }

    static func load<T: Reading<OperationError> & ~Copyable>(
        _ id: Int32, _ transaction: borrowing T
    ) throws(OperationError) -> TopicRecord? {
        guard let row = try transaction.topic(id: id) else { return nil }
        var record = TopicRecord()
        record.topic = try Document.carrier(row.document)
        record.topic.chatTopicID = id
        if let ticks = row.lastAccept { record.topic.lastAccept = DateTime(stored: ticks) }
        if let seconds = row.secondsPrAccept { record.topic.secondsPrAccept = seconds }
        var agents: [ChatTopicAgent] = []
        for row in try transaction.agents(ofTopic: id) {
            var agent = ChatTopicAgent()
            agent.topicID = id
            agent.user = try Associate.load(row.associateID, transaction)
            TopicRights(rawValue: row.rights).write(to: &agent)
            agents.append(agent)
        }
        record.agents = agents
        return record
    }

    static func remove(
        _ id: Int32, at now: Int64, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> Bool {
        try transaction.deleteTopic(id: id)
    }
}
