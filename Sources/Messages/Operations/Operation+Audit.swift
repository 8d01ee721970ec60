extension Operation {
    /// Whether the audit says who did it: whatever changes something does, but for talk, which names its authors itself, and
    /// for signing in and out. So does what hands out all that is known of a customer.
    package var isAudited: Bool { !Operation.unaudited.contains(name) && !(group == "Directory" && method.hasPrefix("Get")) }

    // What is not audited is listed, so that an operation that is added is, unless somebody says otherwise.
    private static let unaudited: Set<String> = [
        // Signing in and out.
        "SoPrincipal.GetSystemInfo", "SoPrincipal.AuthenticateImplicit", "SoPrincipal.AuthenticateUsernamePassword",
        "SoPrincipal.AuthenticateGeneric", "SoPrincipal.AuthenticateWithAccessToken", "CustomerService.CreateSession",
        "CustomerService.RemoveSession", "CustomerService.SessionIsValid", "System.OpenBrowserSession", "System.EndTicket",
        // Reading.
        "CustomerService.ChatSessionsForUser", "CustomerService.HasChatNotify", "Chat.CreateDefaultChatSessionEntity",
        "Chat.DefaultChatSessionEntity", "Chat.GetChatSessionEntity", "Chat.GetAll", "Chat.ChatSessionsForUser",
        "Chat.GetChatTranscript", "Chat.GetChatMessages", "Chat.CreateDefaultChatTopicEntity", "Chat.DefaultChatTopicEntity",
        "Chat.GetChatTopicEntity", "Chat.ChatTopicsForUser", "Chat.IsWithinOpeningHours", "Chat.Sessions",
        "Chat.CreateDefaultChatTopicAgent", "Chat.GetUserAgentList", "Chat.GetChatTopicUserAgentList",
        "Chat.GetChatTopicUserAgent", "Chat.GetChatPresence", "Customer.AskFaq", "Customer.GetMessages", "System.CountRows",
        "System.ListLocks", "System.Metrics", "System.MetricsText", "System.Audit",
        // Talk, and signs of life.
        "Chat.AddChatMessage", "Customer.GetSession", "Customer.Return", "Customer.PostMessage", "Customer.SetTyping",
        "Customer.MarkRead", "Customer.ClickOption",
    ]
}
