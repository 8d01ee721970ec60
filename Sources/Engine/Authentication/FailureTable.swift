/// How often something failed lately, for a bounded number of things: when it is full, what matters least is forgotten.
///
/// A thing is known by the keyed hash of its name. Whoever does not know the key cannot choose which places of the table
/// their failures fall on, so that pushing one entry out takes about as many failures as the table has places.
struct FailureTable {
    /// What a table knows a thing by.
    struct Mark: Hashable {
        private let place: UInt64
        private let proof: UInt64

        /// - Parameter digest: a hash of 16 bytes or more.
        init(digest: [UInt8]) {
            place = digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
            proof = digest.dropFirst(8).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        }

        fileprivate var group: Int { Int(truncatingIfNeeded: place & UInt64(FailureTable.groups - 1)) }
    }

    private struct Entry {
        var mark: Mark
        /// 0 for a place that is free.
        var failures: Int32 = 0
        /// The first failure that counts.
        var since: Int64 = 0
        var isLocked = false
    }

    /// A power of two.
    private static let groups = 256
    private static let placesInGroup = 8

    private let mostFailures: Int32
    private let life: Int64
    private var entries: [Entry]

    /// - Parameters:
    ///   - mostFailures: as many lock; 0 for never.
    ///   - life: ticks in which that many have to happen, and for which the lock then holds.
    init(mostFailures: Int32, life: Int64) {
        self.mostFailures = mostFailures
        self.life = life
        let free = Entry(mark: Mark(digest: []))
        entries = [Entry](repeating: free, count: mostFailures > 0 ? FailureTable.groups * FailureTable.placesInGroup : 0)
    }

    func isLocked(_ mark: Mark, now: Int64) -> Bool {
        places(of: mark).contains { entries[$0].mark == mark && entries[$0].isLocked && isAlive(entries[$0], now) }
    }

    /// Counts a failure. One that locks begins the lock's own life; a lock is not made longer by what comes during it.
    mutating func count(_ mark: Mark, now: Int64) {
        let places = places(of: mark)
        let known = places.first { entries[$0].mark == mark && isAlive(entries[$0], now) }
        guard let place = known ?? places.min(by: { weight(entries[$0], now) < weight(entries[$1], now) }) else { return }
        if known == nil { entries[place] = Entry(mark: mark, since: now) }
        if entries[place].isLocked { return }
        entries[place].failures += 1
        if entries[place].failures >= mostFailures {
            entries[place].isLocked = true
            entries[place].since = now
        }
    }

    mutating func forget(_ mark: Mark) {
        for place in places(of: mark) where entries[place].mark == mark {
            entries[place].failures = 0
            entries[place].isLocked = false
        }
    }

    /// Indices of `entries`: the group is below `groups`, and none when the table is empty.
    private func places(of mark: Mark) -> Range<Int> {
        if entries.isEmpty { return 0..<0 }
        let first = mark.group * FailureTable.placesInGroup
        return first..<first + FailureTable.placesInGroup
    }

    /// A clock that was set back ends what lies in its future.
    private func isAlive(_ entry: Entry, _ now: Int64) -> Bool {
        entry.failures > 0 && entry.since <= now && now - entry.since < life
    }

    /// What to forget first: places that are free or past, then the fewest failures, then the oldest; locks come last.
    private func weight(_ entry: Entry, _ now: Int64) -> (Int, Int32, Int64) {
        isAlive(entry, now) ? (entry.isLocked ? 2 : 1, entry.isLocked ? 0 : entry.failures, entry.since) : (0, 0, 0)
    }
}
