import FaultyDisk
import Foundation
import Messages

@testable import Engine
@testable import Storage

/// A support desk on a faulty disk, run by several engines as by several processes, and its twin on a sound one.
///
/// After each step the store has to be what the twin is, once it has done what was answered: a failed operation has left
/// nothing. Only when somebody died may it have left all that it was to do.
final class World {
    /// An engine that runs in a process of its own, as far as the disk knows.
    struct Process {
        var engine: Engine
        var owner: Int
    }

    let folder: FaultyFolder
    let twin: Twin
    let clock = TestClock()
    private(set) var processes: [Process] = []
    private(set) var view: View
    private(set) var log: [String] = []
    var tally = Tally()
    /// How many calls went wrong in the last step.
    var met = 0
    /// Deeds whose commit failed: until another one is written over them, a loss of power may make them true.
    var doubtful: [[(deed: Deed, now: Int64)]] = []
    /// How many commits that had failed have come true and may yet be lost: new processes found them in the system's memory.
    /// The twin has kept how it was before each.
    private var late = 0
    var isInDoubt: Bool { !doubtful.isEmpty || late > 0 }
    var consumer: Consumer?
    private var owners = 0
    private let config: String

    init(seed: UInt64, processes count: Int, config: String = "") throws {
        self.config = World.timeouts + #","storage":{"busyTimeout":30\#(config)}"#
        folder = try FaultyFolder(seed: seed)
        consumer = Consumer()
        twin = try Twin(clock)
        let setting = Deed("System.Import", by: .host, Deeds.document)
        let first = try World.start(folder, owner: 0, self.config, clock)
        processes = [Process(engine: first, owner: 0)]
        guard case .answer = folder.work(as: 0, 0, { setting.perform(in: first) { _ in "" } }), case .answer = try twin.perform(setting)
        else { throw Violation("the desk cannot be set up") }
        view = try View(folder.file)
        owners = 1
        while processes.count < count { try start() }
        _ = folder.endedTransactions()
    }

    deinit {
        folder.heal()
        for process in processes { stop(process) }
    }

    static let timeouts = #","sessions":{"idleMinutes":30,"deadMinutes":20,"purgeDeletedHours":1},"topics":{"2":{"assignment":"longestIdle","capacity":2,"offerSeconds":60}}"#

