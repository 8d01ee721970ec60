import Carriers
import Messages
import Storage

extension Engine {
    /// Stores a whole document, or nothing of it.
    func importDocument(_ document: ImportDocument, for caller: Caller) throws(OperationError) -> ImportAnswer {
        // Hashing takes its time, and the store waits for nobody meanwhile.
        let users = try userRows(document.users ?? [], at: "Users")
        var answer = ImportAnswer()
        try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            // In this order everything that a record refers to is there before it.
            answer.associates = try store(document.associates, at: "Associates", transaction)
            answer.persons = try store(document.persons, at: "Persons", transaction)
            answer.contacts = try store(document.contacts, at: "Contacts", transaction)
            answer.projects = try store(document.projects, at: "Projects", transaction)
            answer.sales = try store(document.sales, at: "Sales", transaction)
            answer.tickets = try store(document.tickets, at: "Tickets", transaction)
            try save(users, at: { "Users[\($0)]" }, transaction)
            answer.users = Int32(clamping: users.count)
            answer.topics = try store(document.topics, at: "Topics", transaction)
            try save(document.presence ?? [], at: "Presence", transaction)
            answer.presence = Int32(clamping: document.presence?.count ?? 0)
            answer.sessions = try store(document.sessions, at: "Sessions", transaction)
            try save(document.messages ?? [], at: "Messages", transaction)
            answer.messages = Int32(clamping: document.messages?.count ?? 0)
            try transaction.note(
                "System.Import", by: caller, at: now,
                [.init("Sessions", answer.sessions), .init("Topics", answer.topics), .init("Users", answer.users)])
        }
        // It is stored already, in the log; only a copy of the file alone would be without it when this fails.
        try? store.checkpoint()
        forgetFailures(of: users)
        return answer
    }

    private func store<Record: StoredRecord>(
        _ records: [Record]?, at path: String, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> Int32 {
        var numbers: Set<Int32> = []
        for (index, record) in (records ?? []).enumerated() {
            var record = record
            let place = "\(path)[\(index)]"
            guard record.directoryID > 0 else {
                throw OperationError(.value, "expected a number from 1", path: "\(place).\(Record.directoryKey)")
            }
            guard numbers.insert(record.directoryID).inserted else {
                throw OperationError(.value, "the number stands twice in the list", path: "\(place).\(Record.directoryKey)")
            }
            _ = try Record.store(&record, at: place, saving, transaction)
        }
        return Int32(clamping: records?.count ?? 0)
    }

    /// How many records of each kind are stored.
    func countRows() throws(OperationError) -> ImportAnswer {
        let counts = try store.read(ListLimits.hosts) { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            try transaction.rowCounts()
        }
        var answer = ImportAnswer()
        answer.associates = Int32(clamping: counts.associates)
        answer.persons = Int32(clamping: counts.persons)
        answer.contacts = Int32(clamping: counts.contacts)
        answer.projects = Int32(clamping: counts.projects)
        answer.sales = Int32(clamping: counts.sales)
        answer.tickets = Int32(clamping: counts.directoryTickets)
        answer.users = Int32(clamping: counts.users)
        answer.topics = Int32(clamping: counts.topics)
        answer.presence = Int32(clamping: counts.presences)
        answer.sessions = Int32(clamping: counts.sessions)
        answer.messages = Int32(clamping: counts.messages)
        return answer
    }
}
