/// How often something failed lately, for a bounded number of things: when it is full, what matters least is forgotten.
///
/// A thing is known by the keyed hash of its name. Whoever does not know the key cannot choose which places of the table
/// their failures fall on, so that pushing one lock out takes about as many locks as the table has places, each of them
/// longer than that one.
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

    /// A lock that holds.
    struct Lock {
        let party: LockedParty
        /// That led to it, with those of the locks before it that made it longer.
        let failures: Int32
        let until: Int64
    }

    private struct Entry {
        var mark: Mark
        var party: LockedParty?
        /// Since the last lock.
        var failures: Int32 = 0
        /// That led to the last lock and those before it.
        var punished: Int32 = 0
        /// The first failure that counts.
        var since: Int64 = 0
        /// The last lock's beginning and end; both 0 when there was none.
        var lockedFrom: Int64 = 0
        var lockedUntil: Int64 = 0
    }

    /// A power of two.
    private static let groups = 256
    private static let placesInGroup = 8

    private let mostFailures: Int32
    private let life: Int64
    private let longest: Int64
    /// Empty until something fails.
    private var entries: [Entry] = []

    /// - Parameters:
    ///   - mostFailures: as many lock; 0 for never.
    ///   - life: ticks in which that many have to happen, and for which a first lock holds.
    ///   - longest: ticks that a lock holds at most, where locks grow.
    init(mostFailures: Int32, life: Int64, longest: Int64 = 0) {
        self.mostFailures = mostFailures
        self.life = life
        self.longest = max(longest, life)
    }

    func isLocked(_ mark: Mark, now: Int64) -> Bool {
        places(of: mark).contains { entries[$0].mark == mark && isLocked(entries[$0], now) }
    }

    /// Counts a failure. One that locks begins the lock's own life; a lock is not made longer by what comes during it.
    ///
    /// - Parameter grows: whether a lock is twice as long as the one before, when that is not long past.
    /// - Returns: the ticks of the lock that begins with it; nil when none does.
    @discardableResult
    mutating func count(_ mark: Mark, of party: LockedParty? = nil, grows: Bool = false, now: Int64) -> Int64? {
        if mostFailures <= 0 { return nil }
        if entries.isEmpty {
            let free = Entry(mark: Mark(digest: []))
            entries = [Entry](repeating: free, count: FailureTable.groups * FailureTable.placesInGroup)
        }
        let places = places(of: mark)
        let known = places.first { entries[$0].mark == mark && isAlive(entries[$0], now) }
        guard let place = known ?? places.min(by: { weight(entries[$0], now) < weight(entries[$1], now) }) else { return nil }
        if known == nil { entries[place] = Entry(mark: mark, party: party) }
        if isLocked(entries[place], now) { return nil }
        if !isCounting(entries[place], now) {
            entries[place].failures = 0
            entries[place].since = now
        }
        entries[place].failures += 1
        return entries[place].failures >= mostFailures ? lock(&entries[place], grows, now) : nil
    }

    private func lock(_ entry: inout Entry, _ grows: Bool, _ now: Int64) -> Int64 {
        var length = life
        if grows && isRemembered(entry, now) {
            length = min(2 * (entry.lockedUntil - entry.lockedFrom), longest)
        } else {
            entry.punished = 0
        }
        let sum = entry.punished.addingReportingOverflow(entry.failures)
        entry.punished = sum.overflow ? .max : sum.partialValue
        entry.failures = 0
        (entry.lockedFrom, entry.lockedUntil) = (now, now.addingClamped(length))
        return length
    }

    mutating func forget(_ mark: Mark) {
        for place in places(of: mark) where entries[place].mark == mark { entries[place] = Entry(mark: mark) }
    }

    /// Forgets the failures of whom `isMeant` names, and answers how many locks that lifted.
    mutating func forget(now: Int64, _ isMeant: (LockedParty) -> Bool) -> Int32 {
        var lifted: Int32 = 0
        for place in entries.indices {
            guard let party = entries[place].party, isMeant(party) else { continue }
            if isLocked(entries[place], now) { lifted += 1 }
            entries[place] = Entry(mark: Mark(digest: []))
        }
        return lifted
    }

    /// The locks that hold.
    func locks(now: Int64) -> [Lock] {
        entries.compactMap { entry in
            guard let party = entry.party, isLocked(entry, now) else { return nil }
            return Lock(party: party, failures: entry.punished, until: entry.lockedUntil)
        }
    }

    /// Indices of `entries`: the group is below `groups`, and none when the table is empty.
    private func places(of mark: Mark) -> Range<Int> {
        if entries.isEmpty { return 0..<0 }
        let first = mark.group * FailureTable.placesInGroup
        return first..<first + FailureTable.placesInGroup
    }

    /// A clock that was set back ends what lies in its future.
    private func isLocked(_ entry: Entry, _ now: Int64) -> Bool {
        entry.lockedFrom <= now && now < entry.lockedUntil
    }

    private func isCounting(_ entry: Entry, _ now: Int64) -> Bool {
        entry.failures > 0 && entry.since <= now && now - entry.since < life
    }

    /// A lock is remembered for as long again as it held.
    private func isRemembered(_ entry: Entry, _ now: Int64) -> Bool {
        entry.lockedFrom <= now && now < entry.lockedUntil.addingClamped(entry.lockedUntil - entry.lockedFrom)
    }

    private func isAlive(_ entry: Entry, _ now: Int64) -> Bool {
        isCounting(entry, now) || isRemembered(entry, now)
    }

    /// What to forget first: places that are free or past; then the fewest failures, of which the oldest; then locks that are
    /// over and still remembered; last locks that hold. Of locks the one goes that ends first.
    private func weight(_ entry: Entry, _ now: Int64) -> (Int, Int32, Int64) {
        if isLocked(entry, now) { return (3, 0, entry.lockedUntil) }
        if isRemembered(entry, now) { return (2, 0, entry.lockedUntil) }
        return isCounting(entry, now) ? (1, entry.failures, entry.since) : (0, 0, 0)
    }
}

/// Whose failures an entry counts.
final class LockedParty: Sendable {
    /// As it was typed, cut when it is long; nil when names do not matter.
    let userName: String?
    /// nil when addresses do not matter.
    let address: String?
    let nameMark: FailureTable.Mark?
    let addressMark: FailureTable.Mark?

    init(
        userName: String? = nil, nameMark: FailureTable.Mark? = nil, address: String? = nil,
        addressMark: FailureTable.Mark? = nil
    ) {
        self.userName = userName
        self.nameMark = nameMark
        self.address = address
        self.addressMark = addressMark
    }
}
