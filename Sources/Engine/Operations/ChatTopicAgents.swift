import Carriers
import Messages
import Sessions
import Storage

// The operations on the agents of a topic.
extension Engine {
    func agents(_ arguments: ChatTopicIDArguments) throws(OperationError) -> ListAnswer<ChatTopicAgent> {
        try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            _ = try transaction.existingTopic(arguments.chatTopicID, at: "ChatTopicId")
            return ListAnswer(try TopicAgents.all(ofTopic: arguments.chatTopicID, transaction))
        }
    }

    /// Null when the user is no agent of the topic.
    func agent(_ arguments: ChatTopicUsernameArguments) throws(OperationError) -> RecordAnswer<ChatTopicAgent> {
        try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            _ = try transaction.existingTopic(arguments.chatTopicID, at: "ChatTopicId")
            let id = try transaction.associateID(named: arguments.username, at: "Username")
            return RecordAnswer(try TopicAgents.one(id, ofTopic: arguments.chatTopicID, transaction))
        }
    }

    func addAgent(_ arguments: AddChatTopicUserAgentArguments, for caller: Caller) throws(OperationError) -> RecordAnswer<ChatTopicAgent> {
        guard let agent = arguments.useragent else {
            throw OperationError(.value, "expected who becomes an agent", path: "Useragent")
        }
        let topicID = arguments.chatTopicID
        return try changingAgents(ofTopic: topicID, for: caller, "Chat.AddChatTopicUserAgent") { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            let id = try TopicAgents.associateID(of: agent, at: "Useragent", transaction)
            guard try transaction.agent(id, ofTopic: topicID) == nil else {
                throw OperationError(
                    .conflict, "the associate is an agent of the topic already; UpdateChatTopicUserAgent changes the rights",
                    path: "Useragent.User.AssociateId")
            }
            try transaction.save(TopicAgentRow(associateID: id, rights: TopicRights(agent).rawValue), ofTopic: topicID)
            return RecordAnswer(try TopicAgents.one(id, ofTopic: topicID, transaction))
        }
    }

    func updateAgent(
        _ arguments: UpdateChatTopicUserAgentArguments, for caller: Caller
    ) throws(OperationError) -> RecordAnswer<ChatTopicAgent> {
        guard let agent = arguments.useragent else {
            throw OperationError(.value, "expected what the agent may do", path: "Useragent")
        }
        let topicID = arguments.chatTopicID
        return try changingAgents(ofTopic: topicID, for: caller, "Chat.UpdateChatTopicUserAgent") { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            let id = try transaction.associateID(named: arguments.username, at: "Username")
            if let other = agent.user?.associateID, other != 0, other != id {
                throw OperationError(.value, "expected the associate whom Username names", path: "Useragent.User.AssociateId")
            }
            guard try transaction.agent(id, ofTopic: topicID) != nil else { throw TopicAgents.noAgent }
            try transaction.save(TopicAgentRow(associateID: id, rights: TopicRights(agent).rawValue), ofTopic: topicID)
            return RecordAnswer(try TopicAgents.one(id, ofTopic: topicID, transaction))
        }
    }

    /// Makes these the agents of the topic, and nobody else.
    func updateAgents(
        _ arguments: UpdateChatTopicUserAgentsArguments, for caller: Caller
    ) throws(OperationError) -> ListAnswer<ChatTopicAgent> {
        guard let agents = arguments.useragents else {
            throw OperationError(.value, "expected the topic's agents; an empty list leaves it without any", path: "Useragents")
        }
        let topicID = arguments.chatTopicID
        return try changingAgents(ofTopic: topicID, for: caller, "Chat.UpdateChatTopicUserAgents") { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            try TopicAgents.replace(ofTopic: topicID, with: agents, at: "Useragents", transaction)
            return ListAnswer(try TopicAgents.all(ofTopic: topicID, transaction))
        }
    }

    func deleteAgent(_ arguments: ChatTopicUsernameArguments, for caller: Caller) throws(OperationError) -> NothingAnswer {
        let topicID = arguments.chatTopicID
        return try changingAgents(ofTopic: topicID, for: caller, "Chat.DeleteChatTopicUserAgent") { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            let id = try transaction.associateID(named: arguments.username, at: "Username")
            guard try transaction.deleteAgent(id, ofTopic: topicID) else { throw TopicAgents.noAgent }
            return NothingAnswer()
        }
    }

    /// Runs a change of a topic's agents for somebody who may make it.
    private func changingAgents<R>(
        ofTopic id: Int32, for caller: Caller, _ operation: String,
        _ change: (borrowing WriteTransaction<OperationError>) throws(OperationError) -> R
    ) throws(OperationError) -> R {
        try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            _ = try transaction.existingTopic(id, at: "ChatTopicId")
            try transaction.demandManager(caller, ofTopic: id, at: "ChatTopicId")
            let result = try change(transaction)
            try transaction.update(topic: id, modified: now)
            try transaction.note(operation, by: caller, at: now, topic: id)
            return result
        }
    }
}

/// Agents between their rows and their carriers.
enum TopicAgents {
    static let noAgent = OperationError(.notFound, "the user is no agent of this topic", path: "Username")

    static func all<T: Reading<OperationError> & ~Copyable>(
        ofTopic topicID: Int32, _ transaction: borrowing T
    ) throws(OperationError) -> [ChatTopicAgent] {
        var agents: [ChatTopicAgent] = []
        for row in try transaction.agents(ofTopic: topicID) { agents.append(try agent(row, ofTopic: topicID, transaction)) }
        return agents
    }

    static func one<T: Reading<OperationError> & ~Copyable>(
        _ id: Int32, ofTopic topicID: Int32, _ transaction: borrowing T
    ) throws(OperationError) -> ChatTopicAgent? {
        guard let row = try transaction.agent(id, ofTopic: topicID) else { return nil }
        return try agent(row, ofTopic: topicID, transaction)
    }

    private static func agent<T: Reading<OperationError> & ~Copyable>(
        _ row: TopicAgentRow, ofTopic topicID: Int32, _ transaction: borrowing T
    ) throws(OperationError) -> ChatTopicAgent {
        var agent = ChatTopicAgent()
        agent.topicID = topicID
        agent.user = try Associate.load(row.associateID, transaction)
        TopicRights(rawValue: row.rights).write(to: &agent)
        return agent
    }

    /// The associate who is to be an agent: there has to be one of that number.
    static func associateID<T: Reading<OperationError> & ~Copyable>(
        of agent: ChatTopicAgent, at path: String, _ transaction: borrowing T
    ) throws(OperationError) -> Int32 {
        let path = "\(path).User.AssociateId"
        guard let id = agent.user?.associateID, id > 0 else {
            throw OperationError(.value, "an agent names an associate", path: path)
        }
        guard try transaction.missing(.associate, ids: [id]).isEmpty else {
            throw OperationError(.value, "there is no associate with that number", path: path)
        }
        return id
    }

    /// - Parameter path: the place of the list in the caller's arguments.
    static func replace(
        ofTopic topicID: Int32, with agents: [ChatTopicAgent], at path: String,
        _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) {
        var rows: [TopicAgentRow] = []
        var known: Set<Int32> = []
        for (index, agent) in agents.enumerated() {
            let id = try associateID(of: agent, at: "\(path)[\(index)]", transaction)
            guard known.insert(id).inserted else {
                throw OperationError(.value, "an associate is named twice", path: "\(path)[\(index)].User.AssociateId")
            }
            rows.append(TopicAgentRow(associateID: id, rights: TopicRights(agent).rawValue))
        }
        try transaction.replaceAgents(ofTopic: topicID, with: rows)
    }
}
