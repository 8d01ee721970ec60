import Carriers
import Messages

/// An engine method that does an operation, whatever the types of its arguments and answer.
protocol Handler: Sendable {
    func perform(_ arguments: any Carrier, in engine: Engine, for caller: Caller) throws(OperationError) -> any OperationAnswer
}

/// Which engine method does which operation.
enum Handlers {
    static let all: [String: any Handler] = {
        var table = Table()
        table.on(Catalogue.authenticateUsernamePassword) { (engine, arguments, _) throws(OperationError) in
            try engine.authenticate(arguments)
        }
        table.on(Catalogue.customerServiceSessionsForUser) { (engine, _, caller) throws(OperationError) in
            try engine.sessionNumbers(of: caller)
        }
        table.on(Catalogue.chatSessionsForUser) { (engine, _, caller) throws(OperationError) in
            try engine.sessions(of: caller)
        }
        table.on(Catalogue.deleteChatSessions) { (engine, arguments, caller) throws(OperationError) in
            try engine.deleteSessions(arguments, for: caller)
        }
        table.on(Catalogue.getChatPresence) { (engine, _, _) throws(OperationError) in try engine.presence() }

        table.on(Catalogue.import) { (engine, document, _) throws(OperationError) in try engine.importDocument(document) }
        table.on(Catalogue.countRows) { (engine, _, _) throws(OperationError) in try engine.countRows() }
        table.on(Catalogue.saveUser) { (engine, user, _) throws(OperationError) in try engine.saveUser(user) }
        table.on(Catalogue.deleteUser) { (engine, arguments, _) throws(OperationError) in try engine.deleteUser(arguments) }
        table.on(Catalogue.savePresence) { (engine, arguments, _) throws(OperationError) in
            try engine.savePresence(arguments)
        }
        table.on(Catalogue.issueAccessToken) { (engine, arguments, _) throws(OperationError) in
            try engine.issueAccessToken(arguments)
        }
        table.on(Catalogue.openBrowserSession) { (engine, arguments, _) throws(OperationError) in
            try engine.openBrowserSession(arguments)
        }
        table.keep(Catalogue.associates)
        table.keep(Catalogue.persons)
        table.keep(Catalogue.contacts)
        table.keep(Catalogue.projects)
        table.keep(Catalogue.sales)
        table.keep(Catalogue.tickets)
        table.keep(Catalogue.topics)
        table.keep(Catalogue.sessions)
        return table.handlers
    }()

    private struct TypedHandler<Arguments: Carrier, Answer: OperationAnswer>: Handler {
        let method: @Sendable (Engine, Arguments, Caller) throws(OperationError) -> Answer

        func perform(
            _ arguments: any Carrier, in engine: Engine, for caller: Caller
        ) throws(OperationError) -> any OperationAnswer {
            guard let arguments = arguments as? Arguments else {
                throw OperationError(.internal, "an operation was called with the arguments of another one")
            }
            return try method(engine, arguments, caller)
        }
    }

    private struct Table {
        var handlers: [String: any Handler] = [:]

        mutating func on<Arguments: Carrier, Answer: OperationAnswer>(
            _ typed: TypedOperation<Arguments, Answer>,
            _ method: @escaping @Sendable (Engine, Arguments, Caller) throws(OperationError) -> Answer
        ) {
            handlers[typed.operation.name] = TypedHandler(method: method)
        }

        /// The three operations of a kind of record.
        mutating func keep<Record: StoredRecord>(_ operations: DirectoryOperations<Record>) {
            on(operations.save) { (engine, arguments, _) throws(OperationError) in try engine.save(arguments) }
            on(operations.get) { (engine, arguments, _) throws(OperationError) in try engine.get(arguments) }
            on(operations.delete) { (engine, arguments, _) throws(OperationError) in try engine.delete(arguments) }
        }
    }
}
