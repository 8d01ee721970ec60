import CSodium
import Messages
import Storage

/// How much work it is to try a password.
enum PasswordCost: Sendable {
    case minimum
    case interactive
    case moderate

    fileprivate var operations: UInt64 {
        switch self {
        case .minimum: UInt64(crypto_pwhash_opslimit_min())
        case .interactive: UInt64(crypto_pwhash_opslimit_interactive())
        case .moderate: UInt64(crypto_pwhash_opslimit_moderate())
        }
    }

    fileprivate var memory: Int {
        switch self {
        case .minimum: crypto_pwhash_memlimit_min()
        case .interactive: crypto_pwhash_memlimit_interactive()
        case .moderate: crypto_pwhash_memlimit_moderate()
        }
    }
}

/// Argon2id, by libsodium; a hash says for itself what it cost.
enum PasswordHash {
    /// The longest password that is hashed, in bytes.
    static let longestPassword = 1024

    /// Each run takes 64 MiB at the usual cost: no more than these at one time, whatever a flood of callers tries.
    private static let mostRuns = 4
    // Unsafe: written when a child process begins, which then has one thread, and read by any thread.
    nonisolated(unsafe) private static var runs = Monitor(0)

    /// A child process begins, in which nobody is hashing, whatever the parent's other threads were doing.
    static func childBegins() {
        runs = Monitor(0)
    }

    /// Waits for a place among the runs, and gives it back after `body`.
    private static func inTurn<R>(_ body: () -> R) -> R {
        runs.wait(for: .turn, milliseconds: nil, { $0 < mostRuns ? ($0 += 1) : nil }, otherwise: { _ in })
        defer {
            runs.enter { $0 -= 1 }
            runs.ring(.turn)
        }
        return ForkGate.steppedOut(body)
    }

    static func make(_ password: String, cost: PasswordCost) throws(OperationError) -> String {
        let length = crypto_pwhash_strbytes()
        var hash = [CChar](repeating: 0, count: length)
        let bytes = password.utf8.map { CChar(bitPattern: $0) }
        let made = inTurn { crypto_pwhash_str(&hash, bytes, UInt64(bytes.count), cost.operations, cost.memory) }
        guard made == 0 else {
            throw OperationError(.memory, "no memory was left to hash a password")
        }
        return String(decoding: hash.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The most that a hash may cost that somebody else made, in KiB and in passes over so many: libsodium's costliest.
    private static let mostMemory = crypto_pwhash_memlimit_sensitive() / 1024
    private static let mostPasses = Int(crypto_pwhash_opslimit_sensitive()) * mostMemory

    /// Whether to check a hash takes a time and a memory that a desk can bear.
    private static func isAffordable(_ hash: String) -> Bool {
        // $argon2id$v=19$m=65536,t=2,p=1$salt$hash
        let parts = hash.split(separator: "$")
        guard parts.count > 2 else { return false }
        let costs = parts[2].split(separator: ",").map { Int($0.dropFirst(2)) ?? .max }
        guard costs.count == 3, costs.allSatisfy({ $0 > 0 }), costs[2] == 1 else { return false }
        return costs[0] <= mostMemory && costs[1] <= mostPasses / costs[0]
    }

    /// Whether a text is a hash that `matches` can check.
    static func isWellFormed(_ hash: String) -> Bool {
        hash.utf8.count < crypto_pwhash_strbytes() && hash.hasPrefix("$argon2id$") && isAffordable(hash)
            && crypto_pwhash_str_needs_rehash(
                terminated(hash), PasswordCost.interactive.operations, PasswordCost.interactive.memory) >= 0
    }

    /// Whether a hash is as much work as `make` would make it today.
    static func costs(_ hash: String, _ cost: PasswordCost) -> Bool {
        hash.utf8.count < crypto_pwhash_strbytes()
            && crypto_pwhash_str_needs_rehash(terminated(hash), cost.operations, cost.memory) == 0
    }

    static func matches(_ hash: String, _ password: String) -> Bool {
        guard password.utf8.count <= longestPassword, hash.utf8.count < crypto_pwhash_strbytes() else { return false }
        let bytes = password.utf8.map { CChar(bitPattern: $0) }
        return inTurn { crypto_pwhash_str_verify(terminated(hash), bytes, UInt64(bytes.count)) } == 0
    }

    /// The hash as libsodium wants it: in a block of full length, ended by zeros.
    private static func terminated(_ hash: String) -> [CChar] {
        var text = hash.utf8.map { CChar(bitPattern: $0) }
        text += [CChar](repeating: 0, count: max(1, crypto_pwhash_strbytes() - text.count))
        return text
    }
}
