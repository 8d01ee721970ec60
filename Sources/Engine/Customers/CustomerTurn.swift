import Carriers
import Messages
import Sessions
import Storage

/// What a customer does to their session in one transaction: one step, or several that belong together.
///
/// An object, for a topic is so large that the code that copies a value with one in it weighs 25 KB.
final class CustomerTurn {
    let topic: ChatTopicEntity
    let now: Int64
    /// As it is stored by now.
    private(set) var stored: SessionRow
    /// As it is to be, with what the customer says of themselves; the next step stores it.
    var session: SessionRow

    init(
        for caller: Caller, at now: Int64, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) {
        let stored = try transaction.session(of: caller)
        (self.stored, session) = (stored, stored)
        topic = try SessionStep.topic(of: stored, transaction)
        self.now = now
    }

    /// Does one step. One that changes nothing is a sign of life all the same.
    ///
    /// - Parameters:
    ///   - path: the argument that a refusal is about; `Status` when it is none.
    ///   - operation: under which name it stands in the audit; nil when it does not.
    @discardableResult
    func take(
        _ action: SessionAction, at path: String = "Status", saying message: MessageRow? = nil, as operation: String? = nil,
        _ engine: Engine, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> SessionStep.Result {
        let step = SessionStep(action, by: .customer, at: now, path: path, message: message, operation: operation)
        var result = try step.perform(on: session, storedAs: stored, in: topic, engine, transaction)
        if result.change == nil {
            let sign = SessionStep(.fetch, by: .customer, at: now, path: path)
            result.session = try sign.perform(on: result.session, storedAs: result.session, in: topic, engine, transaction).session
        }
        stored = result.session
        session = result.session
        return result
    }

    /// Tells the log of what the customer has asked for.
    func announce(
        _ kind: EventKind, message: Int32 = 0, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) {
        let step = SessionStep(.fetch, by: .customer, at: now, path: "")
        try transaction.append(step.event(kind, of: session, message: message, telling: step.details(of: session)))
    }
}

extension Engine {
    /// Lets a customer do something and answers how the session is then.
    func turn(
        for caller: Caller,
        _ body: (CustomerTurn, borrowing WriteTransaction<OperationError>) throws(OperationError) -> Void
    ) throws(OperationError) -> CustomerSession {
        try store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            let turn = try CustomerTurn(for: caller, at: now, transaction)
            try body(turn, transaction)
            return try view(turn.session, of: turn.topic, at: turn.now, transaction)
        }
    }

    /// The same for what is one step.
    func turn(
        for caller: Caller, _ action: SessionAction, at path: String = "Status", as operation: String? = nil
    ) throws(OperationError) -> CustomerSession {
        try turn(for: caller) { (turn, transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            try turn.take(action, at: path, as: operation, self, transaction)
        }
    }
}
