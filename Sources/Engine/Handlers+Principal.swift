import Messages

// SoPrincipal.svc.
extension HandlerTable {
    mutating func addPrincipal() {
        on(Catalogue.authenticateUsernamePassword) { (engine, arguments, _) throws(OperationError) in
            try engine.authenticate(arguments)
        }
    }
}
