import Carriers
import Messages
import Sessions
import Storage
import Wire

// The operations on topics themselves.
extension Engine {
    /// What a new topic begins with: open at any hour, without forms, warnings or a bot.
    func defaultTopic() -> RecordAnswer<ChatTopicEntity> {
        var topic = ChatTopicEntity()
        topic.openingHours = ChatOpeningHours()
        topic.widget = ChatWidgetSettings()
        topic.botSettings = ChatBotSettings()
        return RecordAnswer(topic)
    }

    func topic(_ arguments: EntityIDArguments<ChatTopicEntity>) throws(OperationError) -> RecordAnswer<ChatTopicEntity> {
        try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            guard let row = try transaction.topic(id: arguments.id) else { return RecordAnswer(nil) }
            return try Engine.answer(row)
        }
    }

    /// The topics of which the caller is a member, by number.
    func topics(of caller: Caller) throws(OperationError) -> ListAnswer<ChatTopicEntity> {
        let id = try associateID(of: caller)
        let rows = try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            try transaction.topics(ofMember: id)
        }
        var topics: [ChatTopicEntity] = []
        for row in rows { topics.append(try ChatTopicEntity(row)) }
        return ListAnswer(topics)
    }

    /// Saves a topic under the number that it has, or as a new one when that is 0.
    func saveTopic(_ entity: ChatTopicEntity?, for caller: Caller) throws(OperationError) -> RecordAnswer<ChatTopicEntity> {
        var topic = try given(entity)
        return try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            let operation = "Chat.SaveChatTopicEntity"
            if topic.chatTopicID == 0 { return try Engine.answer(insert(&topic, for: caller, operation, transaction)) }
            return try Engine.answer(update(&topic, for: caller, at: "ChatTopicEntity.ChatTopicId", operation, transaction))
        }
    }

    /// Saves a topic as a new one; a number that it brings along does not count.
    func postTopic(_ entity: ChatTopicEntity?, for caller: Caller) throws(OperationError) -> RecordAnswer<ChatTopicEntity> {
        var topic = try given(entity)
        return try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            try Engine.answer(insert(&topic, for: caller, "Chat.PostChatTopicEntity", transaction))
        }
    }

    func putTopic(
        _ arguments: PutEntityArguments<ChatTopicEntity>, for caller: Caller, _ context: CallerContext
    ) throws(OperationError) -> RecordAnswer<ChatTopicEntity> {
        var topic = try given(arguments.entity)
        guard topic.chatTopicID == 0 || topic.chatTopicID == arguments.id else {
            throw OperationError(.value, "expected the number that the path has, or 0", path: "ChatTopicEntity.ChatTopicId")
        }
        topic.chatTopicID = arguments.id
        return try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            try Engine.answer(
                update(
                    &topic, for: caller, at: "ChatTopicEntityId", if: context.preconditions, "Chat.PutChatTopicEntity", transaction))
        }
    }

    func deleteTopic(
        _ arguments: EntityIDArguments<ChatTopicEntity>, for caller: Caller, _ context: CallerContext
    ) throws(OperationError) -> NothingAnswer {
        let (id, path) = (arguments.id, "ChatTopicEntityId")
        try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            let topic = try transaction.existingTopic(id, at: path)
            try transaction.demandManager(caller, ofTopic: id, at: path)
            try context.preconditions.demand(unmodified: topic.modified, at: path)
            guard try !transaction.hasSessions(topic: id) else {
                throw OperationError(.conflict, "the topic has sessions; those have to be purged first", path: path)
            }
            try transaction.deleteTopic(id: id)
            try transaction.note("Chat.DeleteChatTopicEntity", by: caller, at: now, topic: id)
        }
        return NothingAnswer()
    }

    /// Stores a new topic. Its maker becomes its agent with every right, so that somebody can go on with it.
    private func insert(
        _ topic: inout ChatTopicEntity, for caller: Caller, _ operation: String,
        _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> TopicRow {
        let maker = try associateID(of: caller)
        try transaction.demandManagerOfAny(caller)
        try check(topic, at: "ChatTopicEntity")
        topic.chatTopicID = 0
        topic.lastAccept = .empty
        topic.secondsPrAccept = 0
        var row = TopicRow(id: 0, document: Document.text(of: &topic))
        row.modified = now
        row.id = try transaction.save(row)
        let rights: TopicRights = [.listen, .respond, .manage, .notify]
        try transaction.save(TopicAgentRow(associateID: maker, rights: rights.rawValue), ofTopic: row.id)
        try transaction.note(operation, by: caller, at: now, topic: row.id)
        return row
    }

    /// Replaces a topic. When it last took a session, and how fast, is not the caller's to say.
    func update(
        _ topic: inout ChatTopicEntity, for caller: Caller, at path: String, if preconditions: Preconditions = Preconditions(),
        _ operation: String, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> TopicRow {
        var row = try transaction.existingTopic(topic.chatTopicID, at: path)
        try transaction.demandManager(caller, ofTopic: row.id, at: path)
        try preconditions.demand(unmodified: row.modified, at: path)
        try check(topic, at: "ChatTopicEntity")
        let stored = try ChatTopicEntity(row)
        topic.lastAccept = stored.lastAccept
        topic.secondsPrAccept = stored.secondsPrAccept
        row.document = Document.text(of: &topic)
        row.modified = now
        try transaction.save(row)
        try transaction.note(operation, by: caller, at: now, topic: row.id)
        return row
    }

    static func answer(_ row: TopicRow) throws(OperationError) -> RecordAnswer<ChatTopicEntity> {
        RecordAnswer(try ChatTopicEntity(row), modified: row.modified)
    }

    /// The topic to save, held to the bounds of its texts before the store is asked for anything.
    func given(_ topic: ChatTopicEntity?) throws(OperationError) -> ChatTopicEntity {
        guard var topic else { throw OperationError(.value, "expected a topic to save", path: "ChatTopicEntity") }
        guard topic.chatTopicID >= 0 else {
            throw OperationError(.value, "expected a number from 1, or 0 for a new topic", path: "ChatTopicEntity.ChatTopicId")
        }
        try settings.bounds.check(Document.text(of: &topic), at: "ChatTopicEntity")
        return topic
    }
}

extension ChatTopicEntity {
    /// A stored topic: its document, and what its pick-ups have made of it since.
    init(_ row: TopicRow) throws(OperationError) {
        self = try row.stored.made { (bytes) throws(OperationError) in
            ReadCarrier(box: Boxed(try Document.carrier(json: bytes, at: StoredPlace("topics", row.id, "document")) as ChatTopicEntity))
        }.box.value
        chatTopicID = row.id
        if let ticks = row.lastAccept { lastAccept = DateTime(stored: ticks) }
        if let seconds = row.secondsPrAccept { secondsPrAccept = seconds }
    }
}
