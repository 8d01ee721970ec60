import Carriers

/// The life of a session: what an action makes of it.
package enum SessionRules {
    /// Does an action, or says why not. Nothing is read or written besides the values given.
    package static func apply(
        _ action: SessionAction, to state: SessionState, by actor: Actor, in situation: Situation, at now: Moment
    ) throws(SessionRefusal) -> SessionOutcome {
        let rows = SessionTransitions.rows(of: action.kind)
        let roles = actor.roles
        // Rights come first: those who have none must not learn the status from the answer.
        let needed = rows.reduce(into: Role()) { $0.formUnion($1.by) }
        guard !roles.isDisjoint(with: needed) else { throw .right(action.kind, needed: needed) }
        if case .save(state.status) = action { return .nothing }
        guard let row = rows.first(where: { $0.from.contains(state.status) && $0.allows(action.requestedStatus) }) else {
            if action.kind.isQuietElsewhere { return .nothing }
            throw .status(action.kind, from: state.status, to: targets(of: action, rows))
        }
        guard !roles.isDisjoint(with: row.by) else { throw .right(action.kind, needed: row.by) }

        let decision = Decision(action: action, actor: actor, old: state, situation: situation, now: now)
        for condition in row.conditions where !condition.holds(for: decision) {
            if condition.isQuiet { return .nothing }
            throw .condition(action.kind, condition)
        }
        var change = SessionChange(state)
        change.state.status = row.to.status(of: decision)
        for effect in row.effects { effect.perform(on: &change, for: decision) }
        // Whatever customers do is a sign of life.
        if actor == .customer { change.state.whenFetched = max(now, change.state.whenFetched) }
        if change.state == state, change.messages.isEmpty, !change.isRemoved { return .nothing }
        if change.state.isChanged(since: state), !change.isNew {
            change.changed = StatusChange(old: state.status, new: change.state.status)
        }
        return .changed(change)
    }

    /// The associate whose other active sessions' ranks the action has to know (`Situation.ranks`); 0 when it needs none.
    package static func rankedHolder(_ action: SessionAction, of state: SessionState, by actor: Actor) -> Int32 {
        switch action {
        case .pickUp, .acceptTransfer: actor.associateID
        case .assign(let id): id
        case .customerMessage where state.status == .finished: state.userID
        default: 0
        }
    }

    /// Whether an associate with these rights may do something at all, whatever the session's status.
    package static func mayTry(_ kind: SessionAction.Kind, with rights: TopicRights) -> Bool {
        let roles = Actor.associate(id: 0, rights: rights).roles
        return SessionTransitions.rows(of: kind).contains { !$0.by.isDisjoint(with: roles) }
    }

    private static func targets(of action: SessionAction, _ rows: [Transition]) -> [ChatSessionStatus] {
        if let requested = action.requestedStatus { return [requested] }
        let all = Set(rows.flatMap { row in row.to == .same ? [] : row.from.flatMap { row.to.statuses(from: $0) } })
        return all.sorted { $0.rawValue < $1.rawValue }
    }
}

extension Transition {
    /// Whether the row leads to a status that the caller asked for by name.
    func allows(_ requested: ChatSessionStatus?) -> Bool {
        guard case .oneOf(let statuses) = to else { return true }
        return requested.map(statuses.contains) ?? false
    }
}

extension SessionAction.Kind {
    /// Whether nothing happens in statuses that the table does not have for the action; otherwise it is refused.
    package var isQuietElsewhere: Bool {
        switch self {
        case .pickUp, .assign, .offer, .transfer, .acceptTransfer, .rejectTransfer, .delete, .purge, .typing, .fetch, .leave, .warn,
            .idleTimeout, .deadTimeout:
            true
        default: false
        }
    }
}
