import Carriers
import Messages
import Storage

/// Sessions with all that they refer to, from their rows and the directory's documents.
enum SessionAssembly {
    static func sessions<T: Reading<OperationError> & ~Copyable>(
        _ rows: [SessionRow], _ transaction: borrowing T
    ) throws(OperationError) -> [ChatSessionEntity] {
        var associates = Records<Associate>()
        var persons = Records<Person>()
        var contacts = Records<Contact>()
        var projects = Records<Project>()
        var sales = Records<Sale>()
        var tickets = Records<Ticket>()

        var sessions: [ChatSessionEntity] = []
        sessions.reserveCapacity(rows.count)
        for row in rows {
            var session = try ChatSessionEntity(row)
            session.$user = try associates.find(row.userID, transaction)
            session.$person = try persons.find(row.personID, transaction)
            session.$contact = try contacts.find(row.contactID, transaction)
            session.$project = try projects.find(row.projectID, transaction)
            session.$sale = try sales.find(row.saleID, transaction)
            session.$ticket = try tickets.find(row.ticketID, transaction)
            session.$transferTo = try associates.find(row.transferTo, transaction)
            sessions.append(session)
        }
        return sessions
    }

    /// Records of one kind by number, each asked for once; 0 stands for none.
    private struct Records<Record: DocumentRecord> {
        private var found: [Int32: Boxed<Record>?] = [:]

        mutating func find<T: Reading<OperationError> & ~Copyable>(
            _ id: Int32, _ transaction: borrowing T
        ) throws(OperationError) -> Boxed<Record>? {
            if id == 0 { return nil }
            if let known = found[id] { return known }
            let record = try Record.boxed(id, transaction)
            found[id] = .some(record)
            return record
        }
    }
}
