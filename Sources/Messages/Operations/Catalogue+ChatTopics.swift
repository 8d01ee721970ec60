package import Carriers

// Chat.svc and `/api/v1/ChatTopic`: topics, their agents, and who is there.
extension Catalogue {
    // MARK: The record

    package static let createDefaultChatTopicEntity = TypedOperation<NoArguments, RecordAnswer<ChatTopicEntity>>(
        "Chat.CreateDefaultChatTopicEntity", .associate, releases: 88...88, routes: [.agent("CreateDefaultChatTopicEntity")])

    package static let saveChatTopicEntity = TypedOperation<EntityArguments<ChatTopicEntity>, RecordAnswer<ChatTopicEntity>>(
        "Chat.SaveChatTopicEntity", .associate, .manage, releases: 88...88,
        routes: [.agent("SaveChatTopicEntity", body: .value(of: "ChatTopicEntity"))])

    package static let deleteChatTopicEntity = TypedOperation<EntityIDArguments<ChatTopicEntity>, NothingAnswer>(
        "Chat.DeleteChatTopicEntity", .associate, .manage, releases: 88...88,
        routes: [
            .agent("DeleteChatTopicEntity", query: ["chatTopicEntityId"]),
            .entity("DELETE", "ChatTopic/{id:ChatTopicEntityId}"),
        ])

    package static let getChatTopicEntity = TypedOperation<EntityIDArguments<ChatTopicEntity>, RecordAnswer<ChatTopicEntity>>(
        "Chat.GetChatTopicEntity", .associate, releases: 88...88,
        routes: [
            .agent("GetChatTopicEntity", query: ["chatTopicEntityId"]),
            .entity("GET", "ChatTopic/{id:ChatTopicEntityId}", hasLinks: true),
        ])

    package static let defaultChatTopicEntity = TypedOperation<NoArguments, RecordAnswer<ChatTopicEntity>>(
        "Chat.DefaultChatTopicEntity", .associate, routes: [.entity("GET", "ChatTopic/default")])

    package static let postChatTopicEntity = TypedOperation<EntityArguments<ChatTopicEntity>, RecordAnswer<ChatTopicEntity>>(
        "Chat.PostChatTopicEntity", .associate, .manageAny,
        routes: [.entity("POST", "ChatTopic", body: .value(of: "ChatTopicEntity"), hasLinks: true)])

    package static let putChatTopicEntity = TypedOperation<PutEntityArguments<ChatTopicEntity>, RecordAnswer<ChatTopicEntity>>(
        "Chat.PutChatTopicEntity", .associate, .manage,
        routes: [.entity("PUT", "ChatTopic/{id:ChatTopicEntityId}", body: .value(of: "ChatTopicEntity"), hasLinks: true)])

    package static let patchChatTopicEntity = TypedOperation<PatchEntityArguments<ChatTopicEntity>, RecordAnswer<ChatTopicEntity>>(
        "Chat.PatchChatTopicEntity", .associate, .manage,
        routes: [.entity("PATCH", "ChatTopic/{id:ChatTopicEntityId}", body: .text(of: "Patch"), hasLinks: true)])

    package static let chatTopicsForUser = TypedOperation<NoArguments, ListAnswer<ChatTopicEntity>>(
        "Chat.ChatTopicsForUser", .associate, .member, releases: 88...88,
        routes: [.agent("ChatTopicsForUser"), .entity("GET", "ChatTopic/ForCurrentUser")])

    package static let isWithinOpeningHours = TypedOperation<ChatTopicIDArguments, TruthAnswer>(
        "Chat.IsWithinOpeningHours", .associate, releases: 86...88,
        routes: [.agent("IsWithinOpeningHours", body: .arguments), .entity("GET", "ChatTopic/{chatTopicId}/IsOpen")])

    // MARK: Its sessions

    package static let topicSessions = TypedOperation<TopicSessionListArguments, ODataAnswer<ODataRow>>(
        "Chat.Sessions", .associate, .member,
        routes: [.entity("GET", "ChatTopic/{id:ChatTopicEntityId}/Sessions", query: ODataOptions.query)])

    package static let createChatSessionForTopic = TypedOperation<ChatTopicIDArguments, RecordAnswer<ChatSessionEntity>>(
        "Chat.CreateChatSessionForTopic", .associate, .member, releases: 88...88,
        routes: [.agent("CreateChatSessionForTopic", body: .arguments), .entity("POST", "ChatTopic/{chatTopicId}/Sessions")])

    // MARK: Its agents

