import Carriers
import Sessions
import Testing

@Suite("What customers do")
struct CustomerTests {
    @Test(
        "A session begins with the bot, the form, the answers, the offline form or in the queue, in this order",
        arguments: [
            (true, true, true, false, .customerLast), (true, false, false, true, .customerLast), (false, true, true, false, .preChatForm),
            (false, false, true, false, .faq), (false, false, false, false, .offlineForm), (false, false, false, true, .inQueue),
        ] as [(Bool, Bool, Bool, Bool, ChatSessionStatus)])
    func start(bot: Bool, form: Bool, faq: Bool, isServed: Bool, status: ChatSessionStatus) throws {
        var situation = Scenery.situation
        situation.topic.usesBot = bot
        situation.topic.usesPreForm = form
        situation.topic.usesFaq = faq
        situation.isOpen = isServed
        situation.waiting = 4
        let started = try change(.start(nil), to: SessionState(), by: .customer, in: situation, at: Scenery.noon)
        #expect(started.state.status == status)
        #expect(started.state.isBotActive == bot)
        #expect(started.state.initialQueuePos == 5)
        #expect([started.state.whenRequested, started.state.whenIdle, started.state.whenFetched] == [Scenery.noon, Scenery.noon, Scenery.noon])
        #expect(started.isNew)
    }

    @Test("Nobody who can respond present counts as closed")
    func nobody() throws {
        var situation = Scenery.situation
        situation.hasResponder = false
        #expect(try change(.start(nil), to: SessionState(), by: Scenery.listener, in: situation).state.status == .offlineForm)
    }

    @Test("Who brings the form along need not fill it in, unless something is missing", arguments: [(0b11, .inQueue), (0b111, .inQueue), (0b01, .preChatForm)] as [(Int32, ChatSessionStatus)])
    func bringsForm(given: Int32, status: ChatSessionStatus) throws {
        var situation = Scenery.situation
        situation.topic.usesPreForm = true
        situation.topic.requiredFields = 0b11
        let form = FilledForm(given: given, consents: true)
        let state = try change(.start(form), to: SessionState(), by: .customer, in: situation).state
        #expect(state.status == status)
        #expect(state.hasConsented)
    }

    @Test("The form before the chat leads to the answers, the offline form or the queue", arguments: [(true, true, .faq), (false, true, .inQueue), (false, false, .offlineForm)] as [(Bool, Bool, ChatSessionStatus)])
    func submit(faq: Bool, isOpen: Bool, status: ChatSessionStatus) throws {
        var situation = Scenery.situation
        situation.topic.usesFaq = faq
        situation.isOpen = isOpen
        let state = try change(.submitForm(FilledForm(consents: true)), to: Scenery.session(.preChatForm), by: .customer, in: situation).state
        #expect(state.status == status)
        #expect(state.hasConsented)
    }

