package import Carriers
package import Wire

/// A session as its customer sees it: nothing of what is the agents' own.
package struct CustomerSession: OperationAnswer {
    package static var typeName: StaticString { "CustomerSession" }
    package static let codec = Codec<CustomerSession>.shared()
    package static var valueName: String { "CustomerSession" }
    package static var keyFields: [StaticString] { ["SessionKey", "ChatSessionId"] }

    /// Shown when the session begins, and never again.
    package var sessionKey: String?
    package var chatSessionID: Int32 = 0
    package var chatTopicID: Int32 = 0
    package var topicName: String?
    package var status = ChatSessionStatus.zero
    package var customerName: String?
    package var customerConsented = false
    package var whenRequested = DateTime.empty
    package var whenStarted = DateTime.empty
    package var whenEnded = DateTime.empty
    /// 1 is next; 0 outside the queue.
    package var queuePosition: Int32 = 0
    package var queueText: String?
    /// Whether the customer may leave the queue for the offline form.
    package var offersOfflineForm = false
    /// Who holds the session: an agent, or the bot.
    package var agentName: String?
    package var agentTyping = false
    package var chatbotIsActive = false
    /// How many messages for the customer were not read.
    package var unreadCount: Int32 = 0
    package var lastMessageID: Int32 = 0
    /// The texts of the form that the status shows, and what it asks for.
    package var formHeader: String?
    package var formMessage: String?
    package var requiredFields = WidgetRequiredFields()
    package var asksConsent = false
    package var rating: Int32 = 0
    package var offersRating = false
    package var ratingText: String?
    package var offersTranscript = false
    package var welcomeTitle: String?
    package var welcomeMessage: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("SessionKey", &sessionKey)
        try visitor.field("ChatSessionId", &chatSessionID)
        try visitor.field("ChatTopicId", &chatTopicID)
        try visitor.field("TopicName", &topicName)
        try visitor.field("Status", &status)
        try visitor.field("CustomerName", &customerName)
        try visitor.field("CustomerConsented", &customerConsented)
        try visitor.field("WhenRequested", &whenRequested)
        try visitor.field("WhenStarted", &whenStarted)
        try visitor.field("WhenEnded", &whenEnded)
        try visitor.field("QueuePosition", &queuePosition)
        try visitor.field("QueueText", &queueText)
        try visitor.field("OffersOfflineForm", &offersOfflineForm)
        try visitor.field("AgentName", &agentName)
        try visitor.field("AgentTyping", &agentTyping)
        try visitor.field("ChatbotIsActive", &chatbotIsActive)
        try visitor.field("UnreadCount", &unreadCount)
        try visitor.field("LastMessageId", &lastMessageID)
        try visitor.field("FormHeader", &formHeader)
        try visitor.field("FormMessage", &formMessage)
        try visitor.field("RequiredFields", &requiredFields)
        try visitor.field("AsksConsent", &asksConsent)
        try visitor.field("Rating", &rating)
        try visitor.field("OffersRating", &offersRating)
        try visitor.field("RatingText", &ratingText)
        try visitor.field("OffersTranscript", &offersTranscript)
        try visitor.field("WelcomeTitle", &welcomeTitle)
        try visitor.field("WelcomeMessage", &welcomeMessage)
    }

    package mutating func visitValue<V: ValueVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitItself(&visitor)
    }
}
