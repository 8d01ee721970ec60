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
    }
}