    @Test("A form with something missing is refused")
    func incomplete() {
        var situation = Scenery.situation
        situation.topic.requiredFields = 1
        situation.topic.offlineFields = 2
        #expect(throws: SessionRefusal.condition(.submitForm, .formIsComplete)) {
            try apply(.submitForm(FilledForm(given: 2)), to: Scenery.session(.preChatForm), by: .customer, in: situation)
        }
        #expect(throws: SessionRefusal.condition(.submitOfflineForm, .offlineFormIsComplete)) {
            try apply(.submitOfflineForm(FilledForm(given: 1)), to: Scenery.session(.offlineForm), by: .customer, in: situation)
        }
    }

    @Test("Answers that were enough finish the session; others lead on")
    func answers() throws {
        let finished = try change(.acceptAnswer, to: Scenery.session(.faq), by: .customer)
        #expect(finished.state.status == .finished && finished.state.whenEnded == Scenery.nextWeek)
        #expect(finished.messages.map(\.specialType) == [.faqSuccessQuestion])
        #expect(try change(.declineAnswer, to: Scenery.session(.faq), by: .customer).state.status == .inQueue)
    }

    @Test("The offline form becomes a request, where the topic takes requests and the customer consents")
    func request() throws {
        var situation = Scenery.situation
        situation.topic.collectsOfflineConsent = true
        let session = Scenery.session(.offlineForm)
        let posted = try change(.submitOfflineForm(FilledForm(consents: true)), to: session, by: .customer, in: situation)
        #expect(posted.state.status == .requestPosted && posted.state.hasConsented)
        #expect(posted.changed == StatusChange(old: .offlineForm, new: .requestPosted))
        #expect(throws: SessionRefusal.condition(.submitOfflineForm, .hasConsentedOffline)) {
            try apply(.submitOfflineForm(FilledForm()), to: session, by: .customer, in: situation)
        }
        situation.topic.takesRequests = false
        #expect(throws: SessionRefusal.condition(.submitOfflineForm, .takesRequests)) {
            try apply(.submitOfflineForm(FilledForm(consents: true)), to: session, by: .customer, in: situation)
        }
    }

    @Test(
        "The offline form opens from the queue after the time or beyond the length; either suffices, and a bound of 0 is none",
        arguments: [
            (5, 0, 4, 9, false), (5, 0, 5, 0, true), (0, 3, 99, 2, false), (0, 3, 0, 3, true), (5, 3, 5, 0, true), (5, 3, 0, 3, true),
            (5, 3, 4, 2, false), (0, 0, 99, 99, false),
        ] as [(Int32, Int32, Int32, Int32, Bool)])
    func queueForm(minutes: Int32, length: Int32, waited: Int32, ahead: Int32, opens: Bool) throws {
        var situation = Scenery.situation
        situation.topic.queueForm = QueueForm(minutes: minutes, length: length)
        situation.waiting = ahead
        let now = Scenery.noon.adding(minutes: waited)
        for actor in [Actor.customer, .timer] {
            if opens {
                #expect(try change(.openOfflineForm, to: Scenery.session(.inQueue), by: actor, in: situation, at: now).state.status == .offlineForm)
            } else {
                #expect(throws: SessionRefusal.condition(.openOfflineForm, .queueFormIsOpen)) {
                    try apply(.openOfflineForm, to: Scenery.session(.inQueue), by: actor, in: situation, at: now)
                }
            }
        }
    }

    @Test(
        "A message asks for an answer once the session is talked in, and leaves forms and queue where they are",
        arguments: [(.preChatForm, .preChatForm), (.faq, .faq), (.offlineForm, .offlineForm), (.inQueue, .inQueue), (.customerLast, .customerLast), (.userLast, .customerLast)]
            as [(ChatSessionStatus, ChatSessionStatus)])
    func message(from: ChatSessionStatus, to: ChatSessionStatus) throws {
        var session = Scenery.session(from)
        session.firstMessage = "hello"
        session.alertLevel = 1
        let state = try change(.customerMessage("are you there?"), to: session, by: .customer).state
        #expect(state.status == to)
        #expect(state.firstMessage == "hello")
        #expect(state.lastMessage == "are you there?")
        #expect(state.whenIdle == Scenery.nextWeek && state.whenFetched == Scenery.nextWeek)
        // A new question starts a new wait; asking again does not.
        #expect(state.alertLevel == (from == .userLast ? 0 : 1))
    }

    @Test("Of a long message the first 1024 characters are kept")
    func longMessage() throws {
        let text = String(repeating: "ø", count: 1030)
        let state = try change(.customerMessage(text), to: Scenery.session(.inQueue), by: .customer).state
        #expect(state.lastMessage == String(repeating: "ø", count: 1024))
    }

    @Test("A message to a finished session reopens it for its holder, or queues it again when nobody held it")
    func reopen() throws {
        var situation = Scenery.situation
        situation.ranks = [1]
        let reopened = try change(.customerMessage("one more thing"), to: Scenery.session(.finished), by: .customer, in: situation)
        #expect(reopened.state.status == .customerLast && reopened.state.userID == Scenery.agent)
        #expect(reopened.state.rank == 2)
        #expect(reopened.state.whenEnded == .none)
        #expect(reopened.messages.map(\.specialType) == [.reopenedByCustomer])

        var alone = Scenery.session(.finished)
        alone.userID = 0
        #expect(try change(.customerMessage("hello?"), to: alone, by: .customer).state.status == .inQueue)
        situation.isOpen = false
        #expect(try change(.customerMessage("hello?"), to: alone, by: .customer, in: situation).state.status == .offlineForm)
    }

    @Test("What an associate passes on from the customer reopens a session; what an agent says does not")
    func passedOn() throws {
        #expect(try change(.customerMessage("hm"), to: Scenery.session(.finished), by: Scenery.responder).state.status == .customerLast)
        #expect(throws: SessionRefusal.status(.userMessage, from: .finished, to: [.userLast])) {
            try apply(.userMessage("hm"), to: Scenery.session(.finished), by: Scenery.responder)
        }
    }

    @Test("Where consent is collected it comes before the first message")
    func consent() throws {
        var situation = Scenery.situation
        situation.topic.collectsConsent = true
        let session = Scenery.session(.inQueue)
        #expect(throws: SessionRefusal.condition(.customerMessage, .hasConsented)) {
            try apply(.customerMessage("hi"), to: session, by: .customer, in: situation)
        }
        let consented = try change(.consent, to: session, by: .customer, in: situation).state
        #expect(consented.hasConsented)
        #expect(try change(.customerMessage("hi"), to: consented, by: .customer, in: situation).state.firstMessage == "hi")
    }

    @Test("A rating is 1 to 5, where the topic takes ratings", arguments: [(0, false), (1, true), (5, true), (6, false), (-1, false)] as [(Int32, Bool)])
    func rating(rating: Int32, isTaken: Bool) throws {
        if isTaken {
            #expect(try change(.rate(rating), to: Scenery.session(.finished), by: .customer).state.rating == rating)
        } else {
            #expect(throws: SessionRefusal.condition(.rate, .ratingIsInRange)) { try apply(.rate(rating), to: Scenery.session(.finished), by: .customer) }
        }
        var situation = Scenery.situation
        situation.topic.takesRatings = false
        #expect(throws: SessionRefusal.condition(.rate, .takesRatings)) {
            try apply(.rate(rating), to: Scenery.session(.finished), by: .customer, in: situation)
        }
    }

    @Test("Leaving the queue, a talk and the form after it end in different ways")
    func leave() throws {
        #expect(try change(.leave, to: Scenery.session(.inQueue), by: .customer).state.status == .closedFromQueue)
        let left = try change(.leave, to: Scenery.session(.userLast), by: .customer)
        #expect(left.state.status == .finished && left.state.whenEnded == Scenery.nextWeek)
        #expect(left.messages.map(\.specialType) == [.closedByCustomer])
        #expect(try change(.leave, to: Scenery.session(.finished), by: .customer).state.status == .closed)
        #expect(try apply(.leave, to: Scenery.session(.closed), by: .customer) == .nothing)
    }

    @Test("Asking for news is a sign of life and no change that anybody is told of")
    func fetch() throws {
        let fetched = try change(.fetch, to: Scenery.session(.inQueue), by: .customer)
        #expect(fetched.state.whenFetched == Scenery.nextWeek)
        #expect(fetched.changed == nil)
    }
}
