/// The one connection that writes, and the threads that queue for it.
///
/// Writers that wait at the same moment share one commit: who has finished leaves the transaction open for the next in
/// the queue and waits, and the last one commits for all of them. Each works inside a savepoint, so that one that fails
/// takes back its own changes only; when the commit fails, it has failed for all. Nobody is answered before the commit.
final class WriterQueue: Sendable {
    /// Past this many the transaction is committed although others wait, which bounds how long the first ones do.
    private static let largestBatch = 64

    /// Transactions that are committed together.
    ///
    /// Unchecked: `turns` belongs to whoever holds the connection, `outcome` is touched under the monitor's lock.
    private final class Batch: @unchecked Sendable {
        var turns = 0
        var outcome: Result<Void, StoreError>?
    }

    private struct Turn {
        let connection: SQLiteConnection
        /// The open transaction that was left for us, if any.
        let batch: Batch?
    }

    private enum Phase { case open, closing, closed }

    private struct State {
        var phase = Phase.open
        /// nil while somebody holds it, and after closing.
        var connection: SQLiteConnection?
        /// The open transaction that waits for the next writer, who is sure to come: it was left because one waits.
        var batch: Batch?
        var waiting = 0
    }

    private let monitor: Monitor<State>
    private let busyTimeout: Int32
    private let sharesCommits: Bool
    private let signal: EventSignal

    /// - Parameter sharesCommits: false when the connection is also read from, where an open transaction would be seen.
    init(_ connection: SQLiteConnection, busyTimeout: Int32, sharesCommits: Bool, signal: EventSignal) {
        monitor = Monitor(State(connection: connection))
        self.busyTimeout = busyTimeout
        self.sharesCommits = sharesCommits
        self.signal = signal
    }

    /// How many writers wait for their turn.
    var waiting: Int { monitor.enter { state in state.waiting } }

    /// Runs `body` in a transaction; it is on disk when this returns.
    func write<R, E: StoreErrorConvertible>(_ body: (borrowing WriteTransaction<E>) throws(E) -> R) throws(E) -> R {
        let turn: Turn
        do throws(StoreError) { turn = try take() } catch { throw E(error) }
        let batch = turn.batch ?? Batch()
        batch.turns += 1
        let result: R
        do throws(E) {
            result = try turn.batch == nil ? begin(turn.connection, body) : join(turn.connection, body)
        } catch {
            conclude(batch, on: turn.connection)
            // Who shared a transaction may have seen what others did in it, which never was when their commit fails.
            if turn.batch != nil, let lost = failure(of: batch) { throw E(lost) }
            throw error
        }
        conclude(batch, on: turn.connection)
        if let lost = failure(of: batch) { throw E(lost) }
        return result
    }

    /// Waits until the transactions that share a commit are on disk, and answers why they are not.
    private func failure(of batch: Batch) -> StoreError? {
        let outcome = monitor.wait(for: .news, milliseconds: nil, { _ in batch.outcome }, otherwise: { _ in nil })
        return if case .failure(let error) = outcome { error } else { nil }
    }

    /// Lends the connection itself, for reading: where commits are not shared no transaction is ever left open on it.
    func lend<R, E: StoreErrorConvertible>(_ body: (SQLiteConnection) throws(E) -> R) throws(E) -> R {
        let turn: Turn
        do throws(StoreError) { turn = try take() } catch { throw E(error) }
        defer {
            monitor.enter { state in state.connection = turn.connection }
            monitor.ring(.turn)
            monitor.ring(.news)
        }
        return try body(turn.connection)
    }

    /// Lends the connection with no transaction open on it: what waits to be committed together is committed before.
    func alone<R>(_ body: (SQLiteConnection) throws(StoreError) -> R) throws(StoreError) -> R {
        let turn = try take()
        if let batch = turn.batch {
            let outcome = commit(on: turn.connection)
            monitor.enter { _ in batch.outcome = outcome }
            monitor.ring(.news)
        }
        defer {
            monitor.enter { state in state.connection = turn.connection }
            monitor.ring(.turn)
            monitor.ring(.news)
        }
        return try body(turn.connection)
    }

