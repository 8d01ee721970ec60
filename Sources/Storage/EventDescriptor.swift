#if canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif
private import CLinux
private import Synchronization

/// A file descriptor that becomes readable when events were appended, for hosts that poll.
package final class EventDescriptor: Sendable {
    private let file: Atomic<Int32>
    /// Whether it is readable already: one more event then costs no call to the system.
    private let isSignalled = Atomic(false)

    init() throws(StoreError) {
        let file = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        guard file >= 0 else {
            throw StoreError(.cannotOpen, "The system gives out no more event descriptors (error \(errno)).")
        }
        self.file = Atomic(file)
    }

    deinit { close() }

    /// What to poll; -1 once it was closed.
    package var number: Int32 { file.load(ordering: .acquiring) }

    /// Makes it unreadable until the next event. Call this before reading the events: one that is appended meanwhile is
    /// either read or makes it readable again.
    package func clear() {
        drain(number)
        isSignalled.store(false, ordering: .releasing)
    }

    /// Makes it readable.
    package func signal() {
        if !isSignalled.exchange(true, ordering: .acquiringAndReleasing) { addOne(to: number) }
    }

    func close() {
        let file = file.exchange(-1, ordering: .acquiringAndReleasing)
        if file >= 0 { closeFile(file) }
    }
}

// Outside of the class, whose own names hide the system's. None can fail in a way that matters: the descriptor does not
// block, and -1 is no descriptor.

private func drain(_ file: Int32) {
    var count: UInt64 = 0
    _ = read(file, &count, MemoryLayout<UInt64>.size)
}

private func addOne(to file: Int32) {
    var one: UInt64 = 1
    _ = write(file, &one, MemoryLayout<UInt64>.size)
}

private func closeFile(_ file: Int32) {
    _ = close(file)
}
