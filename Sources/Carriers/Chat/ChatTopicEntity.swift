package import Wire

/// A topic: a queue that customers choose, with its agents, texts and rules.
package struct ChatTopicEntity: RightsCarrier {
    package static var typeName: StaticString { "ChatTopicEntity" }
    package static let codec = Codec<ChatTopicEntity>.shared()
    package static var keyFields: [StaticString] { ["ChatTopicId"] }

    package var rights = CarrierRights()
    package var chatTopicID: Int32 = 0
    package var name: String?
    package var description: String?
    package var welcomeMessage: String?
    @Apart package var language: CustomerLanguage?
    package var lastAccept = DateTime.empty
    package var secondsPrAccept: Int32 = 0
    package var alertRecipient: String?
    @Apart package var alertTemplate: ReplyTemplate?
    package var collectConsent = false
    package var badgeHeader: String?
    package var customQueueTextEnabled = false
    package var customQueueText: String?
    package var warnNewChatMinutes: Int32 = 0
    package var warnManagerNewChatMinutes: Int32 = 0
    package var ticketEnabled = false
    @Apart package var ticketCategory: TicketCategory?
    @Apart package var ticketPriority: TicketPriority?
    package var openingHoursEnabled = false
    @Apart package var openingHours: ChatOpeningHours?
    @Apart package var widget: ChatWidgetSettings?
    package var botEnabled = false
    @Apart package var botSettings: ChatBotSettings?
    package var offlineCollectConsent = false
    package var warnChatMessageMinutes: Int32 = 0
    package var warnManagerChatMessageMinutes: Int32 = 0
    package var useQueueOfflineForm = false
    package var offlineFormTimeLimit: Int32 = 0
    package var offlineFormQueueLength: Int32 = 0
    package var widgetEnableRating = false
    package var widgetRatingText: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visitFields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("ChatTopicId", &chatTopicID)
        try visitor.field("Name", &name)
        try visitor.field("Description", &description)
        try visitor.field("WelcomeMessage", &welcomeMessage)
        try visitor.field("Language", &_language.box)
        try visitor.field("LastAccept", &lastAccept)
        try visitor.field("SecondsPrAccept", &secondsPrAccept)
        try visitor.field("AlertRecipient", &alertRecipient)
        try visitor.field("AlertTemplate", &_alertTemplate.box)
        try visitor.field("CollectConsent", &collectConsent)
        try visitor.field("BadgeHeader", &badgeHeader)
        try visitor.field("CustomQueueTextEnabled", &customQueueTextEnabled)
        try visitor.field("CustomQueueText", &customQueueText)
        try visitor.field("WarnNewChatMinutes", &warnNewChatMinutes)
        try visitor.field("WarnManagerNewChatMinutes", &warnManagerNewChatMinutes)
        try visitor.field("TicketEnabled", &ticketEnabled)
        try visitor.field("TicketCategory", &_ticketCategory.box)
        try visitor.field("TicketPriority", &_ticketPriority.box)
        try visitor.field("OpeningHoursEnabled", &openingHoursEnabled)
        try visitor.field("OpeningHours", &_openingHours.box)
        try visitor.field("Widget", &_widget.box)
        try visitor.field("BotEnabled", &botEnabled)
        try visitor.field("BotSettings", &_botSettings.box)
        try visitor.field("OfflineCollectConsent", &offlineCollectConsent)
        try visitor.field("WarnChatMessageMinutes", &warnChatMessageMinutes)
        try visitor.field("WarnManagerChatMessageMinutes", &warnManagerChatMessageMinutes)
        try visitor.field("UseQueueOfflineForm", &useQueueOfflineForm)
        try visitor.field("OfflineFormTimeLimit", &offlineFormTimeLimit)
        try visitor.field("OfflineFormQueueLength", &offlineFormQueueLength)
        try visitor.field("WidgetEnableRating", &widgetEnableRating)
        try visitor.field("WidgetRatingText", &widgetRatingText)
    }
}
