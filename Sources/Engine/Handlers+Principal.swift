import Messages

// SoPrincipal.svc.
extension HandlerTable {
    mutating func addPrincipal() {
        on(Catalogue.authenticateUsernamePassword) { (engine, arguments, caller) throws(OperationError) in
            try engine.authenticate(arguments, for: caller)
        }
    }
}
