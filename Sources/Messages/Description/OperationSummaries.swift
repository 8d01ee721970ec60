extension Operation {
    /// What the operation does, in a sentence; empty for the host's, which the header and the manual tell of.
    var summary: String { OperationSummaries.all[name].map { "\($0)" } ?? "" }
}

/// One sentence for each operation of the protocol, for people who read descriptions.
enum OperationSummaries {
    static let all: [String: StaticString] = [
        "SoPrincipal.GetSystemInfo": "Tells what the installation is.",
        "SoPrincipal.AuthenticateImplicit": "Signs in whoever is known already by what came beside the message.",
        "SoPrincipal.AuthenticateUsernamePassword": "Signs in with a user's name and password; the answer has a ticket.",
        "SoPrincipal.AuthenticateGeneric": "Signs in with what pairs name: UserName and Password, Ticket, or AccessToken.",
        "SoPrincipal.AuthenticateWithAccessToken": "Signs in with an access token.",

        "CustomerService.DeleteChatSessions": "Marks sessions as deleted.",
        "CustomerService.ChatSessionsForUser": "The numbers of the sessions in the caller's topics.",
        "CustomerService.CreateSession": "Opens a session of customer service; its key is shown this once.",
        "CustomerService.RemoveSession": "Ends a session of customer service.",
        "CustomerService.SessionIsValid": "Whether a session of customer service is under way; asking keeps it so.",
        "CustomerService.HasChatNotify": "Whether the caller is notified of new chats in any topic.",

        "Chat.CreateDefaultChatSessionEntity": "A session with its defaults, which is not saved.",
        "Chat.DefaultChatSessionEntity": "A session with its defaults, which is not saved.",
        "Chat.SaveChatSessionEntity": "Saves a session; a new one when it has no number.",
        "Chat.PostChatSessionEntity": "Saves a new session.",
        "Chat.PutChatSessionEntity": "Saves a session in the place of the one of that number.",
        "Chat.PatchChatSessionEntity": "Changes what a patch names in a session.",
        "Chat.DeleteChatSessionEntity": "Marks a session as deleted.",
        "Chat.GetChatSessionEntity": "A session by its number.",
        "Chat.GetAll": "The sessions in the caller's topics that a filter lets through, in pages.",
        "Chat.ChatSessionsForUser": "The sessions in the caller's topics.",
        "Chat.TransferChatSession": "Offers a session to another associate.",
        "Chat.AcceptChatSessionTransfer": "Takes over a session that is offered to the caller.",
        "Chat.RejectChatSessionTransfer": "Turns down a session that is offered to the caller.",
        "Chat.PickUpChatSession": "Takes a session from the queue; null when it is not there.",
        "Chat.PickUpFirstChatSession": "Takes the session that has waited longest; null when none waits.",
        "Chat.ResetChatSession": "Takes a session from its bot or holder and puts it where a new one would be.",
        "Chat.GetChatTranscript": "What was said in a session, as text or HTML.",
        "Chat.GetChatMessages": "The messages of a session, those behind a number only.",
        "Chat.AddChatMessage": "Says something in a session.",

        "Chat.CreateDefaultChatTopicEntity": "A topic with its defaults, which is not saved.",
        "Chat.DefaultChatTopicEntity": "A topic with its defaults, which is not saved.",
        "Chat.SaveChatTopicEntity": "Saves a topic; a new one when it has no number.",
        "Chat.PostChatTopicEntity": "Saves a new topic.",
        "Chat.PutChatTopicEntity": "Saves a topic in the place of the one of that number.",
        "Chat.PatchChatTopicEntity": "Changes what a patch names in a topic.",
        "Chat.DeleteChatTopicEntity": "Deletes a topic that has no sessions.",
        "Chat.GetChatTopicEntity": "A topic by its number.",
        "Chat.ChatTopicsForUser": "The topics in which the caller holds a right.",
        "Chat.IsWithinOpeningHours": "Whether a topic is open at this moment.",
        "Chat.Sessions": "The sessions of a topic that a filter lets through, in pages.",
        "Chat.CreateChatSessionForTopic": "Starts a session in a topic.",
        "Chat.CreateDefaultChatTopicAgent": "An agent with its defaults, which is not saved.",
        "Chat.GetUserAgentList": "The members of all topics, each once or below each of their topics.",
        "Chat.GetChatTopicUserAgentList": "The agents of a topic.",
        "Chat.GetChatTopicUserAgent": "One agent of a topic.",
        "Chat.AddChatTopicUserAgent": "Makes somebody an agent of a topic.",
        "Chat.UpdateChatTopicUserAgent": "Changes the rights of an agent in a topic.",
        "Chat.UpdateChatTopicUserAgents": "Makes these the agents of a topic, and nobody else.",
        "Chat.DeleteChatTopicUserAgent": "Takes an agent from a topic.",
        "Chat.GetChatPresence": "Who is an agent, who is there, and how many chats they hold.",
        "Chat.SaveChatPresence": "Says who is there.",
    ]
}
