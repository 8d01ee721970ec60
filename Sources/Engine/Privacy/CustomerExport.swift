import Carriers
import Messages
import Storage
import Wire

extension Engine {
    /// A page of all that is stored of a customer: the person, and each session with its messages, events and entries in the
    /// audit.
    func exportCustomer(_ arguments: ExportCustomerArguments, for caller: Caller) throws(OperationError) -> DocumentAnswer {
        let key = try CustomerKey(arguments.customer)
        let limit = try Engine.pageSize(arguments.top)
        guard arguments.after >= 0 else { throw OperationError(.value, "expected the number of a session, or 0", path: "After") }
        var count = 0
        let answer = try store.read(ListLimits.hosts) { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            var members: [JSONValue.Member] = []
            if case .person(let id) = key, var person = try Person.load(id, transaction) {
                members.append(.init("Person", try CustomerExport.tree(of: &person)))
            }
            let ids = try key.sessionIDs(transaction).filter { $0 > arguments.after }
            var sessions: [JSONValue] = []
            var room = CustomerExport.mostMessages
            var last: Int32?
            for id in ids.prefix(Int(limit)) where room > 0 {
                guard let row = try transaction.session(id: id) else { continue }
                sessions.append(try CustomerExport.tree(of: row, &room, transaction))
                last = id
            }
            count = sessions.count
            members.append(.init("Sessions", .array(sessions)))
            members.append(.init("Next", last == ids.last ? .null : .number("\(last ?? 0)")))
            return DocumentAnswer(members)
        }
        // Who was told what is known of a customer is itself worth knowing.
        try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            try transaction.note(
                "System.ExportCustomer", by: caller, at: now, session: key.sessionID,
                [.init("By", .string(key.path)), .init("Sessions", Int64(count))])
        }
        return answer
    }
}

/// What is stored, as a document for the one whom it is about.
private enum CustomerExport {
    /// A page ends with the session in which it has so many messages.
    static let mostMessages = 10_000
    /// How many events and entries are read at one time.
    private static let step: Int32 = 1000

    static func tree<T: Reading<OperationError> & ~Copyable>(
        of row: SessionRow, _ room: inout Int, _ transaction: borrowing T
    ) throws(OperationError) -> JSONValue {
        let rows = try transaction.messages(ofSession: row.id, now: .max)
        room -= rows.count
        var messages: [JSONValue] = []
        for row in rows {
            var message = try ChatMessage(row)
            var tree = try tree(of: &message)
            if let clientID = row.clientID { tree.append("ClientId", .string(clientID)) }
            messages.append(tree)
        }
        return .object([
            .init("Session", try session(row)), .init("Messages", .array(messages)),
            .init("Events", .array(try events(of: row, transaction))), .init("Audit", .array(try audit(of: row, transaction))),
        ])
    }

    /// The session, with the numbers of what it refers to. Its key is left out: it tells nothing of the customer, and opens the
    /// session to whoever reads it.
    private static func session(_ row: SessionRow) throws(OperationError) -> JSONValue {
        var session = try ChatSessionEntity(row)
        session.sessionKey = nil
        var tree = try tree(of: &session)
        let references = [
            ("UserId", row.userID), ("PersonId", row.personID), ("ContactId", row.contactID), ("ProjectId", row.projectID),
            ("SaleId", row.saleID), ("TicketId", row.ticketID),
        ]
        for (name, id) in references where id != 0 { tree.append(name, .number("\(id)")) }
        if let language = row.language { tree.append("Language", .string(language)) }
        return tree
    }

    private static func events<T: Reading<OperationError> & ~Copyable>(
        of row: SessionRow, _ transaction: borrowing T
    ) throws(OperationError) -> [JSONValue] {
        var (events, cursor): ([JSONValue], Int64) = ([], 0)
        while true {
            let page = try transaction.events(after: cursor, matching: EventFilter(sessionID: row.id), limit: Int(step))
            for event in page.events { events.append(try event.json()) }
            if !page.hasMore { return events }
            cursor = page.position
        }
    }

    private static func audit<T: Reading<OperationError> & ~Copyable>(
        of row: SessionRow, _ transaction: borrowing T
    ) throws(OperationError) -> [JSONValue] {
        var (entries, cursor): ([JSONValue], Int64) = ([], 0)
        while true {
            let rows = try transaction.audit(ofSession: row.id, after: cursor, limit: step)
            for entry in rows { entries.append(try entry.json()) }
            guard rows.count == Int(step), let last = rows.last else { return entries }
            cursor = last.seq
        }
    }

    /// A record without what is not known of it.
    static func tree<C: Carrier>(of record: inout C) throws(OperationError) -> JSONValue {
        let tree = try reading { () throws(WireError) in try JSONValue(Document.text(of: &record), limits: Document.limits) }
        guard case .object(let members) = tree else { return tree }
        return .object(members.filter { $0.value != .null })
    }
}

extension JSONValue {
    /// Adds a member to an object.
    fileprivate mutating func append(_ name: String, _ value: JSONValue) {
        guard case .object(var members) = self else { return }
        members.append(Member(name, value))
        self = .object(members)
    }
}
