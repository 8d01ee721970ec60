import Carriers
import Messages
import Sessions
import Storage
import Wire

// Lists of sessions that callers filter, sort and take pages of.
extension Engine {
    /// The most rows in one answer; the next link leads to the others.
    static let mostRows = 1000

    /// The sessions of all topics of which the caller is a member.
    func sessionList(
        _ arguments: SessionListArguments, for caller: Caller, _ context: CallerContext
    ) throws(OperationError) -> ODataAnswer<ODataRow> {
        let id = try associateID(of: caller)
        return try list(.member(id), "ChatSession", arguments.options, for: id, context)
    }

    /// The sessions of one topic, for its members.
    func sessionList(
        _ arguments: TopicSessionListArguments, for caller: Caller, _ context: CallerContext
    ) throws(OperationError) -> ODataAnswer<ODataRow> {
        let (id, topicID, path) = (try associateID(of: caller), arguments.chatTopicEntityID, "ChatTopicEntityId")
        try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            _ = try transaction.existingTopic(topicID, at: path)
            guard try transaction.rights(ofAssociate: id, inTopic: topicID).isMember else {
                throw OperationError(.denied, "the caller is no member of this topic", path: path)
            }
        }
        return try list(.topic(topicID), "ChatTopic/\(topicID)/Sessions", arguments.options, for: id, context)
    }

    /// - Parameter path: the list's own, behind `/api/v1/`.
    private func list(
        _ scope: ListScope, _ path: String, _ given: ODataOptions, for associateID: Int32, _ context: CallerContext
    ) throws(OperationError) -> ODataAnswer<ODataRow> {
        let options = try ListOptions(given, within: settings.lists.bounds)
        let columns = try placed("$select") { () throws(WireError) in
            try options.columns.map { (names) throws(WireError) in try ListColumn.named(names) } ?? ListColumn.usual
        }
        let top = options.top ?? Int(Int32.max)
        let limit = min(top, Engine.mostRows)
        // One row more than is shown tells whether there are others.
        var query = ListQuery(scope, limit: Int32(clamping: limit + 1))
        query.offset = Int32(clamping: options.skip)
        let compiler = FilterCompiler(LocalCalendar(context.zone), now: now, associateID: associateID)
        query.condition = try placed("$filter") { () throws(WireError) in
            try options.filter.map { (filter) throws(WireError) in try compiler.condition(filter) }
        }
        query.order = try placed("$orderBy") { () throws(WireError) in
            var order: [ListSort] = []
            for part in options.order {
                order.append(ListSort(try FilterCompiler.column(part.column).field, isDescending: part.isDescending))
            }
            return order
        }
        let asked = query
        let page: SessionPage
        do throws(OperationError) {
            page = try store.read(settings.lists.search) { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
                try SessionPage(asked, limit: limit, withTopics: columns.contains { $0.source == .topicName }, transaction)
            }
        } catch {
            throw settings.lists.failure(
                error, at: asked.condition == nil ? "$orderBy" : "$filter",
                narrowing: "ask for a shorter time, for fewer tests of texts or for fewer columns to sort by")
        }
        var answer = ODataAnswer<ODataRow>()
        answer.metadata = "/api/v1/$metadata#ChatSession"
        answer.value = page.rows(columns, isSafe: options.isJSONSafe, context)
        if page.hasMore, limit < top {
            var next = given
            next.skip = Int32(clamping: options.skip + limit)
            if options.top != nil { next.top = Int32(clamping: top - limit) }
            answer.nextLink = "/api/v1/\(path)?\(next.query)"
        }
        return answer
    }

    /// Calls `body`; what is wrong is told of the option, as 400.
    private func placed<R>(_ option: String, _ body: () throws(WireError) -> R) throws(OperationError) -> R {
        do throws(WireError) { return try body() } catch { throw ListOptions.failure(error, option) }
    }
}