    /// Refuses newcomers, serves those who wait, and closes the connection.
    func close() {
        monitor.enter { state in
            if state.phase == .open { state.phase = .closing }
        }
        let last: SQLiteConnection?? = monitor.wait(for: .news, milliseconds: nil) { state -> SQLiteConnection?? in
            if state.phase == .closed { return .some(nil) }
            guard state.connection != nil, state.batch == nil, state.waiting == 0 else { return nil }
            state.phase = .closed
            return .some(state.connection.take())
        } otherwise: { _ in .some(nil) }
        // A copy of the file of a closed engine is complete. If that cannot be done now, all is in the log as before.
        if let last, let connection = last, sharesCommits { _ = try? connection.checkpoint() }
        // Letting go of the last reference closes the connection.
        monitor.ring(.news)
    }

    // MARK: Turns

    private func take() throws(StoreError) -> Turn {
        var isQueued = false
        let turn: Result<Turn, StoreError>? = monitor.wait(for: .turn, milliseconds: busyTimeout) { state in
            if !isQueued {
                guard state.phase == .open else { return .failure(.closed) }
                state.waiting += 1
                isQueued = true
            }
            guard let connection = state.connection.take() else { return nil }
            state.waiting -= 1
            return .success(Turn(connection: connection, batch: state.batch.take()))
        } otherwise: { state in
            state.waiting -= 1
            return .failure(.busy("Other writers held the store for longer than \(busyTimeout) ms; try again."))
        }
        guard let turn else { throw .closed }
        if case .failure = turn { monitor.ring(.news) }
        return try turn.get()
    }

    /// Gives the connection on: with the transaction open to a writer who waits, or after committing it. When there is
    /// no transaction any more, whoever shared it learns that from the outcome.
    private func conclude(_ batch: Batch, on connection: SQLiteConnection) {
        let isLeftOpen = monitor.enter { state in
            guard sharesCommits, connection.isInTransaction, state.waiting > 0, batch.turns < Self.largestBatch else {
                return false
            }
            state.batch = batch
            state.connection = connection
            return true
        }
        if !isLeftOpen {
            let outcome = commit(on: connection)
            monitor.enter { state in
                batch.outcome = outcome
                state.connection = connection
            }
            monitor.ring(.news)
        }
        monitor.ring(.turn)
    }

    // MARK: Transactions

    private func begin<R, E: StoreErrorConvertible>(
        _ connection: SQLiteConnection, _ body: (borrowing WriteTransaction<E>) throws(E) -> R
    ) throws(E) -> R {
        do throws(StoreError) { try connection.beginWriting() } catch { throw E(error) }
        do throws(E) {
            return try body(WriteTransaction(on: connection))
        } catch {
            connection.rollBack()
            throw error
        }
    }

    private func join<R, E: StoreErrorConvertible>(
        _ connection: SQLiteConnection, _ body: (borrowing WriteTransaction<E>) throws(E) -> R
    ) throws(E) -> R {
        do throws(StoreError) { try connection.run("SAVEPOINT member") } catch { throw E(error) }
        let appended = connection.appendedEvent
        let result: Result<R, E>
        do throws(E) {
            result = .success(try body(WriteTransaction(on: connection)))
        } catch {
            result = .failure(error)
        }
        // If SQLite has given up the transaction, the savepoint is gone with it and the commit will say so to everyone.
        guard connection.isInTransaction else { return try result.get() }
        do throws(StoreError) {
            if case .failure = result {
                try connection.run("ROLLBACK TO member")
                connection.appendedEvent = appended
            }
            try connection.run("RELEASE member")
        } catch {
            connection.rollBack()
        }
        return try result.get()
    }

    private func commit(on connection: SQLiteConnection) -> Result<Void, StoreError> {
        guard connection.isInTransaction else {
            connection.appendedEvent = 0
            return .failure(.transactionLost)
        }
        do throws(StoreError) {
            try connection.commitWriting()
            if connection.appendedEvent > 0 { signal.publish(connection.appendedEvent) }
            connection.appendedEvent = 0
            return .success(())
        } catch {
            connection.rollBack()
            return .failure(error)
        }
    }
}

extension SQLiteConnection {
    /// Takes back whatever is open; when SQLite has done so by itself, there is nothing left to take back.
    func rollBack() {
        appendedEvent = 0
        guard isInTransaction else { return }
        // A rollback fails only when it has happened: SQLite's documentation of ROLLBACK after I/O errors.
        try? run("ROLLBACK")
    }
}

extension StoreError {
    static var closed: StoreError { StoreError(.closed, "The store has been closed.") }

    static func busy(_ message: String) -> StoreError { StoreError(.busy, message) }
}
