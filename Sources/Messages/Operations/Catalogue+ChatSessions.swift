package import Carriers

// Chat.svc and `/api/v1/ChatSession`: sessions, as records and as they are lived through.
extension Catalogue {
    // MARK: The record

    package static let createDefaultChatSessionEntity = TypedOperation<NoArguments, RecordAnswer<ChatSessionEntity>>(
        "Chat.CreateDefaultChatSessionEntity", .associate, releases: 88...88,
        routes: [.agent("CreateDefaultChatSessionEntity")])

    package static let saveChatSessionEntity = TypedOperation<EntityArguments<ChatSessionEntity>, RecordAnswer<ChatSessionEntity>>(
        "Chat.SaveChatSessionEntity", .associate, .respondOrManage, releases: 88...88,
        routes: [.agent("SaveChatSessionEntity", body: .value(of: "ChatSessionEntity"))])

    package static let deleteChatSessionEntity = TypedOperation<EntityIDArguments<ChatSessionEntity>, NothingAnswer>(
        "Chat.DeleteChatSessionEntity", .associate, .respondOrManage, releases: 88...88,
        routes: [
            .agent("DeleteChatSessionEntity", query: ["chatSessionEntityId"]),
            .entity("DELETE", "ChatSession/{id:ChatSessionEntityId}"),
        ])

    package static let getChatSessionEntity = TypedOperation<EntityIDArguments<ChatSessionEntity>, RecordAnswer<ChatSessionEntity>>(
        "Chat.GetChatSessionEntity", .associate, .member, releases: 88...88,
        routes: [
            .agent("GetChatSessionEntity", query: ["chatSessionEntityId"]),
            .entity("GET", "ChatSession/{id:ChatSessionEntityId}", hasLinks: true),
        ])

    package static let defaultChatSessionEntity = TypedOperation<NoArguments, RecordAnswer<ChatSessionEntity>>(
        "Chat.DefaultChatSessionEntity", .associate, routes: [.entity("GET", "ChatSession/default")])

    package static let getAll = TypedOperation<SessionListArguments, ODataAnswer<ODataRow>>(
        "Chat.GetAll", .associate, .member, routes: [.entity("GET", "ChatSession", query: ODataOptions.query)])

    package static let postChatSessionEntity = TypedOperation<EntityArguments<ChatSessionEntity>, RecordAnswer<ChatSessionEntity>>(
        "Chat.PostChatSessionEntity", .associate, .respondOrManage,
        routes: [.entity("POST", "ChatSession", body: .value(of: "ChatSessionEntity"), hasLinks: true)])

    package static let putChatSessionEntity = TypedOperation<PutEntityArguments<ChatSessionEntity>, RecordAnswer<ChatSessionEntity>>(
        "Chat.PutChatSessionEntity", .associate, .respondOrManage,
        routes: [
            .entity("PUT", "ChatSession/{id:ChatSessionEntityId}", body: .value(of: "ChatSessionEntity"), hasLinks: true)
        ])

    package static let patchChatSessionEntity = TypedOperation<PatchEntityArguments<ChatSessionEntity>, RecordAnswer<ChatSessionEntity>>(
        "Chat.PatchChatSessionEntity", .associate, .respondOrManage,
        routes: [.entity("PATCH", "ChatSession/{id:ChatSessionEntityId}", body: .text(of: "Patch"), hasLinks: true)])

    // MARK: Its life

    package static let chatSessionsForUser = TypedOperation<NoArguments, ListAnswer<ChatSessionEntity>>(
        "Chat.ChatSessionsForUser", .associate, .member, releases: 88...88,
        routes: [.agent("ChatSessionsForUser"), .entity("GET", "ChatSession/ForCurrentUser")])

    package static let transferChatSession = TypedOperation<TransferChatSessionArguments, RecordAnswer<ChatSessionEntity>>(
        "Chat.TransferChatSession", .associate, .holder, releases: 88...88,
        routes: [
            .agent("TransferChatSession", body: .arguments),
            .entity("POST", "ChatSession/{chatSessionId}/TransferTo/{toAssociate}"),
        ])

