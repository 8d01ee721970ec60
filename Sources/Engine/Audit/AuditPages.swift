import Messages
import Storage
import Wire

extension Engine {
    /// A page of who did what, in the order in which it was done.
    func audit(_ arguments: AuditArguments) throws(OperationError) -> DocumentAnswer {
        guard let after = Int64(exactly: arguments.after), after >= 0 else {
            throw OperationError(.value, "expected the number of an entry, or 0", path: "After")
        }
        let limit = try Engine.pageSize(arguments.top)
        return try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            let rows =
                try arguments.chatSessionID == 0
                ? transaction.audit(after: after, limit: limit)
                : transaction.audit(ofSession: arguments.chatSessionID, after: after, limit: limit)
            var entries: [JSONValue] = []
            for row in rows { entries.append(try row.json()) }
            let since = try transaction.auditCompleteSince()
            return DocumentAnswer([
                .init("Entries", .array(entries)), .init("Next", rows.last?.seq ?? after),
                .init("CompleteSince", since == 0 ? .null : .string(DateTime(stored: since).description)),
            ])
        }
    }

    /// How much of a list is asked for at one time.
    static func pageSize(_ top: Int32) throws(OperationError) -> Int32 {
        guard (0...1000).contains(top) else { throw OperationError(.value, "expected a number from 1 to 1000", path: "Top") }
        return top == 0 ? 100 : top
    }
}

extension AuditRow {
    /// The entry as it is told.
    func json() throws(OperationError) -> JSONValue {
        let details = try details.map { text throws(OperationError) in
            JSONValue.object(try StoredPlace("audit", seq, "details").members(of: text, "entry of the audit"))
        }
        return .object([
            .init("Seq", seq), .init("At", .string(DateTime(stored: at).description)), .init("AssociateId", associateID),
            .init("Who", .string(who)), .init("Operation", .string(operation)), .init("ChatSessionId", sessionID),
            .init("TopicId", topicID), .init("Details", details ?? .null),
        ])
    }
}
