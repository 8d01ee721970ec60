import Messages
import Synchronization

/// How many requests may wait for events at the same time.
struct WaiterPolicy: Sendable, Hashable {
    var inAll = 1000
    /// A customer has a few pages open.
    var ofSession = 4
    /// An agent has a few clients, and a program that many use may be one associate.
    var ofCaller = 32
    /// A large office, and a quarter of all at most.
    var fromAddress = 250
}

/// Counts the requests that wait, so that nobody takes the places of all others.
final class Waiters: Sendable {
    /// Whose waits are counted together.
    private enum Party: Hashable {
        case session(Int32)
        case associate(Int32)
        case address(String)
    }

    private struct Counts {
        var inAll = 0
        var parties: [Party: Int] = [:]
    }

    private let policy: WaiterPolicy
    private let counts = Mutex(Counts())

    init(_ policy: WaiterPolicy) {
        self.policy = policy
    }

    /// How many wait.
    var count: Int { counts.withLock(\.inAll) }

    /// Waits by `body`, when there is a place.
    ///
    /// - Parameter peer: the address as the host tells it; empty for none, which is not counted.
    func wait<R>(
        for caller: Caller, from peer: String, _ body: () throws(OperationError) -> R
    ) throws(OperationError) -> R {
        var parties: [(party: Party, most: Int, words: String)] = []
        switch caller {
        case .customer(let id): parties.append((.session(id), policy.ofSession, "requests of this session"))
        case .associate(let id, _): parties.append((.associate(id), policy.ofCaller, "requests of this caller"))
        default: break
        }
        if !peer.isEmpty { parties.append((.address(PeerAddress.network(of: peer)), policy.fromAddress, "requests from this address")) }
        let refusal: OperationError? = counts.withLock { counts in
            for (party, most, words) in parties where counts.parties[party, default: 0] >= most {
                return OperationError(
                    .limit, "\(most) \(words) wait for events already; end one of them, or ask without wait", path: "wait", status: 429)
            }
            if counts.inAll >= policy.inAll {
                return OperationError(.busy, "\(policy.inAll) callers wait for events already; try again later", status: 503)
            }
            counts.inAll += 1
            for (party, _, _) in parties { counts.parties[party, default: 0] += 1 }
            return nil
        }
        if let refusal { throw refusal }
        defer {
            counts.withLock { counts in
                counts.inAll -= 1
                for (party, _, _) in parties {
                    let left = (counts.parties[party] ?? 1) - 1
                    counts.parties[party] = left > 0 ? left : nil
                }
            }
        }
        return try body()
    }
}
