import Messages
import Storage
import Wire

extension Engine {
    /// The locks that wrong passwords have led to, those that hold longest first.
    func listLocks() -> DocumentAnswer {
        let locks = lockout.locks(now: now).map { kind, lock -> JSONValue in
            .object([
                .init("Kind", .string(kind.rawValue)), .init("UserName", lock.party.userName.map { .string($0) } ?? .null),
                .init("Address", lock.party.address.map { .string($0) } ?? .null), .init("Failures", lock.failures),
                .init("Until", .string(DateTime(stored: lock.until).description)),
            ])
        }
        return DocumentAnswer([.init("Locks", .array(locks))])
    }

    /// Lifts what locks a name, an address, or a name at an address, and forgets the failures that would lead to the next.
    func liftLock(_ arguments: LiftLockArguments, for caller: Caller) throws(OperationError) -> DocumentAnswer {
        let name = arguments.userName.flatMap { $0.isEmpty ? nil : $0 }
        let address = arguments.address.flatMap { $0.isEmpty ? nil : $0 }
        guard name != nil || address != nil else {
            throw OperationError(.value, "expected a user name, an address, or both", path: "UserName")
        }
        let lifted = try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            let lifted = lockout.lift(name: name, address: address, now: now)
            if lifted > 0 {
                var details: [JSONValue.Member] = [.init("Locks", lifted)]
                if let name, let user = try transaction.user(named: name) { details.append(.init("AssociateId", user.associateID)) }
                try transaction.note("System.LiftLock", by: caller, at: now, details)
            }
            return lifted
        }
        return DocumentAnswer([.init("Lifted", lifted)])
    }
}
