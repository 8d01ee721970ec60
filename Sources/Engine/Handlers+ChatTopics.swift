import Messages

// Chat.svc and the routes of ChatTopic.
extension HandlerTable {
    mutating func addChatTopics() {}
}
