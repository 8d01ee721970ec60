import Synchronization
import Wire

/// Passwords that were right a short while ago, so that Basic authentication does not hash at each request.
///
/// Kept are keyed hashes of name and password together with the stored hash that they matched: a changed password makes
/// its entry useless. The key lives in this process only.
final class PasswordCache: Sendable {
    private struct Entry {
        let storedHash: String
        let expires: Int64
    }

    /// A bound on memory, and on what a flood of names can push out: past it, all is forgotten and hashed again.
    static let mostEntries = 1024
    static let life = 5 * 60 * DateTime.ticksPerSecond

    private let key = Sodium.randomBytes(32)
    private let entries = Mutex<[[UInt8]: Entry]>([:])

    func knows(_ userName: String, _ password: String, storedHash: String, now: Int64) -> Bool {
        let digest = digest(userName, password)
        return entries.withLock { entries in
            guard let entry = entries[digest], entry.expires > now else { return false }
            return Sodium.equal(Array(entry.storedHash.utf8), Array(storedHash.utf8))
        }
    }

    func remember(_ userName: String, _ password: String, storedHash: String, now: Int64) {
        let digest = digest(userName, password)
        entries.withLock { entries in
            if entries.count >= PasswordCache.mostEntries { entries.removeAll() }
            entries[digest] = Entry(storedHash: storedHash, expires: now + PasswordCache.life)
        }
    }

    private func digest(_ userName: String, _ password: String) -> [UInt8] {
        // A name holds no NUL, so the two cannot run into each other.
        Sodium.hash(Array(userName.lowercased().utf8) + [0] + Array(password.utf8), key: key)
    }
}
