import Messages
import Synchronization
import Wire

/// How many wrong passwords are borne. A number of 0 is none at all: nobody is locked out for it.
struct LockoutPolicy: Sendable, Hashable {
    /// Of one user name, whether there is such a user or not.
    var attempts: Int32 = 10
    /// From one address: more, since a whole office may share one.
    var peerAttempts: Int32 = 100
    /// Ticks in which they have to happen, and for which nobody gets in then.
    var life = 300 * DateTime.ticksPerSecond
}

/// Whoever tries a name and a password, as the lock-out knows them.
struct SignInAttempt {
    fileprivate let name: FailureTable.Mark
    /// nil when the host does not tell where calls come from.
    fileprivate let peer: FailureTable.Mark?
}

/// Refuses passwords, right ones too, for a while after too many wrong ones, by user name and by address.
///
/// The delay is fixed. One that grew would let anybody keep somebody else out for long with few attempts; a fixed one
/// still bounds guessing: with the usual values to 2,880 passwords a day and name.
///
/// Tickets and tokens go on working meanwhile and do not count: 256 random bits are not guessed, and an old ticket in a
/// program that asks every second would otherwise lock its whole office out.
final class Lockout: Sendable {
    private struct Tables {
        var names: FailureTable
        var peers: FailureTable

        func isLocked(_ attempt: SignInAttempt, _ now: Int64) -> Bool {
            names.isLocked(attempt.name, now: now) || attempt.peer.map { peers.isLocked($0, now: now) } ?? false
        }
    }

    private let key = Sodium.randomBytes(32)
    private let tables: Mutex<Tables>

    init(_ policy: LockoutPolicy) {
        tables = Mutex(
            Tables(
                names: FailureTable(mostFailures: policy.attempts, life: policy.life),
                peers: FailureTable(mostFailures: policy.peerAttempts, life: policy.life)))
    }

    /// - Parameter peer: the address as the host tells it; empty for none.
    func attempt(name: String, peer: String) -> SignInAttempt {
        SignInAttempt(name: mark(name.lowercased()), peer: peer.isEmpty ? nil : mark(PeerAddress.network(of: peer)))
    }

    func isLocked(_ attempt: SignInAttempt, now: Int64) -> Bool {
        tables.withLock { $0.isLocked(attempt, now) }
    }

    /// Whether a checked password lets its caller in. However many are checked at once, no more than the policy's number of
    /// them get an answer that tells anything.
    ///
    /// A right password clears its name, but not the address: with a user of one's own, one could guess on for ever.
    func admits(_ attempt: SignInAttempt, isRight: Bool, now: Int64) -> Bool {
        tables.withLock { tables in
            if tables.isLocked(attempt, now) { return false }
            if isRight {
                tables.names.forget(attempt.name)
            } else {
                tables.names.count(attempt.name, now: now)
                if let peer = attempt.peer { tables.peers.count(peer, now: now) }
            }
            return isRight
        }
    }

    /// Forgets a name's failures: who gave the user a new password wants them in.
    func clear(name: String) {
        let mark = mark(name.lowercased())
        tables.withLock { $0.names.forget(mark) }
    }

    private func mark(_ text: String) -> FailureTable.Mark {
        FailureTable.Mark(digest: Sodium.hash(Array(text.utf8), key: key))
    }
}
