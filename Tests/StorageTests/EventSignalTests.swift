import Foundation
import Synchronization
import Testing

@testable import Storage

@Suite("Waiting for events")
struct EventSignalTests {
    @Test("An event that is there already is not waited for, and one that does not come is waited for its time only")
    func atOnce() throws {
        let desk = try Desk()
        #expect(desk.store.events.wait(after: 0, milliseconds: 0) == .timeout)
        let start = ContinuousClock.now
        #expect(desk.store.events.wait(after: 0, milliseconds: 40) == .timeout)
        #expect(start.duration(to: .now) >= .milliseconds(39))
        try append(desk.store)
        #expect(desk.store.events.wait(after: 0, milliseconds: nil) == .events)
        #expect(desk.store.events.wait(after: 1, milliseconds: 0) == .timeout)
    }

    @Test("Those who wait are told of a commit in this process, and see its events", arguments: [true, false])
    func sameProcess(inMemory: Bool) throws {
        let folder = try Folder()
        let desk = try Desk(url: inMemory ? "sqlite::memory:" : folder.url())
        inThreads(5) { number in
            do {
                if number == 0 {
                    Thread.sleep(forTimeInterval: 0.05)
                    try append(desk.store)
                } else {
                    #expect(desk.store.events.wait(after: 0, milliseconds: 60_000) == .events)
                    #expect(try desk.store.reading { reader in try reader.events(after: 0) }.events.count == 1)
                }
            } catch {
                Issue.record(error)
            }
        }
    }

    @Test("Those who wait are told of what another process commits, also when the one who watched has gone")
    func otherProcess() throws {
        let folder = try Folder()
        let (one, two) = try (Store(url: folder.url()), Store(url: folder.url()))
        inThreads(4) { number in
            do {
                switch number {
                case 0:
                    Thread.sleep(forTimeInterval: 0.2)
                    try append(two)
                case 1:
                    #expect(one.events.wait(after: 0, milliseconds: 60) == .timeout)
                default:
                    #expect(one.events.wait(after: 0, milliseconds: 60_000) == .events)
                }
            } catch {
                Issue.record(error)
            }
        }
        #expect(one.events.newest == 1)
    }

    @Test("A wait ends when it is woken and when the store is closed", arguments: [true, false])
    func endings(inMemory: Bool) throws {
        let folder = try Folder()
        let store = try Store(url: inMemory ? "sqlite::memory:" : folder.url())
        let isWoken = Atomic(false)
        inThreads(3) { number in
            if number == 0 {
                Thread.sleep(forTimeInterval: 0.05)
                isWoken.store(true, ordering: .sequentiallyConsistent)
                store.events.wake()
            } else {
                let outcome = store.events.wait(after: 0, milliseconds: 60_000) {
                    isWoken.load(ordering: .sequentiallyConsistent)
                }
                #expect(outcome == .woken)
            }
        }
        #expect(store.events.wait(after: 0, milliseconds: 0) == .timeout)
        inThreads(3) { number in
            if number == 0 {
                Thread.sleep(forTimeInterval: 0.05)
                store.close()
            } else {
                #expect(store.events.wait(after: 0, milliseconds: 60_000) == .closed)
            }
        }
        #expect(storeError { try store.events.makeDescriptor() }?.kind == .closed)
    }

    @Test("A transaction that appends nothing, or is taken back, tells nobody")
    func silence() throws {
        let desk = try Desk()
        let descriptor = try desk.store.events.makeDescriptor()
        try desk.addSession(1, topic: 10, status: 4)
        _ = storeError {
            try desk.store.writing { writer throws in
                try writer.append(EventRow(at: 1, kind: 0))
                throw StoreError(.internal, "The body's own.")
            }
        }
        #expect(!isReadable(descriptor))
        #expect(desk.store.events.wait(after: 0, milliseconds: 0) == .timeout)
    }

    @Test("Of writers that share a commit, one that is taken back leaves the others' events and no more")
    func sharedCommit() throws {
        let folder = try Folder()
        let store = try Store(url: folder.url())
        inThreads(8) { number in
            do {
                try store.writing { writer throws in
                    Thread.sleep(forTimeInterval: 0.02)
                    try writer.append(EventRow(at: Int64(number), kind: 0))
                    if number % 2 == 1 { throw StoreError(.internal, "The body's own.") }
                }
            } catch {
                #expect((error as? StoreError)?.kind == .internal)
            }
        }
        #expect(try store.reading { reader in try reader.eventBounds() } == EventBounds(oldest: 1, newest: 4))
        #expect(store.events.newest == 4)
    }

    @Test("A descriptor is readable from an event until it is cleared, and gone when it is closed")
    func descriptor() throws {
        let desk = try Desk()
        let (one, two) = try (desk.store.events.makeDescriptor(), desk.store.events.makeDescriptor())
        #expect(!isReadable(one))
        try append(desk.store)
        try append(desk.store)
        #expect(isReadable(one) && isReadable(two))
        one.clear()
        #expect(!isReadable(one) && isReadable(two))
        try append(desk.store)
        #expect(isReadable(one))
        desk.store.events.close(one)
        #expect(one.number == -1)
        try append(desk.store)
        two.clear()
        desk.store.close()
        #expect(isReadable(two))
    }
}

private func append(_ store: Store) throws {
    try store.writing { writer in _ = try writer.append(EventRow(at: 1, kind: 0)) }
}

private func isReadable(_ descriptor: EventDescriptor) -> Bool {
    var request = pollfd(fd: descriptor.number, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) == 1
}
