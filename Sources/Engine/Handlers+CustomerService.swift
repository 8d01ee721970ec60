import Messages

// CustomerService.svc.
extension HandlerTable {
    mutating func addCustomerService() {
        on(Catalogue.customerServiceSessionsForUser) { (engine, _, caller) throws(OperationError) in
            try engine.sessionNumbers(of: caller)
        }
        on(Catalogue.deleteChatSessions) { (engine, arguments, caller) throws(OperationError) in
            try engine.deleteSessions(arguments, for: caller)
        }
        on(Catalogue.createSession) { (engine, arguments, caller) throws(OperationError) in
            try engine.createSession(arguments, for: caller)
        }
        on(Catalogue.removeSession) { (engine, arguments, caller) throws(OperationError) in
            try engine.removeSession(arguments, for: caller)
        }
        on(Catalogue.sessionIsValid) { (engine, arguments, _) throws(OperationError) in try engine.sessionIsValid(arguments) }
        on(Catalogue.hasChatNotify) { (engine, _, caller) throws(OperationError) in try engine.hasChatNotify(caller) }
    }
}
