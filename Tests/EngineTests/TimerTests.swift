import Messages
import Storage
import Testing
import Wire

@testable import Engine

@Suite("What time does to sessions")
struct TimerTests {
    /// A desk without sessions; anna manages topic 1, cat responds there and is notified.
    private func desk(_ topic: String = "", store: String = "sqlite::memory:", config: String = "") throws -> Desk {
        let desk = try Desk(store: store, config: config, isEmpty: true)
        _ = try desk.host(
            "System.Import",
            #"""
            {"Associates":[{"AssociateId":1,"Name":"anna"},{"AssociateId":3,"Name":"cat"}],
             "Users":[{"UserName":"anna","AssociateId":1,"Password":"a"},{"UserName":"cat","AssociateId":3,"Password":"c"}],
             "Topics":[{"ChatTopicId":1,"Name":"Support"\#(topic),"Agents":[
               {"User":{"AssociateId":1},"CanManage":true},{"User":{"AssociateId":3},"CanRespond":true,"CanNotify":true}]}],
             "Presence":[{"UserId":3,"Present":true}]}
            """#)
        return desk
    }

    private func ticket(_ desk: Desk) throws -> String {
        let answer = try desk.host("SoPrincipal.AuthenticateUsernamePassword", #"{"UserName":"cat","Password":"c"}"#)
        return try #require(answer["Credentials"]?["Ticket"]?.string)
    }

    /// Lets time do what is due, and answers in how many milliseconds there is something to do within a day; -1 for nothing.
    private func runDue(_ desk: Desk) throws -> Int64 {
        let next = try desk.runDue()
        return next > 86_400_000 ? -1 : next
    }

    private func warnings(_ desk: Desk) throws -> [String] {
        let rows = try desk.engine.store.read { (transaction: borrowing ReadTransaction<StoreError>) throws(StoreError) in
            try transaction.events(after: 0, limit: 5000).events
        }
        return try rows.filter { $0.kind == EventKind.sessionWarning.rawValue }.map { event in
            let json = try event.json()
            let recipients = json["Recipients"]?.elements.compactMap(\.int) ?? []
            return "\(json["Audience"]?.string ?? "?") \(recipients) \(json["AlertLevel"]?.int ?? -1)"
        }
    }

    @Test("Agents are warned of a new chat, then managers, each once, and a pick-up ends it")
    func newChat() throws {
        let desk = try desk(#","WarnNewChatMinutes":2,"WarnManagerNewChatMinutes":5"#)
        #expect(try runDue(desk) == -1)
        let customer = try Customer(desk)
        #expect(try runDue(desk) == 120_000)
        desk.clock.advance(seconds: 119)
        #expect(try runDue(desk) == 1000)
        #expect(try warnings(desk) == [])
        desk.clock.advance(seconds: 1)
        #expect(try runDue(desk) == 180_000)
        #expect(try runDue(desk) == 180_000)
        #expect(try warnings(desk) == ["agents [3] 1"])
        #expect(try desk.session(customer.session)["AlertLevel"]?.int == 1)
        desk.clock.advance(seconds: 180)
        #expect(try runDue(desk) == -1)
        #expect(try warnings(desk) == ["agents [3] 1", "managers [1] 2"])
        try customer.pickUp()
        #expect(try desk.session(customer.session)["AlertLevel"]?.int == 0)
        #expect(try runDue(desk) == -1)
    }

    @Test("Unanswered messages are warned of, and an answer begins anew")
    func messages() throws {
        let desk = try desk(#","WarnChatMessageMinutes":1"#)
        let customer = try Customer(desk)
        try customer.pickUp()
        try customer.say("Hello?")
        desk.clock.advance(seconds: 60)
        #expect(try runDue(desk) == -1)
        #expect(try warnings(desk) == ["agents [3] 1"])
        try desk.say("Yes?", in: customer.session, as: "cat")
        desk.clock.advance(seconds: 600)
        #expect(try runDue(desk) == -1)
        try customer.say("Listen")
        #expect(try runDue(desk) == 60_000)
        desk.clock.advance(seconds: 60)
        _ = try runDue(desk)
        #expect(try warnings(desk).count == 2)
    }

    @Test("A warning that nobody would get keeps nobody busy, and is given when somebody has come")
    func nobody() throws {
        let desk = try desk(#","WarnNewChatMinutes":2"#)
        try desk.setPresence(of: 3)
        let customer = try Customer(desk)
        try desk.setPresence(of: 3, to: false)
        desk.clock.advance(seconds: 600)
        #expect(try runDue(desk) == -1)
        #expect(try warnings(desk) == [])
        #expect(try desk.session(customer.session)["AlertLevel"]?.int == 0)
        try desk.setPresence(of: 3)
        #expect(try runDue(desk) == -1)
        #expect(try warnings(desk) == ["agents [3] 1"])
    }

    @Test("Silence closes talks and forms, not the queue; no sign of life closes all")
    func silence() throws {
        for (config, queued) in [(#""idleMinutes":10"#, "InQueue"), (#""deadMinutes":10"#, "ClosedFromQueue")] {
            let desk = try desk(config: #","sessions":{\#(config)}"#)
            let (talking, waiting) = (try Customer(desk), try Customer(desk))
            try talking.pickUp()
            desk.clock.advance(seconds: 599)
            #expect(try runDue(desk) == 1000)
            desk.clock.advance(seconds: 1)
            #expect(try runDue(desk) == -1)
            #expect(try talking.status() == "Finished")
            #expect(try waiting.status() == queued)
            #expect(try talking.messages().last?["SpecialType"]?.string == "ClosedByIdle")
            let entries = try desk.audit().filter { $0.who == "timer" }
            #expect(entries.first?.operation == (queued == "InQueue" ? "Time.idleTimeout" : "Time.deadTimeout"))
        }
    }

    @Test("A customer who asks is not dead, and one who talks is not idle")
    func alive() throws {
        let desk = try desk(config: #","sessions":{"idleMinutes":10,"deadMinutes":5}"#)
        let customer = try Customer(desk)
        try customer.pickUp()
        for _ in 0..<4 {
            desk.clock.advance(seconds: 240)
            _ = try customer.view()
            try customer.say("Still here")
            _ = try runDue(desk)
        }
        #expect(try customer.status() == "CustomerLast")
        desk.clock.advance(seconds: 300)
        #expect(try runDue(desk) == -1)
        #expect(try customer.status() == "Finished")
    }

    @Test("The offline form opens to who has waited too long, or stands too far behind")
    func offlineForm() throws {
        let late = try desk(#","UseQueueOfflineForm":true,"OfflineFormTimeLimit":5"#)
        let customer = try Customer(late)
        #expect(try runDue(late) == 300_000)
        late.clock.advance(seconds: 300)
        #expect(try runDue(late) == -1)
        #expect(try customer.status() == "OfflineForm")

        let long = try desk(#","UseQueueOfflineForm":true,"OfflineFormQueueLength":2"#)
        let customers = try (0..<4).map { _ in try Customer(long) }
        #expect(try runDue(long) == -1)
        #expect(try customers.map { try $0.status() } == ["InQueue", "InQueue", "OfflineForm", "OfflineForm"])
        #expect(try customers[2].messages().isEmpty)
    }

    @Test("Silence is counted anew in the form that opens from the queue")
    func silenceInOfflineForm() throws {
        let desk = try desk(#","UseQueueOfflineForm":true,"OfflineFormTimeLimit":5"#, config: #","sessions":{"idleMinutes":4}"#)
        let customer = try Customer(desk)
        desk.clock.advance(seconds: 300)
        #expect(try runDue(desk) == 240_000)
        #expect(try customer.status() == "OfflineForm")
        desk.clock.advance(seconds: 240)
        #expect(try runDue(desk) == -1)
        #expect(try customer.status() == "Finished")
    }

    @Test("Many fall due at once, and each thing happens once, however many threads and connections are at it")
    func together() throws {
        let folder = try Folder()
        let config = #","sessions":{"idleMinutes":10}"#
        let first = try desk(#","WarnNewChatMinutes":2"#, store: folder.store, config: config)
        let desks = [first, try Desk(store: folder.store, config: config, isEmpty: true)]
        let sessions = (1...600).map { number in
            #"{"ChatSessionId":\#(number),"TopicId":1,"Status":"\#(number % 2 == 0 ? "InQueue" : "UserLast")","WhenRequested":"2026-11-21T08:00:00Z","WhenIdle":"2026-11-21T08:00:00Z"}"#
        }
        _ = try first.host("System.Import", #"{"Sessions":[\#(sessions.joined(separator: ","))]}"#)
        let now = (TestClock.start - DateTime.unixEpoch) / 10_000
        inThreads(6) { number in
            do {
                #expect(try desks[number % 2].engine.runDue(at: now) > now + 86_400_000)
            } catch {
                Issue.record(error)
            }
        }
        #expect(try warnings(first) == [String](repeating: "agents [3] 1", count: 300))
        let lines = try first.events()
        #expect(Set(lines).count == lines.count)
        #expect(lines.filter { $0.hasSuffix("UserLast > Finished") }.count == 300)
    }

    @Test("The customer hears of the own session by a long poll, and of nobody's number")
    func poll() throws {
        let desk = try desk()
        let customer = try Customer(desk)
        let other = try Customer(desk)
        let key = [("Authorization", "SessionKey \(customer.key)")]
        try other.say("elsewhere")
        try customer.pickUp()
        let news = desk.handle("GET", "/chat/v1/session/events?after=0&wait=1", key)
        #expect(news.status == 200)
        let events = news.json?["events"]?.elements ?? []
        #expect(events.map { $0["Event"]?.string } == ["chatsession.created", "chatsession.changed"])
        #expect(events.allSatisfy { $0["ChatSessionId"]?.int == customer.session && $0["UserId"] == nil && $0["AssociateId"] == nil })
        let next = try #require(news.json?["next"]?.int)
        #expect(desk.handle("GET", "/chat/v1/session/events?after=\(next)&wait=0", key).json?["events"]?.elements.isEmpty == true)
        #expect(desk.handle("GET", "/chat/v1/session/events?after=x", key).status == 400)
        for headers in [[], [("Authorization", "SessionKey x")], [("Authorization", "SOTicket \(try ticket(desk))")]] {
            #expect(desk.handle("GET", "/chat/v1/session/events", headers).status == 401)
        }
        #expect(desk.handle("GET", "/chat/v1/events", key).status == 401)
    }

    @Test("Told an earlier moment, time does what has fallen due by its clock meanwhile, and says that it happened then")
    func earlier() throws {
        let desk = try desk(#","WarnNewChatMinutes":2"#, config: #","clock":"host""#)
        let start = (desk.engine.now - DateTime.unixEpoch) / 10_000
        _ = try desk.engine.runDue(at: start)
        _ = try Customer(desk)
        try desk.setPresence(of: 3, to: false)
        _ = try desk.engine.runDue(at: start + 120_000)
        #expect(try warnings(desk) == [])
        // Somebody comes to whom the warning can be given.
        try desk.setPresence(of: 3, to: true)
        _ = try desk.engine.runDue(at: start + 60_000)
        #expect(try warnings(desk) == ["agents [3] 1"])
        let last = try desk.engine.store.read { (transaction: borrowing ReadTransaction<StoreError>) throws(StoreError) in
            try transaction.events(after: 0, limit: 5000).events.last
        }
        #expect(last?.at == desk.engine.now)
        #expect(desk.engine.now == DateTime.unixEpoch + (start + 120_000) * 10_000)
    }
}
