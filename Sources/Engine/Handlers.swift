import Carriers
import Messages

/// Which engine method does which operation.
enum Handlers {
    typealias Handler = @Sendable (Engine, any Carrier, Caller) throws(OperationError) -> any OperationAnswer

    static let all: [String: Handler] = {
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

    private struct Table {
        var handlers: [String: Handler] = [:]

        mutating func on<Arguments: Carrier, Answer: OperationAnswer>(
            _ typed: TypedOperation<Arguments, Answer>,
            _ body: @escaping @Sendable (Engine, Arguments, Caller) throws(OperationError) -> Answer
        ) {
            let name = typed.operation.name
            handlers[name] = { (engine, arguments, caller) throws(OperationError) in
                guard let arguments = arguments as? Arguments else {
                    throw OperationError(.internal, "\(name) was called with the arguments of another operation")
                }
                return try body(engine, arguments, caller)
            }
        }

        /// The three operations of a kind of record.
        mutating func keep<Record: StoredRecord>(_ operations: DirectoryOperations<Record>) {
            on(operations.save) { (engine, arguments, _) throws(OperationError) in try engine.save(arguments) }
            on(operations.get) { (engine, arguments, _) throws(OperationError) in try engine.get(arguments) }
            on(operations.delete) { (engine, arguments, _) throws(OperationError) in try engine.delete(arguments) }
        }
    }
}
