package import Messages
import Storage
import Synchronization
import Wire

/// One consumer's way along the log of events.
///
/// It keeps no events: each call reads on in the log, so that a slow consumer costs nobody anything. What a call gave
/// counts as dealt with when the next one comes.
package final class EventStream: Sendable {
    private struct Place {
        /// The last event that was dealt with, or passed over.
        var position: Int64
        /// What of that the store knows.
        var saved: Int64
        /// How far what was given last reaches; nil when nothing was.
        var given: Int64?
        var isBeingRead = false
        var descriptor: EventDescriptor?
    }

    private let engine: Engine
    private let cursor: String?
    private let filter: EventFilter
    private let place: Mutex<Place>
    private let isWoken = Atomic(false)
    private let isClosed = Atomic(false)

    /// A cursor whose consumer is interested in little moves on at least this often, so that it is not taken for one
    /// that was left behind when events are pruned.
    private static let longestUnsaved: Int64 = 1000

    /// - Parameter options: the JSON object of chatcore_events_open(); empty for none.
    package init(options: [UInt8], in engine: Engine) throws(OperationError) {
        let options = try EventOptions(options)
        let start = try engine.run { () throws(OperationError) in try engine.start(of: options) }
        self.engine = engine
        cursor = options.cursor
        filter = options.filter
        place = Mutex(Place(position: start, saved: start))
    }

    /// Takes what was given last as dealt with, and answers the next events as a JSON array, waiting for them for at most
    /// `milliseconds` (below 0: without end). It is empty when the time is over and after `wake`.
    ///
    /// - Throws: `closed`; `conflict` while another thread waits here.
    package func next(milliseconds: Int64) throws(OperationError) -> [UInt8] {
        try engine.run { () throws(OperationError) in
            let isFree = place.withLock { place in
                if place.isBeingRead { return false }
                place.isBeingRead = true
                return true
            }
            guard isFree else {
                throw OperationError(.conflict, "another thread reads from this stream; expected a stream for each of them")
            }
            defer { place.withLock { $0.isBeingRead = false } }
            try acknowledge()
            return JSONValue.array(try read(until: Deadline(milliseconds: milliseconds))).bytes
        }
    }

    /// Ends the wait that is under way; when there is none, the next one ends at once.
    package func wake() {
        isWoken.store(true, ordering: .sequentiallyConsistent)
        place.withLock { $0.descriptor?.signal() }
        engine.store.events.wake()
    }

    /// A descriptor that is readable when there may be events, or a wake-up. It lasts as long as the stream.
    package func descriptor() throws(OperationError) -> Int32 {
        try engine.run { () throws(OperationError) in
            let made = place.withLock { (place) -> Result<Int32, StoreError> in
                if isClosed.load(ordering: .sequentiallyConsistent) { return .failure(StoreError(.closed, "The stream is closed.")) }
                if let descriptor = place.descriptor { return .success(descriptor.number) }
                do throws(StoreError) {
                    let descriptor = try engine.store.events.makeDescriptor()
                    // There may be events already.
                    descriptor.signal()
                    place.descriptor = descriptor
                    return .success(descriptor.number)
                } catch {
                    return .failure(error)
                }
            }
            do throws(StoreError) { return try made.get() } catch { throw OperationError(error) }
        }
    }

    /// Ends the stream and the wait that is under way. What was given last will be given again.
    package func close() {
        isClosed.store(true, ordering: .sequentiallyConsistent)
        let descriptor = place.withLock { place in
            defer { place.descriptor = nil }
            return place.descriptor
        }
        if let descriptor { engine.store.events.close(descriptor) }
        engine.store.events.wake()
        // What was only passed over needs no second look. It is no more than that when it fails.
        try? engine.run { () throws(OperationError) in try save(afterAtLeast: 1) }
    }

    private func acknowledge() throws(OperationError) {
        let wasGiven = place.withLock { place in
            defer { place.position = place.given ?? place.position }
            return place.given != nil
        }
        try save(afterAtLeast: wasGiven ? 1 : EventStream.longestUnsaved)
        place.withLock { $0.given = nil }
    }

    /// Notes in the store how far the consumer has come, when that is `steps` further than the store knows.
    private func save(afterAtLeast steps: Int64) throws(OperationError) {
        guard let cursor else { return }
        let (position, saved) = place.withLock { ($0.position, $0.saved) }
        guard position - saved >= steps else { return }
        try engine.store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            try transaction.save(EventCursorRow(name: cursor, seq: position, moved: engine.now))
        }
        place.withLock { $0.saved = position }
    }

    private func read(until deadline: Deadline) throws(OperationError) -> [JSONValue] {
        var isOver = false
        while true {
            if isClosed.load(ordering: .sequentiallyConsistent) { throw Engine.closed }
            // Before reading: what is appended meanwhile is either read or makes it readable again.
            let position = place.withLock { place in
                place.descriptor?.clear()
                return place.position
            }
            let batch = try EventBatch.read(from: engine.store, after: position) { (_) throws(OperationError) in filter }
            place.withLock { place in
                if batch.events.isEmpty { place.position = batch.position } else { place.given = batch.position }
                if batch.hasMore { place.descriptor?.signal() }
            }
            if !batch.events.isEmpty { return batch.events }
            if isOver { return [] }
            // Nothing of what was passed is for this consumer; what comes then may be, however long it takes.
            if batch.hasMore { continue }
            let outcome = engine.store.events.wait(after: batch.position, milliseconds: deadline.millisecondsLeft) {
                isWoken.load(ordering: .sequentiallyConsistent) || isClosed.load(ordering: .sequentiallyConsistent)
            }
            switch outcome {
            case .events: continue
            case .timeout: return []
            case .woken:
                isWoken.store(false, ordering: .sequentiallyConsistent)
                // An event may have come with it, and what made the descriptor readable is cleared only by looking.
                isOver = true
            case .closed: throw Engine.closed
            }
        }
    }
}

extension Engine {
    /// Where a stream begins: where its cursor stands, else after the event that was named, else at the end of the log.
    fileprivate func start(of options: EventOptions) throws(OperationError) -> Int64 {
        guard let cursor = options.cursor else {
            if let after = options.after { return after }
            return try store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
                try transaction.eventBounds().newest
            }
        }
        return try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            if let row = try transaction.eventCursor(named: cursor) { return row.seq }
            let start = if let after = options.after { after } else { try transaction.eventBounds().newest }
            // A consumer that ends before it has dealt with anything begins here again.
            try transaction.save(EventCursorRow(name: cursor, seq: start, moved: now))
            return start
        }
    }
}
