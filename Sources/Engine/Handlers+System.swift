import Messages

// The host's groups.
extension HandlerTable {
    mutating func addSystem() {
        on(Catalogue.import) { (engine, document, caller) throws(OperationError) in try engine.importDocument(document, for: caller) }
        on(Catalogue.countRows) { (engine, _, _) throws(OperationError) in try engine.countRows() }
        on(Catalogue.metrics) { (engine, _, _) throws(OperationError) in try engine.metrics() }
        on(Catalogue.metricsText) { (engine, _, _) throws(OperationError) in TextAnswer(try engine.metricsText()) }
        on(Catalogue.audit) { (engine, arguments, _) throws(OperationError) in try engine.audit(arguments) }
        on(Catalogue.exportCustomer) { (engine, arguments, caller) throws(OperationError) in
            try engine.exportCustomer(arguments, for: caller)
        }
        on(Catalogue.eraseCustomer) { (engine, arguments, caller) throws(OperationError) in
            try engine.eraseCustomer(arguments, for: caller)
        }
        on(Catalogue.saveUser) { (engine, user, caller) throws(OperationError) in try engine.saveUser(user, for: caller) }
        on(Catalogue.deleteUser) { (engine, arguments, caller) throws(OperationError) in try engine.deleteUser(arguments, for: caller) }
        on(Catalogue.savePresence) { (engine, arguments, caller) throws(OperationError) in
            try engine.savePresence(arguments, for: caller)
        }
        on(Catalogue.issueAccessToken) { (engine, arguments, caller) throws(OperationError) in
            try engine.issueAccessToken(arguments, for: caller)
        }
        on(Catalogue.openBrowserSession) { (engine, arguments, _) throws(OperationError) in
            try engine.openBrowserSession(arguments)
        }
        on(Catalogue.endTicket) { (engine, arguments, _) throws(OperationError) in try engine.endTicket(arguments) }
        on(Catalogue.endSessions) { (engine, arguments, caller) throws(OperationError) in
            try engine.endSessions(arguments, for: caller)
        }
        on(Catalogue.listLocks) { (engine, _, _) throws(OperationError) in engine.listLocks() }
        on(Catalogue.liftLock) { (engine, arguments, caller) throws(OperationError) in try engine.liftLock(arguments, for: caller) }
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
        on(operations.save) { (engine, arguments, caller) throws(OperationError) in try engine.save(arguments, for: caller) }
        on(operations.get) { (engine, arguments, _) throws(OperationError) in try engine.get(arguments) }
        on(operations.delete) { (engine, arguments, caller) throws(OperationError) in try engine.delete(arguments, for: caller) }
    }
}
