import Messages

// SoPrincipal.svc.
extension HandlerTable {
    mutating func addPrincipal() {
        on(Catalogue.getSystemInfo) { (engine, _, _) throws(OperationError) in engine.systemInfo() }
        on(Catalogue.authenticateImplicit) { (engine, _, caller) throws(OperationError) in
            try engine.authenticateImplicitly(caller)
        }
        on(Catalogue.authenticateUsernamePassword) { (engine, arguments, caller) throws(OperationError) in
            try engine.authenticate(arguments, for: caller)
        }
        on(Catalogue.authenticateGeneric) { (engine, arguments, caller) throws(OperationError) in
            try engine.authenticate(arguments, for: caller)
        }
        on(Catalogue.authenticateWithAccessToken) { (engine, arguments, _) throws(OperationError) in
            try engine.authenticate(arguments)
        }
    }
}
