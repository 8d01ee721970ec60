import Messages
import Synchronization
import Wire

/// Bounds how many sessions are begun from one address in a minute, where the config asks for that.
///
/// Whoever begins as many has to wait for a minute. The count is in memory and of one process.
final class StartLimit: Sendable {
    private let key = Sodium.randomBytes(32)
    private let mostStarts: Int32
    private let table: Mutex<FailureTable>

    /// - Parameter mostStarts: 0 for any number.
    init(_ mostStarts: Int32) {
        self.mostStarts = mostStarts
        table = Mutex(FailureTable(mostFailures: mostStarts, life: 60 * DateTime.ticksPerSecond))
    }

    /// - Parameter peer: the address as the host tells it; empty for none, which is not counted.
    func admit(from peer: String, now: Int64) throws(OperationError) {
        if mostStarts == 0 || peer.isEmpty { return }
        let mark = FailureTable.Mark(digest: Sodium.hash(Array(PeerAddress.network(of: peer).utf8), key: key))
        let isLocked = table.withLock { table in
            if table.isLocked(mark, now: now) { return true }
            table.count(mark, now: now)
            return false
        }
        if isLocked {
            throw OperationError(
                .limit, "\(mostStarts) sessions were begun from this address within a minute; try again later", path: "Peer", status: 429)
        }
    }
}
