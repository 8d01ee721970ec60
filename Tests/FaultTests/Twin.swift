import Foundation
import Messages

@testable import Engine

/// An engine on a sound disk that does what was done, one deed after the other: what the store under test has to be like.
final class Twin {
    private let folder: URL
    private let clock: TestClock
    private var engine: Engine?
    /// The sessions that have a customer who has its key: it cannot be of one that is begun at the same moment.
    var customers: Set<Int> = []
    private var view: View?

    init(_ clock: TestClock) throws {
        self.clock = clock
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("chatcore-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        try open()
    }

    deinit {
        close()
        try? FileManager.default.removeItem(at: folder)
    }

    private var file: URL { folder.appendingPathComponent("twin.db") }
    private var saved: URL { folder.appendingPathComponent("saved.db") }

    private func open() throws {
        engine = try World.open("sqlite:\(file.path)", World.timeouts + #","storage":{"synchronous":"off"}"#, clock)
        view = try View(file.path)
    }

    private func close() {
        view = nil
        engine?.close()
        engine = nil
    }

    func perform(_ deed: Deed) throws -> Outcome {
        guard let engine else { throw Violation("the twin is closed") }
        let outcome = deed.perform(in: engine) { id in
            self.customers.contains(id) ? self.rows("SELECT session_key FROM sessions WHERE id = \(id)").first ?? "" : ""
        }
        if case .failed(_, let sentence) = outcome { throw Violation("\(deed) fails on a sound disk: \(sentence)") }
        return outcome
    }

    func runDue(at milliseconds: Int64) throws { _ = try engine?.runDue(at: milliseconds) }

    func dump() throws -> String { try view?.dump() ?? "" }
    func rows(_ sql: String) -> [String] { view?.rows(sql) ?? [] }

    /// Does `body`, and forgets what it did unless it says true.
    func attempt(_ body: () throws -> Bool) throws -> Bool {
        close()
        try? FileManager.default.removeItem(at: saved)
        try FileManager.default.copyItem(at: file, to: saved)
        try open()
        if try body() { return true }
        try takeBack()
        return false
    }

    /// Is again as it was before the last attempt.
    func takeBack() throws {
        close()
        for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file.path + end) }
        try FileManager.default.copyItem(at: saved, to: file)
        try open()
    }
}
