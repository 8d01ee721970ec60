/// The connections that read, opened when they are first needed, and the threads that wait for one.
///
/// Long reads pass a gate first, which keeps some of the connections back for the others.
final class ReaderPool: Sendable {
    private struct State {
        var idle: [SQLiteConnection] = []
        var lent = 0
        var isClosed = false
    }

    private enum Place {
        case connection(SQLiteConnection)
        /// There is room for one more, which the caller opens outside the lock.
        case room
    }

    private let monitor = Monitor(State())
    private let limit: Int
    private let mostGate: Gate
    private let halfGate: Gate
    private let busyTimeout: Int32
    private let open: @Sendable () throws(StoreError) -> SQLiteConnection

    init(limit: Int, busyTimeout: Int32, open: @escaping @Sendable () throws(StoreError) -> SQLiteConnection) {
        self.limit = limit
        mostGate = Gate(places: limit - 1)
        halfGate = Gate(places: limit - limit / 2)
        self.busyTimeout = busyTimeout
        self.open = open
    }

    /// Lends a connection to `body`.
    ///
    /// - Parameter share: nil for a short read.
    func lend<R, E: StoreErrorConvertible>(
        _ share: LongRead.Share? = nil, _ body: (SQLiteConnection) throws(E) -> R
    ) throws(E) -> R {
        let connection: SQLiteConnection
        do throws(StoreError) { connection = try take(share, by: Deadline(milliseconds: Int64(busyTimeout))) } catch { throw E(error) }
        defer { giveBack(connection, share) }
        return try body(connection)
    }

    /// Refuses newcomers, waits for those who read, and closes the connections.
    func close() {
        let last: [SQLiteConnection]? = monitor.wait(for: .news, milliseconds: nil) { state in
            state.isClosed = true
            guard state.lent == 0 else { return nil }
            defer { state.idle = [] }
            return state.idle
        } otherwise: { _ in [] }
        // Letting go of the last references closes the connections.
        _ = last
    }

    private func take(_ share: LongRead.Share?, by deadline: Deadline) throws(StoreError) -> SQLiteConnection {
        guard let share else { return try take(by: deadline) }
        if share == .half { try pass(halfGate, by: deadline) }
        do throws(StoreError) { try pass(mostGate, by: deadline) } catch {
            if share == .half { halfGate.leave() }
            throw error
        }
        do throws(StoreError) { return try take(by: deadline) } catch {
            leave(share)
            throw error
        }
    }

    private func pass(_ gate: Gate, by deadline: Deadline) throws(StoreError) {
        guard gate.pass(milliseconds: deadline.millisecondsLeft) else {
            throw .busy("All \(gate.places) readers for lists were in use for longer than \(busyTimeout) ms; try again.")
        }
    }

    private func leave(_ share: LongRead.Share) {
        mostGate.leave()
        if share == .half { halfGate.leave() }
    }

    private func take(by deadline: Deadline) throws(StoreError) -> SQLiteConnection {
        let place: Result<Place, StoreError>? = monitor.wait(for: .turn, milliseconds: deadline.millisecondsLeft) { state in
            guard !state.isClosed else { return .failure(.closed) }
            if let connection = state.idle.popLast() {
                state.lent += 1
                return .success(.connection(connection))
            }
            guard state.lent < limit else { return nil }
            state.lent += 1
            return .success(.room)
        } otherwise: { _ in
            .failure(.busy("All \(limit) readers were in use for longer than \(busyTimeout) ms; try again."))
        }
        guard let place else { throw .closed }
        switch try place.get() {
        case .connection(let connection):
            return connection
        case .room:
            do throws(StoreError) {
                return try open()
            } catch {
                giveBack(nil)
                throw error
            }
        }
    }

    private func giveBack(_ connection: SQLiteConnection, _ share: LongRead.Share?) {
        giveBack(connection)
        if let share { leave(share) }
    }

    private func giveBack(_ connection: SQLiteConnection?) {
        monitor.enter { state in
            state.lent -= 1
            // One that could not end its transaction would show the past to whoever came next.
            if let connection, !connection.isInTransaction { state.idle.append(connection) }
        }
        monitor.ring(.turn)
        monitor.ring(.news)
    }
}
