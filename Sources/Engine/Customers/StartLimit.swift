import Messages
import Sessions
import Storage
import Synchronization
import Wire

/// How many sessions customers may have from one address. A number of 0 is any.
struct StartPolicy: Sendable, Hashable {
    /// Begun within a minute.
    var perMinute: Int32 = 30
    /// Open at the same time, each with a customer who was there within the last hour: who has gone without a word does not
    /// keep an office out.
    var open = 100
}

/// Bounds how many sessions are begun from one address in a minute, and how many of them are open.
///
/// Whoever begins as many has to wait for a minute. The counts are in memory and of one process.
final class StartLimit: Sendable {
    /// A bound on memory: past it, the addresses with few sessions are forgotten.
    private static let mostAddresses = 4096
    private static let awayAfter = 3600 * DateTime.ticksPerSecond

    private let key = Sodium.randomBytes(32)
    private let policy: StartPolicy
    private let table: Mutex<FailureTable>
    /// The sessions that were begun from each address, as far as they were open when that was last asked.
    private let opened = Mutex<[FailureTable.Mark: [Int32]]>([:])

    init(_ policy: StartPolicy) {
        self.policy = policy
        table = Mutex(FailureTable(mostFailures: policy.perMinute, life: 60 * DateTime.ticksPerSecond))
    }

    /// - Parameter peer: the address as the host tells it; empty for none, which is not counted.
    func admit(from peer: String, now: Int64) throws(OperationError) {
        if policy.perMinute == 0 || peer.isEmpty { return }
        let mark = mark(peer)
        let isLocked = table.withLock { table in
            if table.isLocked(mark, now: now) { return true }
            table.count(mark, now: now)
            return false
        }
        if isLocked {
            throw StartLimit.refusal("\(policy.perMinute) sessions were begun from this address within a minute; try again later")
        }
    }

    /// Begins a session, unless as many from that address are open.
    ///
    /// The writer's turn is what keeps two of them from taking the same place.
    func begin(
        from peer: String, now: Int64, _ transaction: borrowing WriteTransaction<OperationError>,
        _ start: () throws(OperationError) -> SessionRow
    ) throws(OperationError) -> SessionRow {
        if policy.open == 0 || peer.isEmpty { return try start() }
        let mark = mark(peer)
        var ids = opened.withLock { $0[mark] ?? [] }
        if ids.count >= policy.open {
            var open: [Int32] = []
            for id in ids {
                guard let session = try transaction.session(id: id), Set.living.contains(SessionState(session).status),
                    now &- session.whenFetched < StartLimit.awayAfter
                else { continue }
                open.append(id)
            }
            ids = open
            opened.withLock { $0[mark] = open }
            if ids.count >= policy.open {
                throw StartLimit.refusal("\(policy.open) sessions that were begun from this address are open; try again when one has ended")
            }
        }
        let session = try start()
        ids.append(session.id)
        opened.withLock { opened in
            if opened[mark] == nil, opened.count >= StartLimit.mostAddresses {
                let few = opened.values.map(\.count).min() ?? 0
                opened = opened.filter { $0.value.count > few }
            }
            opened[mark] = ids
        }
        return session
    }

    private func mark(_ peer: String) -> FailureTable.Mark {
        FailureTable.Mark(digest: Sodium.hash(Array(PeerAddress.network(of: peer).utf8), key: key))
    }

    private static func refusal(_ message: String) -> OperationError {
        OperationError(.limit, message, path: "Peer", status: 429)
    }
}