    static func open(_ store: String, _ config: String, _ clock: TestClock) throws -> Engine {
        try Engine(
            config: Array(#"{"store":"\#(store)","auth":{"passwordCost":"minimum"}\#(config)}"#.utf8),
            disk: "faulty", clock: { clock.now })
    }

    private static func start(_ folder: FaultyFolder, owner: Int, _ config: String, _ clock: TestClock) throws -> Engine {
        try folder.work(as: owner, 0) { try open(folder.store, config, clock) }
    }

    // MARK: Processes

    func start() throws {
        let owner = owners
        owners += 1
        processes.append(Process(engine: try World.start(folder, owner: owner, config, clock), owner: owner))
    }

    private func stop(_ process: Process) {
        folder.work(as: process.owner, 0) {
            if consumer?.owner == process.owner { consumer?.leave() }
            process.engine.close()
        }
    }

    /// Ends a process in good order and begins another.
    func restart(_ index: Int) throws {
        note("restart \(index)")
        stop(processes.remove(at: index))
        try start()
        try check()
    }

    /// All end and others begin; in between the power is gone. The disk may fail while they end, and while they begin: then
    /// they try once more.
    func restart(losing loss: faulty_loss, ending: [Fault] = [], beginning: [Fault] = [], isChecked: Bool = true) throws {
        note("restart all, losing \(loss.rawValue), \(ending), \(beginning)")
        let count = max(processes.count, 1)
        for fault in ending { folder.plan(fault) }
        for process in processes { stop(process) }
        met = folder.faults
        folder.heal()
        processes = []
        view = try View("/dev/null")
        try folder.settle(loss)
        for fault in beginning { folder.plan(fault) }
        while processes.count < count {
            do { try start() } catch {
                let died = folder.isDead(owners - 1)
                met = folder.faults
                folder.heal()
                guard met > 0, let error = error as? OperationError, error.path == "store", died || [.store, .busy].contains(error.kind)
                else { throw error }
                note("  \(error.sentence)")
                guard died else { continue }
                for process in processes { stop(process) }
                processes = []
                try folder.settle(loss)
            }
        }
        met = max(met, folder.faults)
        folder.heal()
        _ = folder.endedTransactions()
        view = try View(folder.file)
        if isChecked { try check(afterDeath: true) }
        let damages = Invariants.damages(in: view)
        if !damages.isEmpty { throw Violation("the file is damaged: \(damages)") }
    }

    // MARK: Steps

    /// What happens while a deed is done.
    enum Meanwhile {
        case nothing
        /// Another process does something in front of that call.
        case inside([Deed], process: Int, after: Int)
        /// Threads of the same process queue up behind it.
        case behind([Deed], after: Int)
    }

    func step(_ deed: Deed, in index: Int = 0, _ faults: [Fault] = [], loss: faulty_loss = FAULTY_LOSE_ALL, _ meanwhile: Meanwhile = .nothing) throws {
        note("\(deed) in \(index), \(faults), \(meanwhile)")
        let process = processes[index]
        var deeds = [deed]
        switch meanwhile {
        case .nothing: break
        case .inside(let others, _, _), .behind(let others, _): deeds += others
        }
        let outcomes = Shared([Outcome?](repeating: nil, count: deeds.count))
        let keys = keys(of: deeds)
        twin.customers = Set(keys.keys)
        let perform: @Sendable (Int, Process) -> Void = { [deeds, folder] number, process in
            folder.work(as: process.owner, number) {
                let outcome = deeds[number].perform(in: process.engine) { keys[$0] ?? "" }
                outcomes.change { $0[number] = outcome }
            }
        }
        let threads = DispatchGroup()
        var interrupt: Interrupt?
        switch meanwhile {
        case .nothing: break
        case .inside(_, let other, let after):
            let other = processes[other]
            interrupt = Interrupt { for number in 1..<deeds.count { perform(number, other) } }
            interrupt.map { folder.plan($0, after: after) }
        case .behind(_, let after):
            interrupt = Interrupt { World.queue(1..<deeds.count, process, threads, outcomes, perform) }
            interrupt.map { folder.plan($0, after: after) }
        }
        for fault in faults { folder.plan(fault) }
        perform(0, process)
        threads.wait()
        if case .inside = meanwhile, outcomes.value[1] != nil { tally.interrupted += 1 }
        let died = processes.contains { folder.isDead($0.owner) }
        let met = folder.faults
        folder.heal()
        interrupt = nil
        let came = zip(deeds, outcomes.value).map { ($0, $1) }
        note("  \(came.map { $0.1.map { "\($0)".prefix(160) } ?? "not done" })\(died ? ", died" : "")")
        if met == 0 {
            for case (let deed, .failed(let kind, let sentence)?) in came where kind != .busy || deeds.count == 1 {
                throw Violation("\(deed) failed without a fault: \(sentence)")
            }
        }
        for case (let deed, .failed(let kind, let sentence)?) in came where kind != .store && kind != .busy && !died {
            throw Violation("\(deed) failed by \(kind), not by the store: \(sentence)")
        }
        try judge(came)
        if met > 0 { tally.faults += 1 }
        if died { tally.deaths += 1 }
        if died { try bury(loss) } else { try check() }
        self.met = met
    }

    /// Lets threads call, one after the other, until each waits for its turn.
    private static func queue(
        _ numbers: Range<Int>, _ process: Process, _ threads: DispatchGroup, _ outcomes: Shared<[Outcome?]>,
        _ perform: @escaping @Sendable (Int, Process) -> Void
    ) {
        for number in numbers {
            threads.enter()
            Thread.detachNewThread {
                perform(number, process)
                threads.leave()
            }
            for _ in 0..<2000 {
                let unanswered = outcomes.value[numbers.lowerBound...number].count { $0 == nil }
                if process.engine.store.writer.waiting >= unanswered { break }
                usleep(50)
            }
        }
    }

    /// The keys of the customers who call.
    private func keys(of deeds: [Deed]) -> [Int: String] {
        var keys: [Int: String] = [:]
        for case .customer(let id) in deeds.map(\.caller) {
            keys[id] = view.rows("SELECT session_key FROM sessions WHERE id = \(id)").first
        }
        return keys
    }

    // MARK: Judging

    /// Lets the twin do what was answered, in the order in which it was done, and compares the answers.
    private func judge(_ came: [(deed: Deed, outcome: Outcome?)]) throws {
        let ended = folder.endedTransactions()
        var open = Set(came.indices)
        // A question may be answered by how things were before or after any of what was done meanwhile.
        var possible = Dictionary(uniqueKeysWithValues: came.indices.filter { came[$0].deed.isReading }.map { ($0, [Outcome]()) })
        func ask() throws {
            for number in possible.keys { possible[number]?.append(try twin.perform(came[number].deed)) }
        }
        func follow(_ number: Int) throws {
            guard open.remove(number) != nil, let outcome = came[number].outcome, !outcome.isFailed else { return }
            try compare(outcome, try twin.perform(came[number].deed), of: came[number].deed)
        }
        if !possible.isEmpty { try ask() }
        for transaction in ended {
            let members = transaction.operations.filter { came.indices.contains($0) && !came[$0].deed.isReading }
            if members.contains(where: { came[$0].outcome?.isAnswer ?? false }) || members.allSatisfy({ !(came[$0].outcome?.isFailed ?? true) }) {
                let before = isInDoubt ? try twin.dump() : ""
                for number in members { try follow(number) }
                if isInDoubt, try twin.dump() != before { (doubtful, late) = ([], 0) }
            } else {
                let failed = members.filter { came[$0].outcome?.isFailed ?? false }
                if transaction.isCommitted { doubtful.append(failed.map { (came[$0].deed, clock.now) }) }
            }
            if !possible.isEmpty { try ask() }
        }
        // Who was refused before a transaction began may have been so at any moment.
        for number in open.sorted() where !came[number].deed.isReading && came.count == 1 { try follow(number) }
        for (number, outcomes) in possible {
            guard let outcome = came[number].outcome, !outcome.isFailed else { continue }
            guard outcomes.contains(outcome) else {
                throw Violation("\(came[number].deed) answered\n\(outcome)\nand never was it otherwise than\n\(outcomes)")
            }
        }
        tally.answers += came.count { $0.outcome?.isAnswer ?? false }
        tally.failures += came.count { $0.outcome?.isFailed ?? false }
        tally.shared += ended.count { $0.operations.count > 1 }
    }

    private func compare(_ outcome: Outcome, _ expected: Outcome, of deed: Deed) throws {
        if outcome != expected { throw Violation("\(deed) came to\n\(outcome)\nand on a sound disk to\n\(expected)") }
    }

    /// Takes away the dead. When nobody is left, the power comes back.
    func bury(_ loss: faulty_loss, isChecked: Bool = true) throws {
        let dead = processes.filter { folder.isDead($0.owner) }
        if dead.count == processes.count { return try restart(losing: loss, isChecked: isChecked) }
        processes.removeAll { process in dead.contains { $0.owner == process.owner } }
        for process in dead { stop(process) }
        while processes.count < max(2, dead.count) { try start() }
        if isChecked { try check(afterDeath: true) }
    }

    /// Compares the store with the twin, and looks whether it is in order.
    func check(afterDeath: Bool = false) throws {
        let stored = try view.dump()
        if stored != (try twin.dump()), !(try afterDeath && explain(stored)) {
            let (lines, expected) = (stored.split(separator: "\n"), try twin.dump().split(separator: "\n"))
            let (more, fewer) = (Set(lines).subtracting(expected), Set(expected).subtracting(lines))
            throw Violation(
                "the store is not what was done\nthere is \(more.sorted().joined(separator: "\n"))\ninstead of \(fewer.sorted().joined(separator: "\n"))")
        }
        let violations = Invariants.violations(in: view) + queueGaps()
        if !violations.isEmpty { throw Violation(violations.joined(separator: "\n")) }
        let newest = Int64(view.rows("SELECT ifnull(max(seq), 0) FROM events").first ?? "") ?? 0
        for process in processes where process.engine.store.events.newest > newest {
            throw Violation("an event was told of that is not there: \(process.engine.store.events.newest) of \(newest)")
        }
    }

    /// Whether a death has made true what had failed, or has undone that; the twin follows.
    private func explain(_ stored: String) throws -> Bool {
        for base in (0...late).reversed() {
            if base < late {
                try twin.takeBack(base)
                if try twin.dump() == stored {
                    (doubtful, late) = ([], base)
                    return true
                }
            } else {
                try twin.keep(base)
            }
            for deeds in doubtful.reversed() {
                for case .customer(let id) in deeds.map(\.deed.caller) { twin.customers.insert(id) }
                for (deed, now) in deeds { try clock.at(now) { _ = try twin.perform(deed) } }
                if try twin.dump() == stored {
                    (doubtful, late) = ([], base + 1)
                    tally.lateCommits += 1
                    return true
                }
                try twin.takeBack(base)
            }
        }
        return false
    }

    /// Each topic's queue as the library counts it: places from 1 on, each once.
    private func queueGaps() -> [String] {
        guard let process = processes.first else { return [] }
        return folder.work(as: process.owner, 0) {
            var places: [String: [Int32]] = [:]
            for row in view.rows("SELECT topic_id, id FROM sessions WHERE status = 4") {
                let parts = row.split(separator: "|")
                guard parts.count == 2, let id = Int32(parts[1]) else { return ["the queue cannot be read: \(row)"] }
                let place = try? process.engine.store.read { (transaction: borrowing ReadTransaction<StoreError>) throws(StoreError) in
                    try transaction.queuePosition(ofSession: id)
                }
                places["\(parts[0])", default: []].append((place ?? nil) ?? 0)
            }
            return places.filter { $0.value.sorted() != Array(1...Int32($0.value.count)) }.map { "queue of topic \($0.key): \($0.value)" }
        }
    }

    func note(_ line: String) { log.append(line) }
}
