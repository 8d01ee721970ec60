package import Carriers

// The chat part of CustomerService.svc.
extension Catalogue {
    package static let customerServiceSessionsForUser = TypedOperation<NoArguments, ListAnswer<ChatSession>>(
        "CustomerService.ChatSessionsForUser", .associate, .member, releases: 84...88)

    package static let deleteChatSessions = TypedOperation<DeleteChatSessionsArguments, NothingAnswer>(
        "CustomerService.DeleteChatSessions", .associate, .respondOrManage, releases: 84...88)

    static let customerService: [Operation] = [customerServiceSessionsForUser.operation, deleteChatSessions.operation]
}
