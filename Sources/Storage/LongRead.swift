internal import CSQLite

/// What a read that walks over many rows may take of what all share: so that the short calls of customers and agents always
/// find a reader, and nobody's question keeps one for long.
package struct LongRead: Sendable, Hashable {
    package enum Share: Sendable, Hashable {
        /// All readers but one.
        case most
        /// Half of the readers: for questions that their caller may make as slow as they like.
        case half
    }

    /// nil for one that is short as a rule.
    package var share: Share?
    /// 0 for any time.
    package var milliseconds: Int32

    package init(_ share: Share?, milliseconds: Int32) {
        self.share = share
        self.milliseconds = milliseconds
    }
}

/// Ends a connection's statements when the time for them is over.
///
/// Unchecked: it belongs to one connection, which one thread uses at a time.
final class ReadingTime: @unchecked Sendable {
    /// Steps of SQLite's machine between two looks at the clock: a fraction of a millisecond of plain steps.
    private static let steps: Int32 = 1000

    private var deadline = Deadline(milliseconds: -1)

    /// The connection's owner keeps this alive for longer than the connection.
    func begin(_ milliseconds: Int32, on database: OpaquePointer) {
        deadline = Deadline(milliseconds: Int64(milliseconds))
        sqlite3_progress_handler(
            database, Self.steps,
            { context in
                guard let context else { return 0 }
                ForkGate.letPass()
                return Unmanaged<ReadingTime>.fromOpaque(context).takeUnretainedValue().deadline.millisecondsLeft == 0 ? 1 : 0
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    func end(on database: OpaquePointer) {
        sqlite3_progress_handler(database, 0, nil, nil)
    }
}

extension StoreError {
    static var late: StoreError { StoreError(.late, "Reading took longer than it may; ask for less at once.", code: SQLITE_INTERRUPT) }
}
