import Carriers
import Messages
import Sessions
import Storage

extension Engine {
    /// The customer whose session's key this is.
    ///
    /// - Throws: `authentication` in the same words, whether there is no such session or no longer one.
    func caller(withSessionKey key: String) throws(OperationError) -> Caller {
        let row = try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) -> SessionRow? in
            // Longer than any key of ours or of an import that is worth looking for.
            key.isEmpty || key.utf8.count > 255 ? nil : try transaction.session(key: key)
        }
        // An index has found it; what decides is compared in a time that says nothing, and so is a key that was not found.
        let isRight = Sodium.equal(hash(ofSessionKey: row?.sessionKey ?? ""), hash(ofSessionKey: key))
        guard let row, isRight, SessionState(row).isOpenToCustomer else { throw Engine.unknownKey }
        return .customer(sessionID: row.id)
    }

    private func hash(ofSessionKey key: String) -> [UInt8] { Sodium.hash(Array(key.utf8), key: secret) }

    /// How customers become known over HTTP.
    static var customersChallenge: String { "SessionKey realm=\"ChatCore\"" }

    static var unknownKey: OperationError {
        OperationError(.authentication, "the session key is not valid, or no longer", path: "SessionKey")
    }
}

extension SessionState {
    /// Whether its customer still gets in: until it is deleted.
    var isOpenToCustomer: Bool { Set.kept.contains(status) }
}

extension Caller {
    /// The number of the customer's session.
    func ownSession() throws(OperationError) -> Int32 {
        guard case .customer(let id) = self else { throw Engine.unknownKey }
        return id
    }
}

extension Reading where Self: ~Copyable, Failure == OperationError {
    /// The session of a customer who has shown its key just now.
    func session(of customer: Caller) throws(OperationError) -> SessionRow {
        guard let row = try session(id: customer.ownSession()), SessionState(row).isOpenToCustomer else { throw Engine.unknownKey }
        return row
    }
}
