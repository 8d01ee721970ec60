import Carriers
import Localization
import Messages
import Storage
import Wire

/// The sessions of one page, and what its columns need beside them.
struct SessionPage {
    private(set) var sessions: [ChatSessionEntity] = []
    private(set) var hasMore = false
    private var modified: [Int64] = []
    private var topicNames: [Int32: String] = [:]

    init() {}

    /// - Parameter query: asks for one session more than `limit`.
    init<T: Reading<OperationError> & ~Copyable>(
        _ query: ListQuery, limit: Int, withTopics: Bool, _ transaction: borrowing T
    ) throws(OperationError) {
        var rows = try transaction.sessions(query)
        hasMore = rows.count > limit
        rows.removeLast(max(rows.count - limit, 0))
        sessions = try SessionAssembly.sessions(rows, transaction)
        modified = rows.map(\.modified)
        guard withTopics else { return }
        for id in Set(rows.map(\.topicID)) {
            if let topic = try transaction.topic(id: id) { topicNames[id] = try ChatTopicEntity(topic).name }
        }
    }

    /// The rows with these columns, their texts and dates in the caller's language and zone.
    func rows(_ columns: [ListColumn], isSafe: Bool, _ context: CallerContext) -> [ODataRow] {
        let names = columns.map { isSafe ? $0.safeName : $0.name }
        var answer: any OperationAnswer = ListAnswer(sessions)
        context.apply(to: &answer)
        guard let shown = (answer as? ListAnswer<ChatSessionEntity>)?.response else { return [] }
        return zip(shown, modified).map { session, modified in
            let record = session.json
            var row = ODataRow()
            row.unknown.fields = [
                .init("PrimaryKey", .string("\(session.chatSessionID)")), .init("EntityName", .string("chat")),
            ]
            for (column, name) in zip(columns, names) {
                let value: JSONValue =
                    switch column.source {
                    case .field(let path): path.reduce(record) { value, name in value[name] ?? .null }
                    case .modified: modified == 0 ? .null : .string(context.dateInZone(DateTime(stored: modified)).description)
                    case .topicName: topicNames[session.topicID].map { .string(context.texts.localize($0) ?? $0) } ?? .null
                    }
                row.unknown.fields.append(.init(name, value))
            }
            return row
        }
    }
}

extension ChatSessionEntity {
    /// The session as a tree.
    fileprivate var json: JSONValue {
        var session = self
        // What was written a moment ago can be read; the bounds of messages do not matter to it.
        return (try? JSONValue(Document.text(of: &session), limits: Document.limits)) ?? .null
    }
}
