import Glibc
import Messages

/// Where a call comes from, as far as it tells one party from another.
enum PeerAddress {
    /// The part of an address that one party has for itself: all of an IPv4 address, the first 64 bits of an IPv6 address,
    /// for whoever has those has all the rest. A port does not count. What is no address stands for itself.
    static func network(of peer: String) -> String {
        let host = withoutPort(peer.trimmed())
        // As many bytes as an IPv6 address has, in the order of the network.
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, host, &bytes) == 1 { return host }
        guard inet_pton(AF_INET6, withoutZone(host), &bytes) == 1 else { return host }
        if bytes.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]) {
            return bytes.suffix(4).map { "\($0)" }.joined(separator: ".")
        }
        return "net6 " + bytes.prefix(8).map { "\($0)" }.joined(separator: ".")
    }

    /// The address without its port.
    static func host(of peer: String) -> String { withoutPort(peer.trimmed()) }

    /// `[::1]:443` and `10.0.0.1:443` without what stands behind the address.
    private static func withoutPort(_ peer: String) -> String {
        if peer.hasPrefix("["), let end = peer.firstIndex(of: "]") { return String(peer[peer.index(after: peer.startIndex)..<end]) }
        let parts = peer.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 ? String(parts.first ?? "") : peer
    }

    /// `fe80::1%eth0` without the zone.
    private static func withoutZone(_ host: String) -> String {
        host.firstIndex(of: "%").map { String(host[..<$0]) } ?? host
    }
}
