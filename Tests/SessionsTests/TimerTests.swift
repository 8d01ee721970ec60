import Carriers
import Sessions
import Testing

@Suite("What falls due")
struct TimerTests {
    static func due(_ status: ChatSessionStatus, alert: Int32 = 0, ahead: Int32 = 0, _ change: (inout TopicPolicy) -> Void = { _ in }) -> [String] {
        var session = Scenery.session(status)
        session.alertLevel = alert
        var topic = Scenery.topic
        change(&topic)
        return SessionTimers.deadlines(of: session, topic, ahead: ahead).map { "\($0.action) \($0.due.seconds(since: Scenery.noon) / 60)" }
    }

    @Test("Who waits is told of twice, may take the form and is given up at last")
    func queue() {
        #expect(Self.due(.inQueue) == ["warn(Sessions.Warning.Audience.agents) 2", "warn(Sessions.Warning.Audience.managers) 3", "openOfflineForm 5", "deadTimeout 20"])
        #expect(Self.due(.inQueue, alert: 1).first == "warn(Sessions.Warning.Audience.managers) 3")
        #expect(Self.due(.inQueue, alert: 2).first == "openOfflineForm 5")
    }

    @Test("A queue past its length opens the form at once")
    func length() {
        #expect(Self.due(.inQueue, ahead: 3) { $0.queueForm = QueueForm(minutes: 5, length: 3) }.first == "openOfflineForm 0")
        #expect(!Self.due(.inQueue, ahead: 2) { $0.queueForm = QueueForm(minutes: 0, length: 3) }.contains { $0.hasPrefix("open") })
    }

    @Test("An unanswered message is told of, an answered one is not")
    func messages() {
        #expect(Self.due(.customerLast).count == 4)
        #expect(Self.due(.userLast) == ["idleTimeout 10", "deadTimeout 20"])
    }

    @Test("Managers whose time comes first are warned first")
    func order() {
        let due = Self.due(.inQueue) { $0.newChatWarnings = WarningTimes(agents: 9, managers: 1) }
        #expect(due.first == "warn(Sessions.Warning.Audience.managers) 1")
    }

    @Test("A time of 0 minutes never comes")
    func never() {
        let due = Self.due(.inQueue) {
            $0.newChatWarnings = WarningTimes()
            $0.timeouts = SessionTimeouts()
            $0.queueForm = nil
        }
        #expect(due.isEmpty)
    }

    @Test("What has ended has nothing to come", arguments: [ChatSessionStatus.finished, .closed, .requestPosted, .closedFromQueue, .deleted])
    func ended(status: ChatSessionStatus) {
        #expect(Self.due(status).isEmpty)
    }

    @Test("A bot that holds the session is not warned of")
    func bot() {
        var session = Scenery.session(.customerLast)
        session.isBotActive = true
        #expect(SessionTimers.deadlines(of: session, Scenery.topic).map(\.action) == [.idleTimeout, .deadTimeout])
    }

    @Test("Whoever was picked up after a long wait is not overdue at once")
    func pickedUp() {
        var session = Scenery.session(.customerLast)
        session.whenStarted = Scenery.noon.adding(minutes: 60)
        #expect(SessionTimers.deadlines(of: session, Scenery.topic).contains { $0.action == .warn(.agents) && $0.due == Scenery.noon.adding(minutes: 62) })
    }

    @Test("A warning raises the alert, and one that was passed over is not given after a later one")
    func alert() throws {
        let session = Scenery.session(.inQueue)
        let first = try change(.warn(.agents), to: session, by: .timer, at: Scenery.noon.adding(minutes: 2))
        #expect(first.state.alertLevel == 1)
        #expect(first.warning?.audience == .agents && first.warning?.isAboutNewChat == true)
        #expect(try apply(.warn(.agents), to: first.state, by: .timer) == .nothing)
        let second = try change(.warn(.managers), to: session, by: .timer, at: Scenery.noon.adding(minutes: 3))
        #expect(second.state.alertLevel == 2)
        #expect(try apply(.warn(.agents), to: second.state, by: .timer) == .nothing)
    }

    @Test("Nothing is done before its time", arguments: [(SessionAction.warn(.agents), 2), (.warn(.managers), 3), (.deadTimeout, 20)] as [(SessionAction, Int32)])
    func notYet(action: SessionAction, minutes: Int32) throws {
        let due = Scenery.noon.adding(minutes: minutes)
        #expect(try apply(action, to: Scenery.session(.inQueue), by: .timer, at: due.adding(seconds: -1)) == .nothing)
        #expect(try apply(action, to: Scenery.session(.inQueue), by: .timer, at: due) != .nothing)
    }

    @Test("Silence closes forms and talks, and never the queue; a customer who is gone leaves anything")
    func timeouts() throws {
        #expect(try apply(.idleTimeout, to: Scenery.session(.inQueue), by: .timer) == .nothing)
        let idle = try change(.idleTimeout, to: Scenery.session(.userLast), by: .timer)
        #expect(idle.state.status == .finished)
        #expect(idle.messages.map(\.specialType) == [.closedByIdle])
        #expect(try change(.deadTimeout, to: Scenery.session(.inQueue), by: .timer).state.status == .closedFromQueue)
    }

    @Test("What is marked as deleted goes after 24 hours")
    func purge() throws {
        let session = Scenery.session(.deleted)
        let hours = Scenery.noon.adding(minutes: 24 * 60)
        #expect(try apply(.purge(deletedAt: Scenery.noon), to: session, by: .timer, at: hours.adding(seconds: -1)) == .nothing)
        #expect(try change(.purge(deletedAt: Scenery.noon), to: session, by: .timer, at: hours).isRemoved)
    }

    @Test("Agents are warned who are present and want to be notified; managers when somebody is there at all")
    func recipients() {
        let agents = [
            TopicAgent(associateID: 1, rights: [.respond, .notify], isPresent: true), TopicAgent(associateID: 2, rights: .notify, isPresent: false),
            TopicAgent(associateID: 3, rights: .respond, isPresent: true), TopicAgent(associateID: 4, rights: .manage, isPresent: false),
        ]
        #expect(Warning.Audience.agents.recipients(among: agents) == [1])
        #expect(Warning.Audience.managers.recipients(among: agents) == [4])
        let away = agents.map { TopicAgent(associateID: $0.associateID, rights: $0.rights, isPresent: false) }
        #expect(Warning.Audience.agents.recipients(among: away).isEmpty)
        #expect(Warning.Audience.managers.recipients(among: away).isEmpty)
    }
}
