import Messages
import Synchronization
import Wire

/// How many wrong passwords are borne. A number of 0 is none at all: nobody is locked out for it.
struct LockoutPolicy: Sendable, Hashable {
    /// Of one user name, whether there is such a user or not: from one address, and from all that it is not known from.
    var attempts: Int32 = 10
    /// From one address: more, since a whole office may share one.
    var peerAttempts: Int32 = 100
    /// Ticks in which they have to happen, and for which nobody gets in then for the first time.
    var life = 300 * DateTime.ticksPerSecond
    /// Ticks for which nobody gets in at most, since the time doubles from one lock to the next.
    var longest = 86_400 * DateTime.ticksPerSecond
}

/// What a lock keeps out.
enum LockKind: String, CaseIterable, Sendable {
    /// A user name, from one address.
    case pair = "Pair"
    /// A user name, from all addresses that it is not known from.
    case name = "Name"
    /// An address, but for the names that are known from it.
    case address = "Address"
}

/// Whoever tries a name and a password, as the lock-out knows them.
struct SignInAttempt {
    fileprivate let userName: String
    fileprivate let name: FailureTable.Mark
    /// nil when the host does not tell where calls come from.
    fileprivate let origin: Origin?

    fileprivate struct Origin {
        let peer: String
        let address: FailureTable.Mark
        let pair: FailureTable.Mark
    }
}

/// Refuses passwords, right ones too, for a while after too many wrong ones.
///
/// The time doubles for a name at one address and for an address, so that guessing from there soon ends. It is fixed for a
/// name as a whole, which keeps nobody out at the addresses from where that name signed in rightly before: there its own
/// wrong passwords count alone, and their lock does not grow either. So nobody can keep somebody else out for long, and
/// guessing from many addresses is still bounded: with the usual values to 2,880 passwords a day and name.
///
/// Tickets and tokens go on working meanwhile and do not count: 256 random bits are not guessed, and an old ticket in a
/// program that asks every second would otherwise lock its whole office out.
final class Lockout: Sendable {
    private let key = Sodium.randomBytes(32)
    private let tables: Mutex<LockoutTables>

    init(_ policy: LockoutPolicy) {
        tables = Mutex(LockoutTables(policy))
    }

    /// - Parameter peer: the address as the host tells it; empty for none.
    func attempt(name: String, peer: String) -> SignInAttempt {
        let nameMark = mark(ofName: name)
        if peer.isEmpty { return SignInAttempt(userName: name, name: nameMark, origin: nil) }
        let network = [UInt8](PeerAddress.network(of: peer).utf8)
        // No address holds a NUL, so the two cannot run into each other.
        let pair = mark(network + [0] + [UInt8](name.lowercased().utf8))
        let origin = SignInAttempt.Origin(peer: peer, address: mark(network), pair: pair)
        return SignInAttempt(userName: name, name: nameMark, origin: origin)
    }

    func isLocked(_ attempt: SignInAttempt, now: Int64) -> Bool {
        tables.withLock { $0.lock(on: attempt, now) != nil }
    }

    /// Whether a checked password lets its caller in, and the locks that begin because it does not. However many are checked
    /// at once, no more than the policy's number of them get an answer that tells anything.
    func judge(_ attempt: SignInAttempt, isRight: Bool, now: Int64) -> (isAdmitted: Bool, begun: [BegunLock]) {
        tables.withLock { tables in
            if let kind = tables.lock(on: attempt, now) {
                tables.refused[kind, default: 0] += 1
                return (false, [])
            }
            if isRight {
                tables.admit(attempt)
                return (true, [])
            }
            tables.wrongPasswords += 1
            return (false, tables.count(attempt, now))
        }
    }

    /// Forgets the failures of names: who gave users new passwords wants them in.
    func clear(names: [String], now: Int64) {
        let marks = Set(names.map(mark(ofName:)))
        tables.withLock { tables in
            _ = tables.forget(now) { $0.nameMark.map(marks.contains) ?? false }
        }
    }

    /// Forgets the failures that are counted of a name, of an address, or of both together, and answers how many locks that
    /// lifted.
    func lift(name: String?, address: String?, now: Int64) -> Int32 {
        let nameMark = name.map(mark(ofName:))
        let addressMark = address.map { mark([UInt8](PeerAddress.network(of: $0).utf8)) }
        return tables.withLock { tables in
            tables.forget(now) { party in
                (nameMark == nil || party.nameMark == nameMark) && (addressMark == nil || party.addressMark == addressMark)
            }
        }
    }

