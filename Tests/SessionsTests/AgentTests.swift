import Carriers
import Sessions
import Testing

@Suite("What agents do")
struct AgentTests {
    @Test("Picking up makes the caller the holder, counts the wait and greets with the topic's words")
    func pickUp() throws {
        var situation = Scenery.situation
        situation.topic.welcomeMessage = "Hello!"
        situation.topic.acceptance = TopicAcceptance(last: Scenery.noon, seconds: 100)
        situation.ranks = [1, 2, 4]
        let now = Scenery.noon.adding(seconds: 20)

        let picked = try change(.pickUp, to: Scenery.session(.inQueue), by: Scenery.responder, in: situation, at: now)

        #expect(picked.state.status == .customerLast)
        #expect(picked.state.userID == Scenery.agent)
        #expect(picked.state.rank == 3)
        #expect(picked.state.whenStarted == now)
        #expect(picked.state.whenIdle == Scenery.noon)
        #expect(picked.acceptance == TopicAcceptance(last: now, seconds: 90))
        #expect(picked.messages.map(\.specialType) == [.welcome])
        #expect(picked.messages.first?.text == "Hello!")
        #expect(picked.messages.first?.type == .toCustomer)
        #expect(picked.messages.first?.authorID == Scenery.agent)
        #expect(picked.changed == StatusChange(old: .inQueue, new: .customerLast))
    }

    @Test("A topic without a welcome message greets nobody")
    func noWelcome() throws {
        #expect(try change(.pickUp, to: Scenery.session(.inQueue), by: Scenery.responder).messages.isEmpty)
    }

    @Test("The first wait is the average, and later ones move it by an eighth", arguments: [(0, 40, 40), (40, 40, 40), (40, 48, 41), (40, 43, 40), (40, 44, 41), (80, 0, 70)])
    func average(before: Int32, wait: Int64, after: Int32) {
        let first = before == 0 ? Moment.none : Scenery.noon
        let acceptance = TopicAcceptance(last: first, seconds: before)
        let now = Scenery.noon.adding(seconds: wait)
        #expect(acceptance.accepting(sessionFrom: Scenery.noon, at: now) == TopicAcceptance(last: now, seconds: after))
    }

    @Test("Only who holds the session or manages its topic can transfer it; for others nothing happens")
    func whoTransfers() throws {
        let session = { var session = Scenery.session(.userLast); session.transferTo = 0; return session }()
        let transfer = Scenery.action(.transfer)
        #expect(try change(transfer, to: session, by: Scenery.responder).state.transferTo == 11)
        #expect(try change(transfer, to: session, by: Scenery.manager).state.transferTo == 11)
        #expect(try apply(transfer, to: session, by: .associate(id: 12, rights: .respond)) == .nothing)
        #expect(try apply(transfer, to: session, by: Scenery.stranger) == .nothing)
    }

    @Test(
        "A target that is away or cannot respond is not asked",
        arguments: [(TopicRights.respond, false), (.listen, true), ([.manage, .notify], true), ([], true)] as [(TopicRights, Bool)])
    func target(rights: TopicRights, isPresent: Bool) throws {
        let target = TopicAgent(associateID: 11, rights: rights, isPresent: isPresent)
        #expect(try apply(.transfer(target), to: Scenery.session(.userLast), by: Scenery.responder) == .nothing)
    }

    @Test("Transferring to the holder cancels what is pending, and does nothing when nothing is")
    func cancel() throws {
        let holder = TopicAgent(associateID: Scenery.agent, rights: [], isPresent: false)
        let cancelled = try change(.transfer(holder), to: Scenery.session(.userLast), by: Scenery.responder).state
        #expect(cancelled.transferTo == 0)
        #expect(try apply(.transfer(holder), to: cancelled, by: Scenery.responder) == .nothing)
    }

    @Test("Accepting makes the target the holder with a rank of its own; the start and the status stay")
    func accept() throws {
        var situation = Scenery.situation
        situation.ranks = [1]
        let accepted = try change(
            .acceptTransfer, to: Scenery.session(.userLast), by: .associate(id: Scenery.other, rights: .respond), in: situation)
        #expect(accepted.state.userID == Scenery.other)
        #expect(accepted.state.transferTo == 0)
        #expect(accepted.state.rank == 2)
        #expect(accepted.state.status == .userLast)
        #expect(accepted.state.whenStarted == Scenery.noon)
        #expect(accepted.messages.map(\.specialType) == [.transferedSession])
        #expect(accepted.changed == StatusChange(old: .userLast, new: .userLast))
    }

