import Messages
import Storage

extension Engine {
    /// Signs out: the ticket, the access token or the browser session with that secret ends. One that is not there has
    /// ended already.
    func endTicket(_ arguments: EndTicketArguments) throws(OperationError) -> NothingAnswer {
        guard let secret = TicketSecret(arguments.ticket ?? "") else { return NothingAnswer() }
        try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            _ = try transaction.deleteTicket(hash: secret.hash)
        }
        return NothingAnswer()
    }

    /// Signs a user out everywhere. Other users who are the same associate are signed out with them: what was signed in
    /// with stands for the associate.
    func endSessions(_ arguments: UserNameArguments, for caller: Caller) throws(OperationError) -> NothingAnswer {
        try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            guard let user = try transaction.user(named: arguments.userName ?? "") else { throw Engine.noUser }
            try endSessions(ofAssociate: user.associateID, transaction)
            try transaction.note("System.EndSessions", by: caller, at: now, [.init("AssociateId", user.associateID)])
        }
        return NothingAnswer()
    }
}
