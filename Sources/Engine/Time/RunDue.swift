package import Messages
import Storage
import Wire

extension Engine {
    /// Does what is due at a moment, and answers when there is something to do next; `Int64.max` for never. Both are
    /// milliseconds since 1970. With the host's clock this is also what the time is from now on.
    ///
    /// Between two steps others read and write.
    package func runDue(at milliseconds: Int64) throws(OperationError) -> Int64 {
        let told = try Engine.ticks(unixMilliseconds: milliseconds)
        // Nothing happens before what has happened already.
        let now = hostClock?.set(told) ?? told
        for job in DueJobs.all {
            while let moment = try next(of: job, after: now), moment <= now {
                let isDone = try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
                    try job.perform(self, at: now, transaction)
                }
                // Somebody else has done it, or it is not as due as it looked; either way it will be asked again.
                if !isDone { break }
            }
        }
        // After all of them: what one does may bring about something for another.
        var earliest = Int64.max
        for job in DueJobs.all {
            if let moment = try next(of: job, after: now) { earliest = min(earliest, moment) }
        }
        return earliest == .max ? .max : Engine.unixMilliseconds(ticks: earliest)
    }

    private func next(of job: any DueJob, after now: Int64) throws(OperationError) -> Int64? {
        try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            try job.next(self, after: now, transaction)
        }
    }

    private static let ticksPerMillisecond = DateTime.ticksPerSecond / 1000

    private static func ticks(unixMilliseconds: Int64) throws(OperationError) -> Int64 {
        let (product, overflow) = unixMilliseconds.multipliedReportingOverflow(by: ticksPerMillisecond)
        let (ticks, isTooMuch) = product.addingReportingOverflow(DateTime.unixEpoch)
        guard !overflow, !isTooMuch, (1..<DateTime.end).contains(ticks) else {
            throw OperationError(.value, "expected milliseconds since 1970 of a moment before the year 10000", path: "now_ms")
        }
        return ticks
    }

    /// Rounded up: at that millisecond the moment has come.
    private static func unixMilliseconds(ticks: Int64) -> Int64 {
        let since = ticks.subtractingReportingOverflow(DateTime.unixEpoch).partialValue
        return since > 0 ? (since - 1) / ticksPerMillisecond + 1 : since / ticksPerMillisecond
    }
}

extension Int64 {
    /// The sum, or the largest number when there is none.
    func addingClamped(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
