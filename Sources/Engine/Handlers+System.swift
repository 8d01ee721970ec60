import Messages

// The host's groups.
extension HandlerTable {
    mutating func addSystem() {
        on(Catalogue.import) { (engine, document, _) throws(OperationError) in try engine.importDocument(document) }
        on(Catalogue.countRows) { (engine, _, _) throws(OperationError) in try engine.countRows() }
        on(Catalogue.metrics) { (engine, _, _) throws(OperationError) in try engine.metrics() }
        on(Catalogue.metricsText) { (engine, _, _) throws(OperationError) in TextAnswer(try engine.metricsText()) }
        on(Catalogue.saveUser) { (engine, user, _) throws(OperationError) in try engine.saveUser(user) }
        on(Catalogue.deleteUser) { (engine, arguments, _) throws(OperationError) in try engine.deleteUser(arguments) }
        on(Catalogue.savePresence) { (engine, arguments, _) throws(OperationError) in
            try engine.savePresence(arguments)
        }
        on(Catalogue.issueAccessToken) { (engine, arguments, _) throws(OperationError) in
            try engine.issueAccessToken(arguments)
        }
        on(Catalogue.openBrowserSession) { (engine, arguments, _) throws(OperationError) in
            try engine.openBrowserSession(arguments)
        }
        on(Catalogue.endTicket) { (engine, arguments, _) throws(OperationError) in try engine.endTicket(arguments) }
        on(Catalogue.endSessions) { (engine, arguments, _) throws(OperationError) in try engine.endSessions(arguments) }
        keep(Catalogue.associates)
        keep(Catalogue.persons)
        keep(Catalogue.contacts)
        keep(Catalogue.projects)
        keep(Catalogue.sales)
        keep(Catalogue.tickets)
        keep(Catalogue.topics)
        keep(Catalogue.sessions)
        keep(Catalogue.faqEntries)
    }

    /// The three operations of a kind of record.
    private mutating func keep<Record: StoredRecord>(_ operations: DirectoryOperations<Record>) {
        on(operations.save) { (engine, arguments, _) throws(OperationError) in try engine.save(arguments) }
        on(operations.get) { (engine, arguments, _) throws(OperationError) in try engine.get(arguments) }
        on(operations.delete) { (engine, arguments, _) throws(OperationError) in try engine.delete(arguments) }
    }
}
