import FaultyDisk
import Foundation
import Messages
import Testing

@testable import Engine

/// What callers hear of a disk that fails, and what holds when a store is told to sync less.
@Suite("What a disk's faults come to")
struct FailureTests {
    private static let start = Deed("Chat.CreateChatSessionForTopic", by: .agent("anna"), #"{"ChatTopicId":1}"#)

    /// A desk on a faulty disk, run by one process.
    private static func desk(_ config: String = "") throws -> (folder: FaultyFolder, engine: Engine) {
        let folder = try FaultyFolder(seed: 1)
        let engine = try folder.work(as: 0, 0) { try World.open(folder.store, config, TestClock()) }
        let setting = Deed("System.Import", by: .host, Deeds.document)
        try #require(folder.work(as: 0, 0) { setting.perform(in: engine) { _ in "" } }.isAnswer)
        return (folder, engine)
    }

    @Test(
        "A full disk, a failing one and a locked file are errors of their own that say so, and gone when the fault is",
        arguments: [
            ("full", OperationError.Kind.store, "database or disk is full", 500), ("write", .store, "disk I/O error", 500),
            ("sync", .store, "disk I/O error", 500), ("lock", .store, "disk I/O error", 500),
            ("busy", .busy, "SQLite said", 503),
        ])
    func told(_ name: String, _ kind: OperationError.Kind, _ words: String, _ status: Int) throws {
        let (folder, engine) = try FailureTests.desk(#","storage":{"busyTimeout":20}"#)
        let failure = try #require(Failure.all.first { $0.name == name })
        let request = HTTPRequest(
            method: "POST", target: "/api/v1/Agents/Chat/CreateChatSessionForTopic",
            headers: [
                HTTPHeader("Authorization", "Basic " + Data("anna:anna-secret".utf8).base64EncodedString()),
                HTTPHeader("Content-Type", "application/json"),
            ], body: Array(#"{"ChatTopicId":1}"#.utf8))
        folder.work(as: 0, 0) {
            #expect(engine.handle(request).status == 200)
            for _ in 1...3 {
                folder.plan(.failure(failure, after: 0, times: .max))
                let outcome = FailureTests.start.perform(in: engine) { _ in "" }
                guard case .failed(kind, let sentence) = outcome else { Issue.record("\(outcome)"); return }
                #expect(sentence.contains(words))
                let response = engine.handle(request)
                #expect(response.status == status && String(decoding: response.body, as: UTF8.self).contains(words))
                folder.heal()
                #expect(FailureTests.start.perform(in: engine) { _ in "" }.isAnswer)
                #expect(engine.handle(request).status == 200)
            }
        }
        // Nobody was left with a lock.
        let other = try folder.work(as: 1, 0) { try World.open(folder.store, #","storage":{"busyTimeout":20}"#, TestClock()) }
        #expect(folder.work(as: 1, 0) { FailureTests.start.perform(in: other) { _ in "" } }.isAnswer)
        for (owner, engine) in [engine, other].enumerated() { folder.work(as: owner, 0) { engine.close() } }
    }

    @Test(
        "Told to sync less, a store loses its last commits with the power, whole ones, and nothing else",
        arguments: 0..<Int(FAULTY_LOSSES.rawValue))
    func normal(loss: Int) throws {
        var lost = 0
        for seed in 1...6 as ClosedRange<UInt64> {
            let (folder, engine) = try FailureTests.desk(#","storage":{"synchronous":"normal"}"#)
            var deeds = Deeds(chance: Chance(seed))
            var view: View? = try View(folder.file)
            var states = [try view?.dump() ?? ""]
            for _ in 1...30 {
                let deed = deeds.next { view?.rows($0) ?? [] }
                _ = folder.work(as: 0, 0) { deed.perform(in: engine) { _ in "" } }
                states.append(try view?.dump() ?? "")
            }
            folder.plan(.death(of: nil, at: FAULTY_ANY, after: 0, onceDone: false))
            #expect(folder.work(as: 0, 0) { FailureTests.start.perform(in: engine) { _ in "" } }.isFailed)
            folder.work(as: 0, 0) { engine.close() }
            view = nil
            folder.heal()
            try folder.settle(faulty_loss(rawValue: UInt32(loss)))
            let again = try folder.work(as: 1, 0) { try World.open(folder.store, "", TestClock()) }
            let found = try View(folder.file)
            let place = try states.lastIndex(of: found.dump())
            #expect(place != nil)
            lost += states.count - 1 - (place ?? 0)
            #expect(Invariants.damages(in: found) == [] && Invariants.violations(in: found) == [])
            folder.work(as: 1, 0) { again.close() }
        }
        #expect((lost > 0) == (loss != Int(FAULTY_KEEP_ALL.rawValue)))
    }
}
