import FaultyDisk
import Foundation
import Messages
import Testing

@testable import Engine

/// How much is simulated: a few episodes that are always the same; with `FAULTS_SECONDS` for so long, each time others.
/// `FAULTS_SEED` begins with that one.
enum Soak {
    private static let environment = ProcessInfo.processInfo.environment
    static let seconds = environment["FAULTS_SECONDS"].flatMap { Double($0) }
    static let seed = environment["FAULTS_SEED"].flatMap { UInt64($0) }
    static let episodes: UInt64 = 8
}

@Suite("The store under faults")
struct SimulationTests {
    @Test("Whatever fails in whatever is done, and whoever dies, the store is what was answered", arguments: 0..<2 as Range<UInt64>)
    func simulation(part: UInt64) throws {
        let begin = Soak.seed ?? (Soak.seconds == nil ? 1 : UInt64(Date().timeIntervalSince1970 * 1000) % 1_000_000_000)
        let end = Soak.seconds.map { Date() + $0 }
        var (episodes, tally) = (0 as UInt64, Tally())
        repeat {
            let seed = begin + episodes * 2 + part
            var world: World?
            do {
                let made = try World(seed: seed, processes: 2)
                world = made
                var episode = Episode(seed)
                try episode.run(made)
                tally += made.tally
            } catch {
                Issue.record(
                    """
                    FAULTS_SEED=\(seed) shows it again, if chance wills, which gives out keys and threads their turns.
                    \((error as? OperationError)?.sentence ?? "\(error)")
                    \(world?.log.suffix(40).joined(separator: "\n") ?? "")
                    """)
                return
            }
            episodes += 1
        } while end.map { Date() < $0 } ?? (episodes < Soak.episodes)
        print("faults: \(episodes) episodes from seed \(begin): \(tally)")
        #expect(tally.answers > episodes * 20 && tally.failures > episodes)
        #expect(tally.faults > episodes && tally.deaths > 0 && tally.shared > 0 && tally.interrupted > 0)
    }

    @Test("A disk that only says that it syncs is found out")
    func lyingDisk() throws {
        var found = 0
        for seed in 1...10 as ClosedRange<UInt64> {
            let world = try World(seed: seed, processes: 1)
            world.folder.lie()
            try world.step(Deed("Chat.CreateChatSessionForTopic", by: .agent("anna"), #"{"ChatTopicId":1}"#))
            do { try world.restart(losing: FAULTY_LOSE_ALL) } catch is Violation { found += 1 }
        }
        #expect(found == 10)
    }
}

/// A few hours at the desk, with what goes wrong in them.
struct Episode {
    private var chance: Chance
    private var deeds: Deeds
    /// The process that does something next.
    private var owner: Int?

    init(_ seed: UInt64) {
        chance = Chance(seed)
        deeds = Deeds(chance: Chance(seed ^ 0x5eed))
    }

    mutating func run(_ world: World, steps: Int = 150) throws {
        // A desk that has something to do.
        for _ in 0..<15 {
            try world.step(next(world))
            world.clock.advance(milliseconds: 1000)
        }
        for _ in 0..<steps {
            world.clock.advance(milliseconds: Int64(chance.below(chance.percent(4) ? 900_000 : 20_000)))
            let process = chance.below(world.processes.count)
            owner = world.processes[process].owner
            if chance.percent(5) {
                try world.runDue(in: process, faults(), loss: loss())
            } else if chance.percent(4) {
                try world.listen(in: process, faults(), loss: loss())
            } else if chance.percent(2) {
                try world.restart(chance.below(world.processes.count))
            } else if chance.percent(2) {
                try world.restart(
                    losing: loss(), ending: chance.percent(50) ? faults() : [], beginning: chance.percent(50) ? faults() : [])
            } else {
                let deed = next(world)
                try world.step(
                    deed, in: process, faults(), loss: loss(), deed.isInParts ? .nothing : meanwhile(world, of: process))
            }
        }
    }

    private mutating func next(_ world: World) -> Deed { deeds.next(world.twin.rows) }

    /// One that is done in a single transaction.
    private mutating func whole(_ world: World) -> Deed {
        var deed = next(world)
        while deed.isInParts { deed = next(world) }
        return deed
    }

    private mutating func faults() -> [Fault] {
        switch chance.below(100) {
        case 0..<35: []
        case 35..<80: [fault()]
        case 80..<95: [death()]
        default: [fault(), death()]
        }
    }

    private mutating func fault() -> Fault {
        .failure(
            chance.one(of: Failure.all), after: chance.below(chance.one(of: [2, 5, 12, 40])),
            times: chance.one(of: [1, 1, 2, 5, .max]))
    }

    /// The power goes, or the process alone dies.
    private mutating func death() -> Fault {
        .death(
            of: chance.percent(60) ? nil : owner, at: chance.percent(60) ? FAULTY_CHANGES : FAULTY_ANY, after: chance.below(chance.one(of: [2, 4, 8, 25])),
            onceDone: chance.percent(50))
    }

    private mutating func loss() -> faulty_loss {
        faulty_loss(rawValue: UInt32(chance.below(Int(FAULTY_LOSSES.rawValue))))
    }

    private mutating func meanwhile(_ world: World, of process: Int) -> World.Meanwhile {
        let other = (process + 1) % world.processes.count
        return switch chance.below(100) {
        case 0..<15: .inside([whole(world)], process: other, after: chance.below(25))
        case 15..<30:
            .behind((0...chance.below(3)).map { _ in whole(world) }, after: chance.below(8))
        default: .nothing
        }
    }
}
