/// How a store is opened.
package struct StoreOptions: Sendable, Hashable {
    /// What a commit waits for.
    package enum Synchronous: Sendable, Hashable {
        /// The disk: what was answered survives a loss of power.
        case full
        /// The operating system: what was answered survives the end of the process; a loss of power may cost the last
        /// commits.
        case normal
        /// As `normal`, and a loss of power may damage the file.
        case off
    }

    package var synchronous = Synchronous.full
    /// Milliseconds that a call waits for other threads, and as long again for other processes; at most
    /// `longestBusyTimeout`.
    package var busyTimeout: Int32 = 5000
    /// Connections that read at the same time; 1 to `mostReaders`.
    package var readers = 4
    /// What SQLite reaches the disk by: the files whose locks belong to the open file. Tests bring their own.
    package var disk = StoreFile.disk

    package static let longestBusyTimeout: Int32 = 600_000
    package static let mostReaders = 64

    package init() {}

    func check() throws(StoreError) {
        guard (0...Self.longestBusyTimeout).contains(busyTimeout) else {
            throw StoreError(
                .cannotOpen, "The busy timeout is \(busyTimeout) ms; expected 0 to \(Self.longestBusyTimeout) ms.")
        }
        guard (1...Self.mostReaders).contains(readers) else {
            throw StoreError(.cannotOpen, "The number of readers is \(readers); expected 1 to \(Self.mostReaders).")
        }
    }
}
