/// The order of those who wait, and the numbers that go with it.
package enum Queue {
    /// Where somebody stands who has so many ahead; 1 is next.
    package static func position(ahead: Int32) -> Int32 {
        ahead < Int32.max ? max(ahead, 0) + 1 : Int32.max
    }

    /// The lowest number from 1 that no other active session of the agent has.
    package static func freeRank(besides taken: [Int32]) -> Int32 {
        let taken = Set(taken)
        var rank: Int32 = 1
        // Ends after at most one step for each number that is taken.
        while taken.contains(rank) { rank += 1 }
        return rank
    }

    /// Whether the offline form is open to somebody in the queue.
    package static func opensOfflineForm(_ form: QueueForm?, requested: Moment, ahead: Int32, at now: Moment) -> Bool {
        guard let form else { return false }
        if form.minutes > 0, now >= requested.adding(minutes: form.minutes) { return true }
        return form.length > 0 && position(ahead: ahead) > form.length
    }
}
