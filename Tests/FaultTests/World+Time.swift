import FaultyDisk
import Messages
import Wire

@testable import Engine

// What is more than one transaction: what time brings about, and following the log.
extension World {
    /// Lets time bring about what is due. What of it was not done for a fault is done the next time.
    func runDue(in index: Int, _ faults: [Fault], loss: faulty_loss) throws {
        note("run due in \(index), \(faults)")
        // A commit that failed before and comes true only now is hard to tell from what is due.
        if isInDoubt { try step(Deed("Chat.SaveChatPresence", by: .agent("dan"), Deeds.absence)) }
        for fault in faults { folder.plan(fault) }
        let process = processes[index]
        let failure = due(process)
        let died = folder.isDead(process.owner)
        met = folder.faults
        folder.heal()
        if let failure {
            guard met > 0, died || failure.kind == .store || failure.kind == .busy else { throw failure }
        }
        tally.due += 1
        if died {
            try bury(loss, isChecked: false)
        }
        if died || failure != nil, let failure = due(processes[0]) { throw failure }
        _ = folder.endedTransactions()
        try twin.runDue(at: milliseconds)
        try check()
    }

    private func due(_ process: Process) -> OperationError? {
        folder.work(as: process.owner, 0) {
            do throws(OperationError) { _ = try process.engine.runDue(at: milliseconds) } catch { return error }
            return nil
        }
    }

    private var milliseconds: Int64 { (clock.now - DateTime.unixEpoch) / (DateTime.ticksPerSecond / 1000) }

    /// Lets the consumer of the log read on.
    func listen(in index: Int, _ faults: [Fault], loss: faulty_loss) throws {
        note("listen in \(index), \(faults)")
        guard let consumer else { return }
        let process = processes.first { $0.owner == consumer.owner } ?? processes[index]
        for fault in faults { folder.plan(fault) }
        let failure = folder.work(as: process.owner, 0) { consumer.read(process) }
        let died = folder.isDead(process.owner)
        met = folder.faults
        folder.heal()
        if let failure = failure as? OperationError {
            guard met > 0, died || failure.kind == .store || failure.kind == .busy else { throw failure }
        } else if let failure {
            throw failure
        }
        if died { try bury(loss) }
        if failure != nil {
            let next = processes.first { $0.owner == consumer.owner } ?? processes[0]
            if let failure = folder.work(as: next.owner, 0, { consumer.read(next) }) { throw failure }
        }
        _ = folder.endedTransactions()
    }
}

/// Somebody who follows the log under a name, and holds it to its promise: every event, in order, and again only what was
/// not acknowledged.
final class Consumer {
    private var stream: EventStream?
    private(set) var owner: Int?
    /// The last event that was given out, and the last that was acknowledged.
    private var given: Int64 = 0
    private var acknowledged: Int64 = 0

    func leave() {
        stream?.close()
        stream = nil
        owner = nil
        isGiven = false
    }

    /// Reads on, and answers what is wrong.
    func read(_ process: World.Process) -> (any Error)? {
        do {
            if stream == nil {
                stream = try EventStream(options: Array(#"{"Cursor":"watch","After":0}"#.utf8), in: process.engine)
                owner = process.owner
            }
            guard let stream else { return nil }
            let before = given
            let answer = try stream.next(milliseconds: 0)
            let events = try JSONValue(String(decoding: answer, as: UTF8.self))
            guard case .array(let list) = events else { return Violation("the log is no list: \(events.text)") }
            acknowledged = isGiven ? before : acknowledged
            var expected: Int64?
            for event in list {
                guard case .number(let text)? = event["Seq"], let seq = Int64(text) else { return Violation("not an event: \(event.text)") }
                guard expected.map({ $0 == seq }) ?? (acknowledged < seq && seq <= given + 1) else {
                    return Violation("event \(seq) came after \(given), and \(acknowledged) was acknowledged")
                }
                expected = seq + 1
            }
            if let expected { given = max(given, expected - 1) }
            isGiven = !list.isEmpty
            return nil
        } catch {
            return error
        }
    }

    /// Whether this stream gave out events that the next call acknowledges.
    private var isGiven = false
}
