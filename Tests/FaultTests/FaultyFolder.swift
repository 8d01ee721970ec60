import FaultyDisk
import Foundation

/// A folder on a disk that fails and loses power when a test says so. It is gone when the test is.
final class FaultyFolder: @unchecked Sendable {
    // Unchecked: the disk has a lock of its own.
    private let disk: OpaquePointer
    let path: String

    init(seed: UInt64) throws {
        let made = FileManager.default.temporaryDirectory.appendingPathComponent("chatcore-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: made, withIntermediateDirectories: false)
        // SQLite names its files without symbolic links.
        path = made.resolvingSymlinksInPath().path
        disk = faulty_disk_new(path, seed)
    }

    deinit {
        faulty_disk_free(disk)
        try? FileManager.default.removeItem(atPath: path)
    }

    var file: String { path + "/desk.db" }
    var store: String { "sqlite:" + file }

    var calls: Int { Int(faulty_disk_calls(disk)) }
    var faults: Int { Int(faulty_disk_faults(disk)) }

    func heal() { faulty_disk_heal(disk) }

    func plan(_ fault: Fault) {
        switch fault {
        case .failure(let failure, let after, let times):
            faulty_disk_fail(disk, failure.calls, failure.code, Int64(after), Int64(times))
        case .death(let owner, let calls, let after, let onceDone):
            faulty_disk_kill(disk, calls, Int32(owner ?? Int(FAULTY_EVERYBODY)), Int64(after), onceDone)
        }
    }

    /// Calls `interrupt` in front of one of the calls to come.
    func plan(_ interrupt: Interrupt, after: Int) {
        faulty_disk_interrupt(
            disk, Int64(after), { context in context.map { Unmanaged<Interrupt>.fromOpaque($0).takeUnretainedValue().body() } },
            Unmanaged.passUnretained(interrupt).toOpaque())
    }

    func isDead(_ owner: Int) -> Bool { faulty_disk_is_dead(disk, Int32(owner)) }
    func lie() { faulty_disk_lie(disk, true) }

    /// The power comes back. All files have to be closed.
    func settle(_ loss: faulty_loss) throws {
        guard faulty_disk_settle(disk, loss) else {
            throw Violation("the files could not be put back; \(faulty_disk_open_files(disk)) are open")
        }
    }

    /// Does `body` as the process `owner`.
    func work<R>(as owner: Int, _ operation: Int, _ body: () throws -> R) rethrows -> R {
        let before = FaultyFolder.current
        FaultyFolder.become(owner, operation)
        defer { FaultyFolder.become(before.owner, before.operation) }
        return try body()
    }

    private static var current: (owner: Int, operation: Int) {
        let kept = Thread.current.threadDictionary
        return (kept["faulty owner"] as? Int ?? Int(FAULTY_NOBODY), kept["faulty operation"] as? Int ?? 0)
    }

    private static func become(_ owner: Int, _ operation: Int) {
        let kept = Thread.current.threadDictionary
        kept["faulty owner"] = owner
        kept["faulty operation"] = operation
        faulty_disk_work(Int32(owner), Int32(operation))
    }

    /// Which operations' transactions have ended since this was last asked, in the order in which they saw the store.
    func endedTransactions() -> [EndedTransaction] {
        var numbers = [Int32](repeating: 0, count: 4096)
        let count = Int(faulty_disk_order(disk, &numbers, Int64(numbers.count)))
        var all: [EndedTransaction] = []
        var operations: [Int] = []
        for number in numbers.prefix(count) {
            if number >= 0 {
                operations.append(Int(number))
            } else {
                all.append(EndedTransaction(operations: operations, isCommitted: number == -1))
                operations = []
            }
        }
        return all
    }
}

/// Operations that shared a transaction, and whether a commit ended it, be it in vain.
struct EndedTransaction {
    var operations: [Int]
    var isCommitted: Bool
}

/// What happens in the middle of a call.
final class Interrupt {
    let body: () -> Void

    init(_ body: @escaping () -> Void) { self.body = body }
}

/// A kind of call that fails, and how.
struct Failure: CustomStringConvertible, Sendable {
    var name: String
    var calls: UInt32
    var code: Int32

    var description: String { name }

    // SQLite's numbers; the tests do not see its header.
    static let all = [
        Failure(name: "busy", calls: FAULTY_LOCK | FAULTY_SHARED_LOCK, code: 5),
        Failure(name: "read", calls: FAULTY_READ, code: 10 | 1 << 8),
        Failure(name: "write", calls: FAULTY_WRITE, code: 10 | 3 << 8),
        Failure(name: "full", calls: FAULTY_WRITE, code: 13),
        Failure(name: "sync", calls: FAULTY_SYNC, code: 10 | 4 << 8),
        Failure(name: "truncate", calls: FAULTY_TRUNCATE, code: 10 | 6 << 8),
        Failure(name: "size", calls: FAULTY_SIZE, code: 10 | 7 << 8),
        Failure(name: "open", calls: FAULTY_OPEN, code: 14),
        Failure(name: "remove", calls: FAULTY_REMOVE, code: 10 | 10 << 8),
        Failure(name: "lock", calls: FAULTY_LOCK | FAULTY_SHARED_LOCK, code: 10 | 15 << 8),
        Failure(name: "memory", calls: FAULTY_SHARED_MEMORY, code: 10 | 21 << 8),
        Failure(name: "any", calls: FAULTY_ANY, code: 10),
    ]
}

/// What goes wrong with the disk.
enum Fault: Sendable {
    /// So many calls go well and so many then fail.
    case failure(Failure, after: Int, times: Int)
    /// A process or, without an owner, all of them die at the call after so many, before it is done or after.
    case death(of: Int?, at: UInt32, after: Int, onceDone: Bool)
}

/// What must not be.
struct Violation: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) { self.description = description }
}
