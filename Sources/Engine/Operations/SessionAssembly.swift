import Carriers
import Messages
import Storage

/// Sessions with all that they refer to, from their rows and the directory's documents.
enum SessionAssembly {
    static func sessions<T: Reading<OperationError> & ~Copyable>(
        _ rows: [SessionRow], _ transaction: borrowing T
    ) throws(OperationError) -> [ChatSessionEntity] {
        // Associates come again and again; the others are seldom those of two sessions.
        var associates: [Int32: Boxed<Associate>] = [:]
        var sessions: [ChatSessionEntity] = []
        sessions.reserveCapacity(rows.count)
        for place in rows.indices {
            sessions.append(try ChatSessionEntity(rows[place]))
            try refer(&sessions[place], rows[place], &associates, transaction)
        }
        return sessions
    }

    private static func refer<T: Reading<OperationError> & ~Copyable>(
        _ session: inout ChatSessionEntity, _ row: borrowing SessionRow, _ associates: inout [Int32: Boxed<Associate>],
        _ transaction: borrowing T
    ) throws(OperationError) {
        session.$user = try associate(row.userID, &associates, transaction)
        session.$person = row.personID == 0 ? nil : try Person.boxed(row.personID, transaction)
        session.$contact = row.contactID == 0 ? nil : try Contact.boxed(row.contactID, transaction)
        session.$project = row.projectID == 0 ? nil : try Project.boxed(row.projectID, transaction)
        session.$sale = row.saleID == 0 ? nil : try Sale.boxed(row.saleID, transaction)
        session.$ticket = row.ticketID == 0 ? nil : try Ticket.boxed(row.ticketID, transaction)
        session.$transferTo = try associate(row.transferTo, &associates, transaction)
    }

    private static func associate<T: Reading<OperationError> & ~Copyable>(
        _ id: Int32, _ known: inout [Int32: Boxed<Associate>], _ transaction: borrowing T
    ) throws(OperationError) -> Boxed<Associate>? {
        if id == 0 { return nil }
        if let associate = known[id] { return associate }
        let associate = try Associate.boxed(id, transaction)
        known[id] = associate
        return associate
    }
}
