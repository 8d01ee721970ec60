import CSodium

/// libsodium, ready to be used.
enum Sodium {
    /// Whether the library could be started; it cannot when the system has no source of random bytes.
    static let isReady = sodium_init() >= 0

    static func randomBytes(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        randombytes_buf(&bytes, count)
        return bytes
    }

    /// BLAKE2b with 32 bytes of result, with a key or without.
    static func hash(_ bytes: [UInt8], key: [UInt8] = []) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        // Fails only for lengths out of range; 32 and a key of 32 or none are within it.
        crypto_generichash(&digest, 32, bytes, UInt64(bytes.count), key.isEmpty ? nil : key, key.count)
        return digest
    }

    /// Compares in a time that does not depend on where the bytes differ.
    static func equal(_ first: [UInt8], _ second: [UInt8]) -> Bool {
        first.count == second.count && sodium_memcmp(first, second, first.count) == 0
    }
}
