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
    private func kept(_ number: Int) -> URL { folder.appendingPathComponent("kept-\(number).db") }

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

    /// Keeps how it is now under a number.
    func keep(_ number: Int) throws {
        close()
        try? FileManager.default.removeItem(at: kept(number))
        try FileManager.default.copyItem(at: file, to: kept(number))
        try open()
    }

    /// Is again as it was when that was kept.
    func takeBack(_ number: Int) throws {
        close()
        for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file.path + end) }
        try FileManager.default.copyItem(at: kept(number), to: file)
        try open()
    }
}
