import Carriers
import Messages
import Storage
import Testing
import Wire

@testable import Engine

/// Random days at a desk that assigns by itself, and what must hold after every step.
@Suite("Random days of automatic assignment")
struct AssignmentLifeTests {
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

        mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
    }

    static let names = ["ann", "bob", "cat"]
    static let capacity = 2
    static let answer: Int64 = 30

    @Test(
        "Nobody waits for whom an agent is free, nobody has too much, and an offer is one agent's and ends in time",
        arguments: 0..<6 as Range<UInt64>)
    func days(seed: UInt64) throws {
        var dice = Dice(state: seed)
        let isOffering = seed % 2 == 1
        let rule = seed % 3 == 0 ? "fewestChats" : "longestIdle"
        let settings = #"{"assignment":"\#(rule)","capacity":\#(Self.capacity),"offerSeconds":\#(isOffering ? Self.answer : 0),"priority""#
        let desk = try AssigningDesk(#"{"1":\#(settings):0},"2":\#(settings):\#(dice.number(0...1))}}"#)
        var customers: [Customer] = []
        for step in 0..<250 {
            try act(desk, &customers, &dice)
            try check(desk, isOffering: isOffering, "seed \(seed), step \(step)")
        }
        #expect(try desk.told(.sessionAssigned).count > 20)
    }

    private func act(_ desk: AssigningDesk, _ customers: inout [Customer], _ dice: inout Dice) throws {
        let agent = dice.number(0...2)
        let session = customers.isEmpty ? nil : customers[dice.number(0...customers.count - 1)]
        // Whoever is not asked, has nothing to end or is too late is told so, which is as good as anything.
        switch dice.number(0...11) {
        case 0...2:
            // With nobody there a customer gets the offline form.
            customers.append(try Customer(desk.desk, topic: dice.number(1...2)))
        case 3: try desk.desk.setPresence(of: agent + 1, to: dice.number(0...3) > 0)
        case 4:
            _ = try session?.call("Leave")
            customers.removeAll { $0.session == session?.session }
        case 5: if let session { _ = try? desk.act("ResetChatSession", on: session.session, as: Self.names[agent]) }
        case 6: if let session { try desk.act("RejectChatSessionTransfer", on: session.session, as: Self.names[agent]) }
        case 7: if let session { try desk.act("AcceptChatSessionTransfer", on: session.session, as: Self.names[agent]) }
        case 8...9:
            guard let session, (try? desk.finish(session.session, as: Self.names[agent])) != nil else { return }
            customers.removeAll { $0.session == session.session }
        default:
            desk.desk.clock.advance(seconds: Int64(dice.number(1...40)))
            let next = try desk.desk.runDue()
            #expect(next != 0)
        }
    }

    private func check(_ desk: AssigningDesk, isOffering: Bool, _ story: Comment) throws {
        let now = desk.desk.clock.now
        try desk.desk.engine.store.read { (transaction: borrowing ReadTransaction<StoreError>) throws(StoreError) in
            let offered = try transaction.offeredSessions()
            let present = try transaction.presentAgents(inTopic: 1, withAnyOf: 2)
            var loads: [(id: Int32, chats: Int32)] = []
            for id in 1...3 as ClosedRange<Int32> { loads.append((id, try transaction.countActive(ofUser: id) + (offered[id] ?? 0))) }
            for load in loads { #expect(load.chats <= Self.capacity, story) }
            let free = loads.filter { load in load.chats < Self.capacity && present.contains { $0.associateID == load.id } }
            for topic in 1...2 as ClosedRange<Int32> {
                for waiting in try transaction.unoffered(inTopic: topic, limit: 100) {
                    let asked = try transaction.offers(ofSession: waiting.id)
                    for agent in free {
                        let time = asked[agent.id]
                        #expect(time.map { now < $0 + 2 * Self.answer * DateTime.ticksPerSecond } == true, story)
                    }
                }
                for waiting in try transaction.waiting(inTopic: topic, limit: 100) {
                    guard let session = try transaction.session(id: waiting.id) else { continue }
                    #expect((session.offeredUntil > 0) == (session.transferTo != 0), story)
                    #expect(isOffering || session.offeredUntil == 0, story)
                    #expect(session.transferTo == 0 || present.contains { $0.associateID == session.transferTo }, story)
                }
            }
        }
    }
}
