import Carriers
import Messages

// Chat.svc and the routes of ChatSession.
extension HandlerTable {
    mutating func addChatSessions() {
        on(Catalogue.createDefaultChatSessionEntity) { (_, _, _) throws(OperationError) in RecordAnswer(ChatSessionEntity()) }
        on(Catalogue.defaultChatSessionEntity) { (_, _, _) throws(OperationError) in RecordAnswer(ChatSessionEntity()) }
        on(Catalogue.getChatSessionEntity) { (engine, arguments, caller) throws(OperationError) in
            try engine.session(arguments, for: caller)
        }
        on(Catalogue.saveChatSessionEntity) { (engine, arguments, caller) throws(OperationError) in
            try engine.saveSession(arguments.entity, for: caller)
        }
        on(Catalogue.postChatSessionEntity) { (engine, arguments, caller) throws(OperationError) in
            try engine.postSession(arguments.entity, for: caller)
        }
        on(Catalogue.putChatSessionEntity) { (engine, arguments, caller, context) throws(OperationError) in
            try engine.putSession(arguments, for: caller, context)
        }
        on(Catalogue.patchChatSessionEntity) { (engine, arguments, caller, context) throws(OperationError) in
            try engine.patchSession(arguments, for: caller, context)
        }
        on(Catalogue.deleteChatSessionEntity) { (engine, arguments, caller, context) throws(OperationError) in
            try engine.deleteSession(arguments, for: caller, context)
        }
        on(Catalogue.getAll) { (engine, arguments, caller, context) throws(OperationError) in
            try engine.sessionList(arguments, for: caller, context)
        }
        on(Catalogue.topicSessions) { (engine, arguments, caller, context) throws(OperationError) in
            try engine.sessionList(arguments, for: caller, context)
        }
        on(Catalogue.chatSessionsForUser) { (engine, _, caller) throws(OperationError) in try engine.sessions(of: caller) }

        on(Catalogue.pickUpChatSession, findingCaller: true) { (engine, arguments, caller) throws(OperationError) in
            try engine.pickUp(arguments, for: caller)
        }
        on(Catalogue.pickUpFirstChatSession, findingCaller: true) { (engine, _, caller) throws(OperationError) in
            try engine.pickUpFirst(for: caller)
        }
        on(Catalogue.transferChatSession) { (engine, arguments, caller) throws(OperationError) in
            try engine.transfer(arguments, for: caller)
        }
        on(Catalogue.acceptChatSessionTransfer) { (engine, arguments, caller) throws(OperationError) in
            try engine.acceptTransfer(arguments, for: caller)
        }
        on(Catalogue.rejectChatSessionTransfer) { (engine, arguments, caller) throws(OperationError) in
            try engine.rejectTransfer(arguments, for: caller)
        }
        on(Catalogue.resetChatSession) { (engine, arguments, caller) throws(OperationError) in
            try engine.resetSession(arguments, for: caller)
        }

        on(Catalogue.getChatTranscript) { (engine, arguments, caller, context) throws(OperationError) in
            try engine.transcript(arguments, for: caller, context)
        }
        on(Catalogue.getChatMessages) { (engine, arguments, caller) throws(OperationError) in
            try engine.messages(arguments, for: caller)
        }
        on(Catalogue.addChatMessage, findingCaller: true) { (engine, arguments, caller, context) throws(OperationError) in
            try engine.addMessage(arguments, for: caller, context)
        }
    }
}
