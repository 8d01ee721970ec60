import Messages
import Storage
import Wire

/// The next events that somebody gets from the log.
struct EventBatch {
    /// What the notice is called that events are gone which were not given.
    static let missed = "missed"
    /// The most events that are given at one time.
    static let most = 1000

    /// The events as they are told, the notice among them.
    private(set) var events: [JSONValue] = []
    /// Where the batch after this one goes on.
    private(set) var position: Int64
    /// Whether there may be more at once.
    private(set) var hasMore: Bool

    init(_ page: EventPage, after cursor: Int64) throws(OperationError) {
        position = page.position
        hasMore = page.hasMore
        if page.missed > 0 {
            let oldest = max(cursor, 0) + page.missed + 1
            events.append(
                .object([
                    .init(EventField.event.rawValue, .string(EventBatch.missed)),
                    .init(EventField.seq.rawValue, .number("\(oldest)")),
                ]))
        }
        for event in page.events { events.append(try event.json()) }
    }

    /// Reads the log after a cursor. The filter is made inside the transaction in which the events are read.
    static func read(
        from store: Store, after cursor: Int64,
        _ filter: (borrowing ReadTransaction<OperationError>) throws(OperationError) -> EventFilter
    ) throws(OperationError) -> EventBatch {
        try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            // With the notice there are never more than `most`.
            try EventBatch(
                try transaction.events(after: cursor, matching: try filter(transaction), limit: most - 1), after: cursor)
        }
    }
}
