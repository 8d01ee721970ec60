/// Notices that somebody else has changed the store's file, by asking the connection that it keeps for that.
///
/// Unchecked: it is asked by one thread at a time, the watcher of `EventSignal`, which becomes so under a lock.
final class FileWatch: @unchecked Sendable {
    private let file: StoreFile
    private var connection: SQLiteConnection?
    private var version: Int64?

    init(_ file: StoreFile) {
        self.file = file
    }

    /// The newest event, if the file was changed since this was last asked; nil also when it cannot be read just now.
    func newestEvent() -> Int64? {
        do throws(StoreError) {
            let connection = try connected()
            // Another number for each commit of any other connection; it costs a look into the shared memory.
            let version = try connection.first("PRAGMA data_version") { row in row.int64() }
            guard version != self.version else { return nil }
            let newest = try connection.newestEvent()
            self.version = version
            return newest
        } catch {
            connection = nil
            return nil
        }
    }

    /// Lets go of the file.
    func close() {
        connection = nil
    }

    private func connected() throws(StoreError) -> SQLiteConnection {
        if let connection { return connection }
        let opened = try file.openReader()
        connection = opened
        return opened
    }
}

extension SQLiteConnection {
    /// The last event of the log; 0 when it is empty.
    func newestEvent() throws(StoreError) -> Int64 {
        try first("SELECT max(seq) FROM events") { row in row.count() } ?? 0
    }
}
