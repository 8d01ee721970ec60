import Carriers
import Sessions
import Testing

/// Random lives of several sessions, and what must hold after every step.
@Suite("Random lives")
struct LifeTests {
    /// A small generator (SplitMix64), so that a failing seed can be run again.
    struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }

        mutating func one<C: RandomAccessCollection>(of choices: C) -> C.Element where C.Index == Int {
            choices[choices.startIndex + Int.random(in: 0..<choices.count, using: &self)]
        }

        mutating func coin() -> Bool { Bool.random(using: &self) }
    }

    struct World {
        var dice: Dice
        var topic: TopicPolicy
        var sessions = Array(repeating: SessionState(), count: 6)
        var clock = Scenery.noon

        init(seed: UInt64) {
            dice = Dice(state: seed)
            topic = Scenery.topic
            topic.usesBot = dice.coin()
            topic.usesPreForm = dice.coin()
            topic.usesFaq = dice.coin()
            topic.collectsConsent = dice.coin()
            topic.requiredFields = dice.coin() ? 3 : 0
            topic.welcomeMessage = dice.coin() ? "Welcome" : nil
            topic.queueForm = dice.coin() ? QueueForm(minutes: 5, length: 2) : nil
        }

        mutating func action() -> SessionAction {
            let target = TopicAgent(associateID: dice.one(of: [7, 8, 9]), rights: dice.coin() ? .respond : .listen, isPresent: dice.coin())
            switch dice.one(of: SessionAction.Kind.allCases) {
            case .start: return .start(dice.coin() ? FilledForm(given: 3, consents: dice.coin()) : nil)
            case .submitForm: return .submitForm(FilledForm(given: dice.one(of: [0, 1, 3]), consents: dice.coin()))
            case .transfer: return .transfer(target)
            case .typing: return .typing(dice.coin())
            case .rate: return .rate(dice.one(of: [0, 1, 5, 6]))
            case .warn: return .warn(dice.one(of: Warning.Audience.allCases))
            // Removal would end the life too soon to see much.
            case .purge, .delete: return .fetch
            case .save, .create: return .save(dice.one(of: ChatSessionStatus.values.filter { $0 != .deleted }))
            case let kind: return Scenery.action(kind)
            }
        }

        mutating func actor() -> Actor {
            switch Int.random(in: 0...7, using: &dice) {
            case 0...2: .customer
            case 3: .bot
            case 4: .timer
            default: .associate(id: dice.one(of: [7, 8, 9]), rights: dice.one(of: [.respond, [.respond, .manage], .manage, .listen]))
            }
        }

        /// The situation of one session, worked out from the others.
        mutating func situation(of index: Int, _ action: SessionAction, by actor: Actor) -> Situation {
            var situation = Situation(topic: topic)
            situation.isOpen = dice.coin() || dice.coin()
            situation.hasResponder = dice.coin() || dice.coin()
            situation.waiting = Int32(sessions.indices.filter { $0 != index && sessions[$0].status == .inQueue }.count)
            let holder = SessionRules.rankedHolder(action, of: sessions[index], by: actor)
            situation.ranks = sessions.indices.filter {
                $0 != index && sessions[$0].userID == holder && Set.active.contains(sessions[$0].status)
            }.map { sessions[$0].rank }
            return situation
        }
    }

    @Test("Three thousand random steps break no rule", arguments: 0..<20 as Range<UInt64>)
    func invariants(seed: UInt64) throws {
        var world = World(seed: seed)
        let edges = Set(SessionDrawing.edges.map { [$0.from.rawValue, $0.to.rawValue] })
        var walked: Set<[Int32]> = []
        for step in 0..<3_000 {
            // The host's clock is not always right.
            let now = world.clock.adding(seconds: Int64.random(in: -5...0, using: &world.dice))
            world.clock = world.clock.adding(seconds: Int64.random(in: 0...90, using: &world.dice))
            let index = Int.random(in: world.sessions.indices, using: &world.dice)
            if Set.ended.contains(world.sessions[index].status), world.sessions[index].status != .finished { world.sessions[index] = SessionState() }
            let old = world.sessions[index]
            let action = world.action()
            let actor = world.actor()
            let situation = world.situation(of: index, action, by: actor)
            guard let change = try? SessionRules.apply(action, to: old, by: actor, in: situation, at: now).change else { continue }
            let new = change.state
            world.sessions[index] = new
            if let average = change.acceptance { world.topic.acceptance = average }

            let story: Comment = "seed \(seed), step \(step): \(action) by \(actor) on \(old)"
            if new.status != old.status {
                walked.insert([old.status.rawValue, new.status.rawValue])
                try #require(edges.contains([old.status.rawValue, new.status.rawValue]), story)
            }
            try #require(new.whenIdle >= old.whenIdle && new.whenFetched >= old.whenFetched, story)
            try #require(new.whenStarted.isNone || new.whenStarted >= new.whenRequested, story)
            try #require(new.whenEnded.isNone || new.whenEnded >= max(new.whenStarted, new.whenRequested), story)
            try #require(new.whenEnded.isNone == !Set.ended.contains(new.status), story)
            if Set.active.contains(new.status) {
                try #require(new.userID != 0 || new.isBotActive, story)
                try #require((new.userID != 0) == (new.rank != 0), story)
                let others = world.sessions.enumerated().filter {
                    $0.offset != index && $0.element.userID == new.userID && Set.active.contains($0.element.status)
                }
                try #require(new.userID == 0 || !others.contains { $0.element.rank == new.rank }, story)
            } else {
                try #require(new.transferTo == 0 || new.status == .inQueue, story)
                if Set.living.contains(new.status) { try #require(new.userID == 0 && new.rank == 0 && new.whenStarted.isNone, story) }
            }
            try #require(new.transferTo == 0 || new.transferTo != new.userID, story)
            try #require((0...5).contains(new.rating) && (0...2).contains(new.alertLevel), story)
            if world.topic.collectsConsent, case .customerMessage = action { try #require(old.hasConsented, story) }
            try #require(change.isNew == (old.status == .invalid), story)
            try #require(change.isNew || (change.changed != nil) == new.isChanged(since: old), story)
        }
        #expect(walked.count > 8)
    }

    @Test("The same session never goes to two agents")
    func onePickUp() throws {
        let picked = try change(.pickUp, to: Scenery.session(.inQueue), by: Scenery.responder).state
        #expect(picked.userID == Scenery.agent)
        #expect(try apply(.pickUp, to: picked, by: .associate(id: Scenery.other, rights: .respond)) == .nothing)
    }
}
