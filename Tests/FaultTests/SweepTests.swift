import FaultyDisk
import Messages
import Testing

@testable import Engine

/// What is done while every single one of its calls to the disk fails in turn.
@Suite("Each call to the disk fails in turn")
struct SweepTests {
    /// A deed, and what has to be done before so that it does something.
    private static let scenes: [(before: [Deed], deed: Deed)] = [
        ([], Deed("Chat.CreateChatSessionForTopic", by: .agent("anna"), #"{"ChatTopicId":1}"#)),
        ([start], Deed("Chat.PickUpFirstChatSession", by: .agent("ben"))),
        ([], say(5000)),
        ([], Deed("Chat.GetChatMessages", by: .agent("anna"), #"{"ChatSessionId":1}"#, isReading: true)),
    ]

    private static let start = Deed("Chat.CreateChatSessionForTopic", by: .agent("cat"), #"{"ChatTopicId":1}"#)

    private static func say(_ length: Int) -> Deed {
        Deed(
            "Chat.AddChatMessage", by: .agent("anna"),
            #"{"ChatSessionId":1,"Message":{"Type":"ToCustomer","Message":"\#(String(repeating: "x", count: length))"}}"#)
    }

    private static func world(_ seed: UInt64) throws -> World {
        let world = try World(seed: seed, processes: 1)
        try world.step(start)
        return world
    }

    /// Does something again and again, the trouble coming later each time, until it comes too late.
    private static func sweep(_ body: (Int) throws -> Int) throws {
        var after = 0
        // Where there are many calls, they are much the same.
        while try body(after) > 0, after < 1000 { after += 1 + after / 20 }
        #expect(after < 1000)
    }

    @Test("What fails has no effect, and the next one succeeds", arguments: Failure.all)
    func failures(_ failure: Failure) throws {
        for (number, scene) in SweepTests.scenes.enumerated() {
            let world = try SweepTests.world(UInt64(number))
            for times in [1, Int.max] {
                try SweepTests.sweep { after in
                    for deed in scene.before { try world.step(deed) }
                    try world.step(scene.deed, [.failure(failure, after: after, times: times)])
                    return world.met
                }
            }
        }
    }

    @Test("When the power goes at any call, what was answered is there", arguments: 0..<Int(FAULTY_LOSSES.rawValue))
    func deaths(loss: Int) throws {
        for (number, scene) in SweepTests.scenes.enumerated() where !scene.deed.isReading {
            let world = try SweepTests.world(UInt64(loss + number))
            for onceDone in [false, true] {
                try SweepTests.sweep { after in
                    for deed in scene.before { try world.step(deed) }
                    try world.step(
                        scene.deed, [.death(of: nil, at: FAULTY_CHANGES, after: after, onceDone: onceDone)],
                        loss: faulty_loss(rawValue: UInt32(loss)))
                    return world.met
                }
            }
            #expect(world.tally.deaths > 4)
        }
    }

    @Test("A store that cannot be closed or opened says so, and opens as it was once it can", arguments: Failure.all)
    func openings(_ failure: Failure) throws {
        let world = try SweepTests.world(3)
        for isEnding in [true, false] {
            try SweepTests.sweep { after in
                try world.step(SweepTests.say(300))
                let faults = [Fault.failure(failure, after: after, times: 1)]
                try world.restart(losing: FAULTY_LOSE_ALL, ending: isEnding ? faults : [], beginning: isEnding ? [] : faults)
                return world.met
            }
        }
    }

    @Test("When the power goes while a store is closed or opened, it opens as it was", arguments: 0..<Int(FAULTY_LOSSES.rawValue))
    func deathsAtTheDoor(loss: Int) throws {
        let world = try SweepTests.world(4)
        for isEnding in [true, false] {
            try SweepTests.sweep { after in
                try world.step(SweepTests.say(300))
                let faults = [Fault.death(of: nil, at: FAULTY_CHANGES, after: after, onceDone: after % 2 == 1)]
                try world.restart(
                    losing: faulty_loss(rawValue: UInt32(loss)), ending: isEnding ? faults : [], beginning: isEnding ? [] : faults)
                return world.met
            }
        }
    }

    @Test("A store that was being made when the power went, or the disk failed, is made the next time", arguments: Failure.all)
    func making(_ failure: Failure) throws {
        try SweepTests.sweep { after in
            let folder = try FaultyFolder(seed: UInt64(after))
            let fault: Fault =
                failure.name == "any"
                ? .death(of: nil, at: FAULTY_CHANGES, after: after, onceDone: after % 2 == 0)
                : .failure(failure, after: after, times: 1)
            folder.plan(fault)
            do {
                try folder.work(as: 0, 0) { try World.open(folder.store, "", TestClock()).close() }
            } catch let error as OperationError {
                #expect(error.path == "store" && (error.kind == .store || error.kind == .busy))
            }
            let met = folder.faults
            folder.heal()
            try folder.settle(FAULTY_KEEP_RUBBISH)
            let engine = try folder.work(as: 1, 0) { try World.open(folder.store, "", TestClock()) }
            let answer = folder.work(as: 1, 0) { Deed("Chat.GetChatPresence", by: .host).perform(in: engine) { _ in "" } }
            #expect(!answer.isFailed)
            folder.work(as: 1, 0) { engine.close() }
            return met
        }
    }
}
