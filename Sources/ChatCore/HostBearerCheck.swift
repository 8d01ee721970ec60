internal import CChatCore
private import CForks
import Engine

/// The host's function that checks tokens, with what belongs to it. `destroy` is called when nobody holds this any more:
/// exactly once, after the last call has ended, whatever became of the registration.
///
/// Unchecked: the two functions and the pointer never change, and the header tells the host that they are used from any
/// thread.
final class HostBearerCheck: BearerCheck, @unchecked Sendable {
    private let check: chatcore_bearer_check?
    private let userData: UnsafeMutableRawPointer?
    private let destroy: chatcore_destroy?

    init(_ check: chatcore_bearer_check?, _ userData: UnsafeMutableRawPointer?, _ destroy: chatcore_destroy?) {
        self.check = check
        self.userData = userData
        self.destroy = destroy
    }

    deinit {
        // The host may fork in its functions, or wait in them for a thread that does.
        let depth = forks_step_out()
        destroy?(userData)
        forks_step_in(depth)
    }

    func verdict(on token: [UInt8]) -> BearerVerdict {
        guard let check else { return .unknown }
        // The host borrows the token's bytes for the length of its call, and `userData` lives until `destroy` is called,
        // which only the end of this object does.
        return withExtendedLifetime(self) {
            token.withUnsafeBytes { bytes in
                var associateID: Int32 = 0
                let depth = forks_step_out()
                let code = check(userData, chatcore_bytes(data: bytes.baseAddress, size: bytes.count), &associateID)
                forks_step_in(depth)
                switch code {
                case CHATCORE_OK: return .associate(associateID)
                case CHATCORE_ERROR_AUTHENTICATION: return .unknown
                default: return .failed
                }
            }
        }
    }
}
