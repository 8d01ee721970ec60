import Messages
import Storage
import Wire

/// A lock that begins, for the audit.
struct BegunLock: Sendable {
    let kind: LockKind
    let seconds: Int64
    /// Locks that began before and are not in the audit.
    let unnoted: Int64
}

/// Bounds how many entries of the audit locks make: whoever tries passwords decides how many locks begin.
struct LockNotes {
    private static let mostInAnHour = 100
    private static let hour = 3600 * DateTime.ticksPerSecond

    private var since: Int64 = 0
    private var noted = 0
    private var unnoted: Int64 = 0

    /// - Returns: how many were passed over before; nil when this one is passed over too.
    mutating func admit(now: Int64) -> Int64? {
        if now < since || now - since >= LockNotes.hour { (since, noted) = (now, 0) }
        guard noted < LockNotes.mostInAnHour else {
            unnoted += 1
            return nil
        }
        defer { unnoted = 0 }
        noted += 1
        return unnoted
    }
}

extension Engine {
    /// Notes in the audit that locks begin, without the name that was typed, which may be anything, and without the address.
    ///
    /// Whether there is such a user costs no time here. That it cannot be written down lets nobody in.
    func note(_ begun: [BegunLock], on user: UserRow?) {
        if begun.isEmpty { return }
        let now = now
        do throws(OperationError) {
            try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
                for lock in begun {
                    var details: [JSONValue.Member] = [.init("Kind", .string(lock.kind.rawValue)), .init("Seconds", lock.seconds)]
                    if let user, lock.kind != .address { details.append(.init("AssociateId", user.associateID)) }
                    if lock.unnoted > 0 { details.append(.init("Unnoted", lock.unnoted)) }
                    var entry = AuditRow(at: now, who: "lock-out", operation: "Lockout.lock")
                    entry.details = JSONValue.object(details).text
                    try transaction.record(entry)
                }
            }
        } catch {}
    }
}
