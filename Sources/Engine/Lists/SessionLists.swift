import Carriers
import Messages
import Sessions
import Storage
import Wire

// Lists of sessions by OData's options.
extension Engine {
    /// The sessions of all topics of which the caller is a member.
    func list(
        _ arguments: SessionListArguments, for caller: Caller, _ context: CallerContext
    ) throws(OperationError) -> ODataAnswer<ChatSessionEntity> {
        let id = try associateID(of: caller)
        return try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            try list(.member(id), at: "ChatSession", arguments.options, for: id, context, transaction)
        }
    }

    /// The sessions of one topic.
    func list(
        _ arguments: TopicSessionListArguments, for caller: Caller, _ context: CallerContext
    ) throws(OperationError) -> ODataAnswer<ChatSessionEntity> {
        let id = try associateID(of: caller)
        let topic = arguments.chatTopicEntityID
        return try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            _ = try transaction.existingTopic(topic, at: "ChatTopicEntityId")
            guard try transaction.rights(ofAssociate: id, inTopic: topic).isMember else {
                throw OperationError(.denied, "the caller is no member of this topic", path: "ChatTopicEntityId")
            }
            return try list(.topic(topic), at: "ChatTopic/\(topic)/Sessions", arguments.options, for: id, context, transaction)
        }
    }

    /// The most sessions on one page.
    static let longestPage = 1000

    private func list(
        _ scope: ListScope, at path: String, _ options: ODataOptions, for id: Int32, _ context: CallerContext,
        _ transaction: borrowing ReadTransaction<OperationError>
    ) throws(OperationError) -> ODataAnswer<ChatSessionEntity> {
        let wanted = try ListOptions { options[$0] }
        let top = wanted.top ?? Int(Int32.max)
        let page = min(top, Engine.longestPage)
        // One more than the page holds tells whether there is another.
        var query = ListQuery(scope, limit: Int32(clamping: page + 1))
        query.offset = Int32(clamping: wanted.skip)
        let conditions = FilterCondition(calendar: CallerCalendar(context, now: now), caller: id)
        if let filter = wanted.filter {
            do throws(WireError) { query.condition = try conditions.condition(filter) } catch {
                throw ListOptions.failure(error, "$filter")
            }
        }
        for order in wanted.order {
            do throws(WireError) {
                query.order.append(ListSort(try FilterCondition.column(order.column).field, isDescending: order.isDescending))
            } catch {
                throw ListOptions.failure(error, "$orderBy")
            }
        }
        let rows = try transaction.sessions(query)
        var answer = ODataAnswer<ChatSessionEntity>()
        answer.metadata = "/api/v1/$metadata#ChatSession"
        answer.value = try SessionAssembly.sessions(Array(rows.prefix(page)), transaction)
        if let select = options.select {
            answer.selection = try reading { () throws(WireError) in try Selection(select)?.below("value", besides: ["odata.metadata", "odata.nextLink"]) }
        }
        if rows.count > page, page < top {
            var next = options
            next.skip = Int32(clamping: wanted.skip + page)
            if wanted.top != nil { next.top = Int32(clamping: top - page) }
            answer.nextLink = "/api/v1/\(path)?\(next.query)"
        }
        return answer
    }
}