    package static let createDefaultChatTopicAgent = TypedOperation<NoArguments, RecordAnswer<ChatTopicAgent>>(
        "Chat.CreateDefaultChatTopicAgent", .associate, releases: 88...88, routes: [.agent("CreateDefaultChatTopicAgent")])

    package static let getUserAgentList = TypedOperation<GetUserAgentListArguments, ListAnswer<MDOListItem>>(
        "Chat.GetUserAgentList", .associate, releases: 88...88,
        routes: [
            .agent("GetUserAgentList", body: .arguments),
            .entity("GET", "ChatTopic/UserAgents", query: ["flat", "onlyPresent"]),
        ])

    package static let getChatTopicUserAgentList = TypedOperation<ChatTopicIDArguments, ListAnswer<ChatTopicAgent>>(
        "Chat.GetChatTopicUserAgentList", .associate, releases: 88...88,
        routes: [.agent("GetChatTopicUserAgentList", body: .arguments), .entity("GET", "ChatTopic/{chatTopicId}/UserAgent")])

    package static let getChatTopicUserAgent = TypedOperation<ChatTopicUsernameArguments, RecordAnswer<ChatTopicAgent>>(
        "Chat.GetChatTopicUserAgent", .associate, releases: 88...88,
        routes: [
            .agent("GetChatTopicUserAgent", body: .arguments), .entity("GET", "ChatTopic/{chatTopicId}/UserAgent/{username}"),
        ])

    package static let addChatTopicUserAgent = TypedOperation<AddChatTopicUserAgentArguments, RecordAnswer<ChatTopicAgent>>(
        "Chat.AddChatTopicUserAgent", .associate, .manage, releases: 88...88,
        routes: [
            .agent("AddChatTopicUserAgent", body: .arguments),
            .entity("POST", "ChatTopic/{chatTopicId}/UserAgent", body: .value(of: "Useragent")),
        ])

    package static let updateChatTopicUserAgent = TypedOperation<UpdateChatTopicUserAgentArguments, RecordAnswer<ChatTopicAgent>>(
        "Chat.UpdateChatTopicUserAgent", .associate, .manage, releases: 88...88,
        routes: [
            .agent("UpdateChatTopicUserAgent", body: .arguments),
            .entity("PUT", "ChatTopic/{chatTopicId}/UserAgent/{username}", body: .value(of: "Useragent")),
        ])

    package static let updateChatTopicUserAgents = TypedOperation<UpdateChatTopicUserAgentsArguments, ListAnswer<ChatTopicAgent>>(
        "Chat.UpdateChatTopicUserAgents", .associate, .manage, releases: 88...88,
        routes: [
            .agent("UpdateChatTopicUserAgents", body: .arguments),
            .entity("PUT", "ChatTopic/{chatTopicId}/UserAgent", body: .value(of: "Useragents")),
        ])

    package static let deleteChatTopicUserAgent = TypedOperation<ChatTopicUsernameArguments, NothingAnswer>(
        "Chat.DeleteChatTopicUserAgent", .associate, .manage, releases: 88...88,
        routes: [
            .agent("DeleteChatTopicUserAgent", body: .arguments),
            .entity("DELETE", "ChatTopic/{chatTopicId}/UserAgent/{username}"),
        ])

    // MARK: Who is there

    package static let getChatPresence = TypedOperation<NoArguments, ListAnswer<ChatPresence>>(
        "Chat.GetChatPresence", .associate, releases: 86...88, routes: [.agent("GetChatPresence")])

    package static let saveChatPresence = TypedOperation<SaveChatPresenceArguments, NothingAnswer>(
        "Chat.SaveChatPresence", .associate, releases: 86...88, routes: [.agent("SaveChatPresence", body: .arguments)])

    static let chatTopics: [Operation] = [
        createDefaultChatTopicEntity.operation, saveChatTopicEntity.operation, deleteChatTopicEntity.operation,
        getChatTopicEntity.operation, defaultChatTopicEntity.operation, postChatTopicEntity.operation,
        putChatTopicEntity.operation, patchChatTopicEntity.operation, chatTopicsForUser.operation,
        isWithinOpeningHours.operation, topicSessions.operation, createChatSessionForTopic.operation,
        createDefaultChatTopicAgent.operation, getUserAgentList.operation, getChatTopicUserAgentList.operation,
        getChatTopicUserAgent.operation, addChatTopicUserAgent.operation, updateChatTopicUserAgent.operation,
        updateChatTopicUserAgents.operation, deleteChatTopicUserAgent.operation, getChatPresence.operation,
        saveChatPresence.operation,
    ]
}