    /// The locks that hold, those that hold longest first.
    func locks(now: Int64) -> [(kind: LockKind, lock: FailureTable.Lock)] {
        tables.withLock { tables in
            LockKind.allCases.flatMap { kind in tables[kind].locks(now: now).map { (kind, $0) } }
        }.sorted { $0.lock.until > $1.lock.until }
    }

    /// Sign-ins that were refused since the engine was opened: for a wrong password, and because of locks.
    var refusals: (wrongPasswords: Int64, locked: [LockKind: Int64]) {
        tables.withLock { ($0.wrongPasswords, $0.refused) }
    }

    private func mark(ofName name: String) -> FailureTable.Mark { mark([UInt8](name.lowercased().utf8)) }

    private func mark(_ bytes: [UInt8]) -> FailureTable.Mark {
        FailureTable.Mark(digest: Sodium.hash(bytes, key: key))
    }
}

/// What the lock-out counts, and what it knows.
private struct LockoutTables {
    private var pairs: FailureTable
    private var names: FailureTable
    private var addresses: FailureTable
    private var known = KnownAddresses()
    private var notes = LockNotes()
    var wrongPasswords: Int64 = 0
    var refused: [LockKind: Int64] = [:]

    init(_ policy: LockoutPolicy) {
        pairs = FailureTable(mostFailures: policy.attempts, life: policy.life, longest: policy.longest)
        names = FailureTable(mostFailures: policy.attempts, life: policy.life)
        addresses = FailureTable(mostFailures: policy.peerAttempts, life: policy.life, longest: policy.longest)
    }

    subscript(kind: LockKind) -> FailureTable {
        switch kind {
        case .pair: pairs
        case .name: names
        case .address: addresses
        }
    }

    /// What keeps somebody out; nil when nothing does.
    func lock(on attempt: SignInAttempt, _ now: Int64) -> LockKind? {
        if let origin = attempt.origin {
            if pairs.isLocked(origin.pair, now: now) { return .pair }
            if known.knows(origin.address, of: attempt.name) { return nil }
            if addresses.isLocked(origin.address, now: now) { return .address }
        }
        return names.isLocked(attempt.name, now: now) ? .name : nil
    }

    /// A right password makes good what was wrong of that name from that address, and nothing else: not what others tried
    /// elsewhere, nor what the address did, for with a user of one's own one could guess on for ever.
    mutating func admit(_ attempt: SignInAttempt) {
        if let origin = attempt.origin {
            pairs.forget(origin.pair)
            known.remember(origin.address, of: attempt.name)
        } else {
            names.forget(attempt.name)
        }
    }

    /// Counts a wrong password, and answers the locks that begin with it, as far as they are to be noted.
    mutating func count(_ attempt: SignInAttempt, _ now: Int64) -> [BegunLock] {
        let userName = attempt.userName.quoted
        var begun: [BegunLock] = []
        var isKnown = false
        if let origin = attempt.origin {
            isKnown = known.knows(origin.address, of: attempt.name)
            let address = PeerAddress.host(of: origin.peer).quoted
            let pair = LockedParty(userName: userName, nameMark: attempt.name, address: address, addressMark: origin.address)
            if let length = pairs.count(origin.pair, of: pair, grows: !isKnown, now: now) { begin(.pair, length, now, &begun) }
            let party = LockedParty(address: address, addressMark: origin.address)
            if let length = addresses.count(origin.address, of: party, grows: true, now: now) { begin(.address, length, now, &begun) }
        }
        if !isKnown {
            let party = LockedParty(userName: userName, nameMark: attempt.name)
            if let length = names.count(attempt.name, of: party, now: now) { begin(.name, length, now, &begun) }
        }
        return begun
    }

    private mutating func begin(_ kind: LockKind, _ length: Int64, _ now: Int64, _ begun: inout [BegunLock]) {
        guard let unnoted = notes.admit(now: now) else { return }
        begun.append(BegunLock(kind: kind, seconds: length / DateTime.ticksPerSecond, unnoted: unnoted))
    }

    mutating func forget(_ now: Int64, _ isMeant: (LockedParty) -> Bool) -> Int32 {
        pairs.forget(now: now, isMeant) + names.forget(now: now, isMeant) + addresses.forget(now: now, isMeant)
    }
}
