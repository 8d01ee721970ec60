/// A chat engine's memory: a SQLite file, or the same in memory.
///
/// Any method may be called from any thread. One connection writes and several read; a reader sees what was committed
/// before it and never waits for a writer. In memory there is one connection for both. A body must not call the store
/// again: a write inside a write, and anything inside anything in memory, waits for itself until it is busy.
package final class Store: Sendable {
    let writer: WriterQueue
    /// nil in memory, where another connection would be another store.
    private let readers: ReaderPool?
    /// Where to wait for events.
    package let events: EventSignal

    /// Opens the store at `sqlite:PATH`, making the file when it is not there, or an empty one at `sqlite::memory:`.
    package init(url: String, options: StoreOptions = StoreOptions()) throws(StoreError) {
        try options.check()
        var file = try StoreFile(try StoreLocation(url: url), options: options)
        let connection = try file.openWriter()
        let newest = try connection.newestEvent()
        let opened = file
        events = EventSignal(newest: newest, watch: file.isInMemory ? nil : FileWatch(opened))
        writer = WriterQueue(
            connection, busyTimeout: options.busyTimeout, sharesCommits: !file.isInMemory, signal: events)
        readers =
            file.isInMemory
            ? nil
            : ReaderPool(limit: options.readers, busyTimeout: options.busyTimeout) { () throws(StoreError) in
                try opened.openReader()
            }
    }

    /// Runs `body` over one consistent view of the store.
    ///
    /// - Parameter long: for one that walks over many rows.
    package func read<R, E: StoreErrorConvertible>(
        _ long: LongRead? = nil, _ body: (borrowing ReadTransaction<E>) throws(E) -> R
    ) throws(E) -> R {
        let milliseconds = long?.milliseconds ?? 0
        if let readers {
            return try readers.lend(long?.share) { connection throws(E) in try Self.read(connection, within: milliseconds, body) }
        } else {
            return try writer.lend { connection throws(E) in try Self.read(connection, within: milliseconds, body) }
        }
    }

    /// Runs `body` as one transaction. When this returns, its changes are on disk as `StoreOptions.synchronous` says;
    /// when it throws, the body's error or the store's, there are none.
    package func write<R, E: StoreErrorConvertible>(
        _ body: (borrowing WriteTransaction<E>) throws(E) -> R
    ) throws(E) -> R {
        try writer.write(body)
    }

    /// Writes the file anew, so that nothing of what was removed is left in parts of it that are not in use, and empties its
    /// log. False when somebody reads from the log for longer than the busy timeout: then it is not empty. In memory there is
    /// nothing to do.
    ///
    /// Removing overwrites what is removed (`secure_delete`), but not the copies that moving it between pages has left.
    package func rewrite() throws(StoreError) -> Bool {
        if readers == nil { return true }
        return try writer.alone { connection throws(StoreError) in
            try connection.script("VACUUM")
            return try connection.first("PRAGMA wal_checkpoint(TRUNCATE)") { row in row.int64() } == 0
        }
    }

    /// Copies what was committed into the file itself, so that a copy of it is complete without its log. What others still read
    /// from the log, for longer than the busy timeout, stays there besides.
    package func checkpoint() throws(StoreError) {
        if readers == nil { return }
        _ = try writer.alone { connection throws(StoreError) in try connection.checkpoint() }
    }

    /// Waits for the transactions under way and lets go of the file. Every later call fails with `closed`.
    package func close() {
        events.close()
        readers?.close()
        writer.close()
    }

    private static func read<R, E: StoreErrorConvertible>(
        _ connection: SQLiteConnection, within milliseconds: Int32, _ body: (borrowing ReadTransaction<E>) throws(E) -> R
    ) throws(E) -> R {
        do throws(StoreError) {
            try connection.checkPlace()
            try connection.run("BEGIN")
        } catch {
            throw E(error)
        }
        // There is nothing to keep: ending a transaction that has only read is the same either way, and cannot fail
        // in a way that would make what was read less true.
        defer { connection.rollBack() }
        // A closure around the rest, as elsewhere, is more than the optimizer of Swift 6.3 takes here.
        connection.beginReadingTime(milliseconds: milliseconds)
        defer { connection.endReadingTime() }
        return try body(ReadTransaction(on: connection))
    }
}
