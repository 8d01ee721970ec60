package import Carriers

// Chat.svc and `/api/v1/ChatSession`: sessions and what is said in them.
extension Catalogue {
    package static let getChatPresence = TypedOperation<NoArguments, ListAnswer<ChatPresence>>(
        "Chat.GetChatPresence", .associate, releases: 86...88, routes: [.agent("GetChatPresence")])

    package static let chatSessionsForUser = TypedOperation<NoArguments, ListAnswer<ChatSessionEntity>>(
        "Chat.ChatSessionsForUser", .associate, .member, releases: 88...88,
        routes: [.agent("ChatSessionsForUser"), .entity("GET", "ChatSession/ForCurrentUser")])

    static let chatSessions: [Operation] = [getChatPresence.operation, chatSessionsForUser.operation]
}
