import Carriers
import Messages
import Storage

/// Sessions with all that they refer to, from their rows and the directory's documents.
enum SessionAssembly {
    static func sessions<T: Reading<OperationError> & ~Copyable>(
        _ rows: [SessionRow], _ transaction: borrowing T
    ) throws(OperationError) -> [ChatSessionEntity] {
        let associates: [Int32: Associate] = try records(rows.flatMap { [$0.userID, $0.transferTo] }, transaction)
        let persons: [Int32: Person] = try records(rows.map(\.personID), transaction)
        let contacts: [Int32: Contact] = try records(rows.map(\.contactID), transaction)
        let projects: [Int32: Project] = try records(rows.map(\.projectID), transaction)
        let sales: [Int32: Sale] = try records(rows.map(\.saleID), transaction)
        let tickets: [Int32: Ticket] = try records(rows.map(\.ticketID), transaction)

        var sessions: [ChatSessionEntity] = []
        sessions.reserveCapacity(rows.count)
        for row in rows {
            var session = try ChatSessionEntity(row)
            session.user = associates[row.userID]
            session.person = persons[row.personID]
            session.contact = contacts[row.contactID]
            session.project = projects[row.projectID]
            session.sale = sales[row.saleID]
            session.ticket = tickets[row.ticketID]
            session.transferTo = associates[row.transferTo]
            sessions.append(session)
        }
        return sessions
    }

    /// The records of one kind by number; 0 stands for none.
    private static func records<Record: DocumentRecord, T: Reading<OperationError> & ~Copyable>(
        _ ids: [Int32], _ transaction: borrowing T
    ) throws(OperationError) -> [Int32: Record] {
        let wanted = Set(ids).subtracting([0])
        if wanted.isEmpty { return [:] }
        var records: [Int32: Record] = [:]
        for (id, document) in try transaction.documents(Record.directoryKind, ids: wanted) {
            records[id] = try Document.record(document, id: id)
        }
        return records
    }
}
