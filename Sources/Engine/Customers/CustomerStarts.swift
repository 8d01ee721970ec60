import Carriers
import Messages
import Sessions
import Storage

extension Engine {
    /// Begins a session; whoever gets its key is its customer.
    func startSession(_ arguments: StartSessionArguments, for caller: Caller) throws(OperationError) -> CustomerSession {
        let peer = if case .visitor(let peer, _) = caller { peer } else { "" }
        try starts.admit(from: peer, now: now)
        var row = SessionRow(topicID: arguments.chatTopicID)
        row.customerAlias = arguments.customerAlias
        row.customerName = arguments.customerName
        row.customerEmail = arguments.customerEmail
        row.customerPhone = arguments.customerPhone
        row.customerCompanyName = arguments.customerCompanyName
        row.customerConsented = arguments.customerConsented
        row.customerHost = arguments.customerHost ?? (peer.isEmpty ? nil : String(PeerAddress.host(of: peer).prefix(TextLimits.host)))
        row.language = arguments.language
        try CustomerForm.check(row)
        let given = CustomerForm.given(in: row)
        // Fields that were brought along are the form before the chat; consent alone is not.
        let form = given == 0 ? nil : FilledForm(given: given | CustomerForm.unasked)

        return try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            let path = "ChatTopicId"
            let topic = try ChatTopicEntity(transaction.existingTopic(arguments.chatTopicID, at: path))
            if topic.collectConsent, !arguments.customerConsented { throw CustomerForm.missingConsent }
            let now = now
            let step = SessionStep(.start(form), by: .customer, at: now, path: path, operation: "Customer.StartSession")
            let session = try starts.begin(from: peer, now: now, transaction) { () throws(OperationError) in
                try start(row, step, in: topic, transaction).session
            }
            var view = try view(session, of: topic, at: now, transaction)
            view.sessionKey = session.sessionKey
            return view
        }
    }

    /// How the session is. Asking is a sign of life.
    func session(of customer: Caller) throws(OperationError) -> CustomerSession {
        var isOld = false
        let answer = try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) -> CustomerSession in
            let row = try transaction.session(of: customer)
            let now = now
            isOld = Engine.isOld(row, now)
            return try view(row, of: SessionStep.topic(of: row, transaction), at: now, transaction)
        }
        if isOld { try noteSignOfLife(of: customer) }
        return answer
    }

    /// The customer has come back: the same, and noted in any case.
    func returnToSession(_ customer: Caller) throws(OperationError) -> CustomerSession {
        try turn(for: customer, .fetch)
    }

    func leaveSession(_ customer: Caller) throws(OperationError) -> CustomerSession {
        try turn(for: customer, .leave, as: "Customer.Leave")
    }

    /// Whether the last sign of life is so old that a new one is worth a write: clients ask every few seconds, and time
    /// counts in minutes.
    static func isOld(_ session: SessionRow, _ now: Int64) -> Bool {
        now &- session.whenFetched >= signOfLifeStep
    }

    func noteSignOfLife(of customer: Caller) throws(OperationError) {
        _ = try turn(for: customer, .fetch)
    }
}
