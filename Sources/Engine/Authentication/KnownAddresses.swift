/// From where user names signed in rightly, as far as this process has seen it: what fails elsewhere does not keep them out.
///
/// Only a right password adds to it, so that nobody can push out an address of a name whose password they do not know.
struct KnownAddresses {
    private struct Entry {
        /// The latest first.
        var addresses: [FailureTable.Mark]
        /// When the name last signed in, in turns.
        var turn: UInt64
    }

    static let mostOfName = 16
    /// A bound on memory: past it, the name is forgotten that has not signed in for longest.
    static let mostNames = 16_384

    private var names: [FailureTable.Mark: Entry] = [:]
    private var turn: UInt64 = 0

    func knows(_ address: FailureTable.Mark, of name: FailureTable.Mark) -> Bool {
        names[name]?.addresses.contains(address) ?? false
    }

    mutating func remember(_ address: FailureTable.Mark, of name: FailureTable.Mark) {
        turn += 1
        var addresses = names[name]?.addresses ?? []
        if addresses.isEmpty, names.count >= KnownAddresses.mostNames {
            let oldest = names.min { $0.value.turn < $1.value.turn }?.key
            if let oldest { names[oldest] = nil }
        }
        if addresses.first != address {
            addresses.removeAll { $0 == address }
            addresses.insert(address, at: 0)
            addresses = Array(addresses.prefix(KnownAddresses.mostOfName))
        }
        names[name] = Entry(addresses: addresses, turn: turn)
    }
}
