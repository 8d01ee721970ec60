// Chat.svc and `/api/v1/ChatTopic`: topics and their agents.
extension Catalogue {
    static let chatTopics: [Operation] = []
}