    @Test("Whoever was asked but can no longer respond cannot accept, and can still reject")
    func lostRight() throws {
        let asked = Actor.associate(id: Scenery.other, rights: .listen)
        #expect(throws: SessionRefusal.condition(.acceptTransfer, .callerCanRespond)) {
            try apply(.acceptTransfer, to: Scenery.session(.userLast), by: asked)
        }
        let rejected = try change(.rejectTransfer, to: Scenery.session(.userLast), by: asked)
        #expect(rejected.state.transferTo == 0)
        #expect(rejected.state.userID == Scenery.agent)
        #expect(rejected.messages.map(\.specialType) == [.transferRejected])
    }

    @Test("Neither accepting nor rejecting does anything when the caller was not asked", arguments: [SessionAction.acceptTransfer, .rejectTransfer])
    func notAsked(action: SessionAction) throws {
        #expect(try apply(action, to: Scenery.session(.userLast), by: .associate(id: 12, rights: .respond)) == .nothing)
    }

    @Test(
        "Resetting goes to the form, the offline form or the queue, and clears who held the session",
        arguments: [
            (true, true, true, .preChatForm), (true, false, false, .preChatForm), (false, true, true, .inQueue), (false, false, true, .offlineForm),
            (false, true, false, .offlineForm),
        ] as [(Bool, Bool, Bool, ChatSessionStatus)])
    func reset(form: Bool, isOpen: Bool, hasResponder: Bool, status: ChatSessionStatus) throws {
        var situation = Scenery.situation
        situation.topic.usesPreForm = form
        situation.topic.usesFaq = true
        situation.topic.usesBot = true
        situation.isOpen = isOpen
        situation.hasResponder = hasResponder
        var session = Scenery.session(.customerLast)
        session.isBotActive = true
        for actor in [Scenery.responder, Scenery.manager, .bot] {
            let state = try change(.reset, to: session, by: actor, in: situation).state
            #expect(state.status == status)
            #expect(!state.isBotActive)
            #expect([state.userID, state.transferTo, state.rank] == [0, 0, 0])
            #expect(state.whenStarted == .none)
            #expect(state.whenRequested == Scenery.noon)
        }
    }

    @Test("A user's message answers, ends the typing and the alarm; to somebody who waits it changes no status")
    func userMessage() throws {
        var session = Scenery.session(.customerLast)
        session.alertLevel = 2
        session.isUserTyping = true
        let now = Scenery.noon.adding(seconds: 5)
        let answered = try change(.userMessage("yes"), to: session, by: Scenery.manager, at: now).state
        #expect(answered.status == .userLast)
        #expect(answered.alertLevel == 0 && !answered.isUserTyping)
        #expect(answered.whenIdle == now)
        #expect(answered.firstMessage == "yes" && answered.lastMessage == "yes")
        #expect(answered.userID == Scenery.agent)
        #expect(try change(.userMessage("soon"), to: Scenery.session(.inQueue), by: Scenery.responder).state.status == .inQueue)
    }

    @Test("A bot talks while it holds the session and not after")
    func bot() throws {
        var session = Scenery.session(.customerLast)
        session.isBotActive = true
        #expect(try change(.botMessage("hi"), to: session, by: .bot).state.status == .userLast)
        session.isBotActive = false
        #expect(throws: SessionRefusal.condition(.botMessage, .botHolds)) { try apply(.botMessage("hi"), to: session, by: .bot) }
    }

    @Test("Typing is an associate's flag; a customer's typing is a sign of life")
    func typing() throws {
        let session = Scenery.session(.customerLast)
        #expect(try change(.typing(true), to: session, by: Scenery.responder).state.isUserTyping)
        let state = try change(.typing(true), to: session, by: .customer).state
        #expect(!state.isUserTyping)
        #expect(state.whenFetched == Scenery.nextWeek)
    }

    @Test("Deleting marks what is there, tells those who were talking, and keeps the end of what had ended")
    func delete() throws {
        let living = try change(.delete, to: Scenery.session(.userLast), by: Scenery.responder)
        #expect(living.state.status == .deleted)
        #expect(living.state.whenEnded == Scenery.nextWeek)
        #expect(living.messages.map(\.specialType) == [.sessionDeleted])
        let ended = try change(.delete, to: Scenery.session(.closed), by: Scenery.manager)
        #expect(ended.state.whenEnded == Scenery.noon)
        #expect(ended.messages.isEmpty)
        #expect(try apply(.delete, to: Scenery.session(.deleted), by: Scenery.manager) == .nothing)
    }

    @Test("Closing by an associate ends each status in its way and tells the customer")
    func close() throws {
        let ends: [(ChatSessionStatus, ChatSessionStatus)] = [
            (.preChatForm, .closed), (.faq, .finished), (.offlineForm, .finished), (.inQueue, .closedFromQueue), (.customerLast, .finished),
            (.userLast, .finished),
        ]
        for (from, to) in ends {
            let closed = try change(.closeByUser, to: Scenery.session(from), by: Scenery.responder)
            #expect(closed.state.status == to)
            #expect(closed.state.transferTo == 0)
            #expect(closed.messages.map(\.specialType) == [.closedByUser])
        }
    }

    @Test("A session that is saved for the first time begins in a form or in the queue", arguments: ChatSessionStatus.values)
    func create(status: ChatSessionStatus) throws {
        let isBeginning = [ChatSessionStatus.preChatForm, .faq, .offlineForm, .inQueue].contains(status)
        if isBeginning {
            let created = try change(.create(status), to: SessionState(), by: Scenery.responder)
            #expect(created.isNew && created.state.status == status && created.changed == nil)
        } else {
            #expect(throws: SessionRefusal.status(.create, from: .invalid, to: [status])) {
                try apply(.create(status), to: SessionState(), by: Scenery.responder)
            }
        }
    }
}
