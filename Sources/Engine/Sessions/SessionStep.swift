import Carriers
import Messages
import Sessions
import Storage
import Wire

/// One thing that somebody does to a session, inside a transaction: the rules decide, and all that comes of it is stored.
///
/// It is the same for an associate, a customer, a bot and time; who may call at all is for the caller of this to find out.
struct SessionStep {
    let action: SessionAction
    let actor: Actor
    /// The moment at which it happens, which is read inside the transaction: messages are then stored in the order of
    /// their moments, and whoever reads on from the last one misses none.
    let now: Int64
    /// The argument that a refusal is about.
    let path: String
    /// What is said by it, in the form in which it is stored.
    var message: MessageRow?
    /// Under which name it stands in the audit; nil when it does not.
    var operation: String?
    /// Who is told of it, when it is a warning.
    var recipients: [Int32] = []
    /// Until when somebody has to answer, when it is an offer.
    var offeredUntil: Int64 = 0

    init(_ action: SessionAction, by actor: Actor, at now: Int64, path: String, message: MessageRow? = nil, operation: String? = nil) {
        self.action = action
        self.actor = actor
        self.now = now
        self.path = path
        self.message = message
        self.operation = operation
    }

    /// What has come of a step.
    struct Result {
        var session: SessionRow
        /// What the rules have changed; nil when they say that nothing happens.
        var change: SessionChange?
        /// What was said, as it is stored: the first one when the sender said it before.
        var message: MessageRow?
    }

    /// Does it.
    ///
    /// - Parameters:
    ///   - session: the session with what the caller changed in it beside its life.
    ///   - stored: the session as it is stored; nil for a new one.
    ///   - topic: the session's topic, when the caller has it at hand.
    func perform(
        on session: SessionRow, storedAs stored: SessionRow?, in topic: ChatTopicEntity? = nil, _ engine: Engine,
        _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> Result {
        var said = message
        if let message {
            let (posted, isNew) = try transaction.post(message)
            said = posted
            // The same message sent once more, as a client does that got no answer: it was done then.
            if !isNew { return Result(session: session, change: nil, message: posted) }
        }
        let topic = if let topic { topic } else { try SessionStep.topic(of: session, transaction) }
        let situation = try engine.situation(of: action, session, by: actor, in: topic, at: now, transaction)
        let outcome: SessionOutcome
        do throws(SessionRefusal) {
            outcome = try SessionRules.apply(
                action, to: SessionState(session), by: actor, in: situation, at: Moment(ticks: now))
        } catch {
            throw OperationError(error, at: path)
        }
        // What a caller edits is a change too, whether or not the session's life goes on by it.
        let edit = stored == nil || stored == session ? nil : StatusChange(session)
        guard let change = outcome.change else {
            // What is said twice at once changes the session once, and is said twice.
            guard edit != nil || said != nil else { return Result(session: session, change: nil, message: nil) }
            return Result(session: try note(session, stored, edit, said, [], transaction), change: nil, message: said)
        }
        if change.isRemoved {
            try transaction.deleteSession(id: session.id)
            return Result(session: session, change: change, message: nil)
        }
        var row = session
        row.take(change.state, at: now)
        if offeredUntil > 0 { row.offeredUntil = offeredUntil }
        let result = try note(row, stored, change.changed ?? edit, said, change.messages, transaction)
        if let warning = change.warning { try transaction.append(event(.sessionWarning, to: recipients, as: warning.audience.rawValue, of: result)) }
        if let acceptance = change.acceptance {
            try transaction.update(
                topic: row.topicID, lastAccept: acceptance.last.ticks, secondsPrAccept: acceptance.seconds)
        }
        if row.userID != 0, row.userID != session.userID { try transaction.saveAssignment(toAssociate: row.userID, at: now) }
        guard engine.settings.topics.watchesQueues else { return Result(session: result, change: change, message: said) }
        let followed = try follow(from: stored, to: result, in: topic, engine, transaction)
        return Result(session: followed, change: change, message: said)
    }

    /// Stores a session, the system's messages and the events of both, in the order in which they happened: what was said
    /// comes before what it leads to, and what the system says of that comes last.
    @discardableResult
    private func note(
        _ row: SessionRow, _ stored: SessionRow?, _ changed: StatusChange?, _ said: MessageRow?, _ system: [SystemMessage],
        _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> SessionRow {
        var row = row
        if let stored {
            var fetched = stored
            fetched.whenFetched = row.whenFetched
            if row == fetched, said == nil {
                try transaction.update(session: row.id, whenFetched: row.whenFetched)
            } else {
                row.modified = now
                try transaction.update(row, from: stored)
            }
        } else {
            row.modified = now
            row.id = try transaction.save(row)
            try transaction.append(event(.sessionCreated, of: row, StatusChange(row), telling: details(of: row)))
        }
        // The same for all that comes of a step.
        let details = details(of: row)
        if let said { try transaction.append(event(.sessionMessage, of: row, message: said.id, telling: details)) }
        if stored != nil, let changed { try transaction.append(event(.sessionChanged, of: row, changed, telling: details)) }
        for message in system {
            let id = try transaction.save(try SessionStep.row(message, in: row.id, at: now, transaction))
            try transaction.append(event(.sessionMessage, of: row, message: id, telling: details))
        }
        if let operation {
            var entry = AuditRow(at: now, who: try who(transaction), operation: operation)
            entry.associateID = actor.associateID
            entry.sessionID = row.id
            entry.topicID = row.topicID
            entry.details = SessionStep.details(from: stored, to: row)
            try transaction.record(entry)
        }
        return row
    }
}
