import Messages
import Synchronization

/// What the host says of a token that is not one of ours.
package enum BearerVerdict: Sendable, Hashable {
    case associate(Int32)
    /// Nobody whom the host knows.
    case unknown
    /// The host could not tell.
    case failed
}

/// The host's part in `Bearer`: it knows the tokens that somebody else issued.
package protocol BearerCheck: AnyObject, Sendable {
    /// Called in the thread of the call that brought the token; no lock is held and no transaction is open meanwhile, and
    /// the engine may be called.
    func verdict(on token: [UInt8]) -> BearerVerdict
}

extension Engine {
    /// Puts a check in the place of the one before, which is answered: when nobody holds it any more it is told so, and may
    /// then call the engine. So it has to be let go outside of all calls. nil takes the check away.
    package func replaceBearerCheck(with check: (any BearerCheck)?) -> (any BearerCheck)? {
        bearerCheck.withLock { current in
            let former = current
            current = check
            return former
        }
    }

    /// Longer than the header that would bring it: no host is asked about such a token.
    private static let longestToken = 65_536

    /// The associate whom the host knows by a token; nil when there is none, or no check.
    func associateID(bearing token: String) throws(OperationError) -> Int32? {
        guard !token.isEmpty, token.utf8.count <= Engine.longestToken, let check = bearerCheck.withLock({ $0 }) else { return nil }
        switch check.verdict(on: Array(token.utf8)) {
        case .associate(let id): return id
        case .unknown: return nil
        case .failed: throw OperationError(.callback, "the host could not check the token")
        }
    }
}
