import Carriers
import Sessions
import Wire

/// What the tests of the rules start from: a topic that leaves everything open, and a session in any status.
enum Scenery {
    static let noon = Moment(ticks: 638_000_000_000_000_000)
    static let agent: Int32 = 7
    static let other: Int32 = 8

    static let responder = Actor.associate(id: agent, rights: .respond)
    static let manager = Actor.associate(id: other, rights: .manage)
    static let listener = Actor.associate(id: 9, rights: [.listen, .notify])
    static let stranger = Actor.associate(id: 10, rights: [])

    /// Warns after 2 and 3 minutes, times out after 10 and 20, opens the form from the queue after 5, takes everything.
    static var topic: TopicPolicy {
        var topic = TopicPolicy()
        topic.takesRequests = true
        topic.takesRatings = true
        topic.newChatWarnings = WarningTimes(agents: 2, managers: 3)
        topic.messageWarnings = WarningTimes(agents: 2, managers: 3)
        topic.queueForm = QueueForm(minutes: 5, length: 0)
        topic.timeouts = SessionTimeouts(idle: 10, dead: 20)
        return topic
    }

    static var situation: Situation { Situation(topic: topic) }

    /// A session that has been in the status since noon; held by `agent` and offered to `other` where that can be.
    static func session(_ status: ChatSessionStatus) -> SessionState {
        var state = SessionState()
        state.status = status
        guard status != .invalid else { return state }
        state.whenRequested = noon
        state.whenIdle = noon
        state.whenFetched = noon
        state.initialQueuePos = 1
        if Set.active.contains(status) || status == .finished {
            state.userID = agent
            state.rank = 1
            state.whenStarted = noon
        }
        if status == .inQueue || Set.active.contains(status) { state.transferTo = other }
        if Set.ended.contains(status) { state.whenEnded = noon }
        return state
    }

    /// An action of each kind, with details that every condition of `topic` allows.
    static func action(_ kind: SessionAction.Kind, to status: ChatSessionStatus = .closed) -> SessionAction {
        switch kind {
        case .start: .start(nil)
        case .create: .create(status)
        case .submitForm: .submitForm(FilledForm())
        case .consent: .consent
        case .acceptAnswer: .acceptAnswer
        case .declineAnswer: .declineAnswer
        case .openOfflineForm: .openOfflineForm
        case .submitOfflineForm: .submitOfflineForm(FilledForm())
        case .pickUp: .pickUp
        case .assign: .assign(to: agent)
        case .offer: .offer(to: agent)
        case .transfer: .transfer(TopicAgent(associateID: 11, rights: .respond, isPresent: true))
        case .acceptTransfer: .acceptTransfer
        case .rejectTransfer: .rejectTransfer
        case .reset: .reset
        case .customerMessage: .customerMessage("hello")
        case .userMessage: .userMessage("hello")
        case .botMessage: .botMessage("hello")
        case .typing: .typing(true)
        case .fetch: .fetch
        case .rate: .rate(5)
        case .leave: .leave
        case .closeByUser: .closeByUser
        case .save: .save(status)
        case .warn: .warn(.agents)
        case .idleTimeout: .idleTimeout
        case .deadTimeout: .deadTimeout
        case .delete: .delete
        case .purge: .purge(deletedAt: noon)
        }
    }

    /// Somebody who may do what the row allows in the sessions above.
    static func actor(for row: Transition) -> Actor {
        if [.acceptTransfer, .rejectTransfer].contains(row.action) { return .associate(id: other, rights: .respond) }
        if row.by.contains(.customer) { return .customer }
        if row.by.contains(.timer) { return .timer }
        return .associate(id: agent, rights: .respond)
    }

    /// Long enough after noon for everything to be due.
    static let nextWeek = noon.adding(minutes: 7 * 24 * 60)
}

func apply(
    _ action: SessionAction, to state: SessionState, by actor: Actor, in situation: Situation = Scenery.situation,
    at now: Moment = Scenery.nextWeek
) throws(SessionRefusal) -> SessionOutcome {
    try SessionRules.apply(action, to: state, by: actor, in: situation, at: now)
}

/// The change that an action makes; a test that expects one fails when there is none.
func change(
    _ action: SessionAction, to state: SessionState, by actor: Actor, in situation: Situation = Scenery.situation,
    at now: Moment = Scenery.nextWeek
) throws -> SessionChange {
    struct NothingHappened: Error {}
    guard let change = try apply(action, to: state, by: actor, in: situation, at: now).change else { throw NothingHappened() }
    return change
}