    package static let acceptChatSessionTransfer = TypedOperation<ChatSessionIDArguments, RecordAnswer<ChatSessionEntity>>(
        "Chat.AcceptChatSessionTransfer", .associate, .holder, releases: 88...88,
        routes: [
            .agent("AcceptChatSessionTransfer", body: .arguments),
            .entity("POST", "ChatSession/{chatSessionId}/AcceptTransfer"),
        ])

    package static let rejectChatSessionTransfer = TypedOperation<ChatSessionIDArguments, RecordAnswer<ChatSessionEntity>>(
        "Chat.RejectChatSessionTransfer", .associate, .holder, releases: 88...88,
        routes: [
            .agent("RejectChatSessionTransfer", body: .arguments),
            .entity("POST", "ChatSession/{chatSessionId}/RejectTransfer"),
        ])

    package static let pickUpChatSession = TypedOperation<ChatSessionIDArguments, RecordAnswer<ChatSessionEntity>>(
        "Chat.PickUpChatSession", .associate, .respond, releases: 88...88,
        routes: [
            .agent("PickUpChatSession", body: .arguments),
            .entity("POST", "ChatSession/{chatSessionId}/Pickup", answersNull: true),
        ])

    package static let pickUpFirstChatSession = TypedOperation<NoArguments, RecordAnswer<ChatSessionEntity>>(
        "Chat.PickUpFirstChatSession", .associate, .respond, releases: 88...88,
        routes: [.agent("PickUpFirstChatSession"), .entity("POST", "ChatSession/Pickup", answersNull: true)])

    package static let resetChatSession = TypedOperation<ChatSessionIDArguments, RecordAnswer<ChatSessionEntity>>(
        "Chat.ResetChatSession", .associate, .respondOrManage, releases: 88...88,
        routes: [.agent("ResetChatSession", body: .arguments), .entity("POST", "ChatSession/{chatSessionId}/Reset")])

    // MARK: What is said

    package static let getChatTranscript = TypedOperation<GetChatTranscriptArguments, TextAnswer>(
        "Chat.GetChatTranscript", .associate, .member, releases: 88...88,
        routes: [
            .agent("GetChatTranscript", body: .arguments),
            .entity("POST", "ChatSession/{chatSessionId}/Transcript", query: ["html"]),
        ])

    package static let getChatMessages = TypedOperation<GetChatMessagesArguments, ListAnswer<ChatMessage>>(
        "Chat.GetChatMessages", .associate, .member, releases: 88...88,
        routes: [
            .agent("GetChatMessages", body: .arguments),
            .entity("GET", "ChatSession/{chatSessionId}/Messages", query: ["after"]),
        ])

    package static let addChatMessage = TypedOperation<AddChatMessageArguments, RecordAnswer<ChatMessage>>(
        "Chat.AddChatMessage", .associate, .respondOrManage, releases: 88...88,
        routes: [
            .agent("AddChatMessage", body: .arguments),
            .entity("POST", "ChatSession/{chatSessionId}/Messages", body: .value(of: "Message")),
        ])

    static let chatSessions: [Operation] = [
        createDefaultChatSessionEntity.operation, saveChatSessionEntity.operation, deleteChatSessionEntity.operation,
        getChatSessionEntity.operation, defaultChatSessionEntity.operation, getAll.operation, postChatSessionEntity.operation,
        putChatSessionEntity.operation, patchChatSessionEntity.operation, chatSessionsForUser.operation,
        transferChatSession.operation, acceptChatSessionTransfer.operation, rejectChatSessionTransfer.operation,
        pickUpChatSession.operation, pickUpFirstChatSession.operation, resetChatSession.operation,
        getChatTranscript.operation, getChatMessages.operation, addChatMessage.operation,
    ]
}
