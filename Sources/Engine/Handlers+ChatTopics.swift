import Messages

// Chat.svc and the routes of ChatTopic.
extension HandlerTable {
    mutating func addChatTopics() {
        on(Catalogue.getChatPresence) { (engine, _, _) throws(OperationError) in try engine.presence() }
    }
}
