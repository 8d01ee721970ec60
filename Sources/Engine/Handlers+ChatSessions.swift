import Messages

// Chat.svc and the routes of ChatSession.
extension HandlerTable {
    mutating func addChatSessions() {
        on(Catalogue.chatSessionsForUser) { (engine, _, caller) throws(OperationError) in try engine.sessions(of: caller) }
    }
}
