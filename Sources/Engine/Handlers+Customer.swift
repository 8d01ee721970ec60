import Carriers
import Messages

// What customers do for themselves.
extension HandlerTable {
    mutating func addCustomer() {
        on(Catalogue.startSession) { (engine, arguments, caller) throws(OperationError) in
            try engine.startSession(arguments, for: caller)
        }
        on(Catalogue.getSession) { (engine, _, caller) throws(OperationError) in try engine.session(of: caller) }
        on(Catalogue.returnToSession) { (engine, _, caller) throws(OperationError) in try engine.returnToSession(caller) }
        on(Catalogue.leaveSession) { (engine, _, caller) throws(OperationError) in try engine.leaveSession(caller) }

        on(Catalogue.submitForm) { (engine, form, caller) throws(OperationError) in try engine.submitForm(form, for: caller) }
        on(Catalogue.consent) { (engine, _, caller) throws(OperationError) in try engine.consent(caller) }
        on(Catalogue.askFaq) { (engine, arguments, caller) throws(OperationError) in try engine.askFaq(arguments, for: caller) }
        on(Catalogue.answerFaq) { (engine, arguments, caller) throws(OperationError) in
            try engine.answerFaq(arguments, for: caller)
        }
        on(Catalogue.openOfflineForm) { (engine, _, caller) throws(OperationError) in try engine.openOfflineForm(caller) }
        on(Catalogue.submitOfflineForm) { (engine, form, caller) throws(OperationError) in
            try engine.submitOfflineForm(form, for: caller)
        }

        on(Catalogue.postMessage) { (engine, arguments, caller) throws(OperationError) in
            try engine.postMessage(arguments, for: caller)
        }
        on(Catalogue.getMessages) { (engine, arguments, caller) throws(OperationError) in
            try engine.messages(arguments, for: caller)
        }
        on(Catalogue.setTyping) { (engine, arguments, caller) throws(OperationError) in try engine.setTyping(arguments, for: caller) }
        on(Catalogue.markRead) { (engine, arguments, caller) throws(OperationError) in try engine.markRead(arguments, for: caller) }
        on(Catalogue.clickOption) { (engine, arguments, caller) throws(OperationError) in
            try engine.clickOption(arguments, for: caller)
        }

        on(Catalogue.rate) { (engine, arguments, caller) throws(OperationError) in try engine.rate(arguments, for: caller) }
        on(Catalogue.requestTranscript) { (engine, arguments, caller) throws(OperationError) in
            try engine.requestTranscript(arguments, for: caller)
        }
    }
}
