package import Carriers

// The chat part of CustomerService.svc.
extension Catalogue {
    package static let deleteChatSessions = TypedOperation<DeleteChatSessionsArguments, NothingAnswer>(
        "CustomerService.DeleteChatSessions", .associate, .respondOrManage, releases: 84...88)

    package static let customerServiceSessionsForUser = TypedOperation<NoArguments, ListAnswer<ChatSession>>(
        "CustomerService.ChatSessionsForUser", .associate, .member, releases: 84...88)

    package static let createSession = TypedOperation<CreateSessionArguments, RecordAnswer<CsSessionKey>>(
        "CustomerService.CreateSession", .associate, releases: 84...88)

    package static let removeSession = TypedOperation<RemoveSessionArguments, NothingAnswer>(
        "CustomerService.RemoveSession", .associate, releases: 84...88)

    package static let sessionIsValid = TypedOperation<SessionIsValidArguments, TruthAnswer>(
        "CustomerService.SessionIsValid", .associate, releases: 84...88)

    package static let hasChatNotify = TypedOperation<NoArguments, TruthAnswer>(
        "CustomerService.HasChatNotify", .associate, releases: 84...88)

    static let customerService: [Operation] = [
        deleteChatSessions.operation, customerServiceSessionsForUser.operation, createSession.operation,
        removeSession.operation, sessionIsValid.operation, hasChatNotify.operation,
    ]
}
