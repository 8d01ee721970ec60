package import Wire

/// A chat between a customer and an agent, with all that is known of both.
package struct ChatSessionEntity: RightsCarrier {
    package static var typeName: StaticString { "ChatSessionEntity" }
    package static let codec = Codec<ChatSessionEntity>()
    package static var keyFields: [StaticString] { ["ChatSessionId"] }

    package var rights = CarrierRights()
    package var chatSessionID: Int32 = 0
    package var topicID: Int32 = 0
    @Apart package var user: Associate?
    @Apart package var person: Person?
    @SharedText package var customerAlias: String?
    @SharedText package var customerHost: String?
    @SharedText package var customerName: String?
    @SharedText package var customerEmail: String?
    @SharedText package var customerPhone: String?
    package var customerConsented = false
    @SharedText package var customerCompanyName: String?
    package var status = ChatSessionStatus.zero
    @SharedText package var firstMessage: String?
    @SharedText package var lastMessage: String?
    package var whenRequested = DateTime.empty
    package var whenStarted = DateTime.empty
    package var whenEnded = DateTime.empty
    package var whenIdle = DateTime.empty
    package var whenFetched = DateTime.empty
    @SharedText package var sessionKey: String?
    package var initialQueuePos: Int32 = 0
    package var alertLevel: Int32 = 0
    package var rank: Int32 = 0
    package var flags = ChatSessionFlags()
    @Apart package var contact: Contact?
    @Apart package var project: Project?
    @Apart package var sale: Sale?
    @Apart package var ticket: Ticket?
    @Apart package var transferTo: Associate?
    package var chatbotIsActive = false
    package var rating: Int32 = 0
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visitFields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("ChatSessionId", &chatSessionID)
        try visitor.field("TopicId", &topicID)
        try visitor.field("User", &_user.box)
        try visitor.field("Person", &_person.box)
        try visitor.field("CustomerAlias", &_customerAlias)
        try visitor.field("CustomerHost", &_customerHost)
        try visitor.field("CustomerName", &_customerName)
        try visitor.field("CustomerEmail", &_customerEmail)
        try visitor.field("CustomerPhone", &_customerPhone)
        try visitor.field("CustomerConsented", &customerConsented)
        try visitor.field("CustomerCompanyName", &_customerCompanyName)
        try visitor.field("Status", &status)
        try visitor.field("FirstMessage", &_firstMessage)
        try visitor.field("LastMessage", &_lastMessage)
        try visitor.field("WhenRequested", &whenRequested)
        try visitor.field("WhenStarted", &whenStarted)
        try visitor.field("WhenEnded", &whenEnded)
        try visitor.field("WhenIdle", &whenIdle)
        try visitor.field("WhenFetched", &whenFetched)
        try visitor.field("SessionKey", &_sessionKey)
        try visitor.field("InitialQueuePos", &initialQueuePos)
        try visitor.field("AlertLevel", &alertLevel)
        try visitor.field("Rank", &rank)
        try visitor.field("Flags", &flags)
        try visitor.field("Contact", &_contact.box)
        try visitor.field("Project", &_project.box)
        try visitor.field("Sale", &_sale.box)
        try visitor.field("Ticket", &_ticket.box)
        try visitor.field("TransferTo", &_transferTo.box)
        try visitor.field("ChatbotIsActive", &chatbotIsActive)
        try visitor.field("Rating", &rating)
    }
}
