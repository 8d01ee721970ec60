/// How the customer's chat window looks and what it asks for.
package struct ChatWidgetSettings: Carrier {
    package static var typeName: StaticString { "ChatWidgetSettings" }
    package static let codec = Codec<ChatWidgetSettings>.shared()

    package var autoFaqEnabled = false
    package var autoFaqCategory: KbCategory?
    package var preFormEnabled = false
    package var preFormMessage: String?
    package var requiredFields = WidgetRequiredFields()
    package var postFormEnabled = false
    package var postFormHeader: String?
    package var postFormMessage: String?
    package var postTranscriptEnabled = false
    package var languageIsoCode: String?
    package var size = ChatWidgetSize.zero
    package var theme = WidgetTheme.zero
    package var color: String?
    package var badgeColor: String?
    package var badgeTextColor: String?
    package var custMsgColor: String?
    package var custMsgTextColor: String?
    package var agentMsgColor: String?
    package var agentMsgTextColor: String?
    package var buttonColor: String?
    package var buttonTextColor: String?
    package var font: String?
    package var fontSize: String?
    package var logoEnabled = false
    package var logoBlobID: Int32 = 0
    package var logoName: String?
    package var showAgentPhoto = false
    package var welcomeTitle: String?
    package var welcomeMessage: String?
    package var offlineHeader: String?
    package var offlineMessage: String?
    package var offlineFields = WidgetRequiredFields()
    package var useAgentFirstname = false
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("AutoFaqEnabled", &autoFaqEnabled)
        try visitor.field("AutoFaqCategory", &autoFaqCategory)
        try visitor.field("PreFormEnabled", &preFormEnabled)
        try visitor.field("PreFormMessage", &preFormMessage)
        try visitor.field("RequiredFields", &requiredFields)
        try visitor.field("PostFormEnabled", &postFormEnabled)
        try visitor.field("PostFormHeader", &postFormHeader)
        try visitor.field("PostFormMessage", &postFormMessage)
        try visitor.field("PostTranscriptEnabled", &postTranscriptEnabled)
        try visitor.field("LanguageIsoCode", &languageIsoCode)
        try visitor.field("Size", &size)
        try visitor.field("Theme", &theme)
        try visitor.field("Color", &color)
        try visitor.field("BadgeColor", &badgeColor)
        try visitor.field("BadgeTextColor", &badgeTextColor)
        try visitor.field("CustMsgColor", &custMsgColor)
        try visitor.field("CustMsgTextColor", &custMsgTextColor)
        try visitor.field("AgentMsgColor", &agentMsgColor)
        try visitor.field("AgentMsgTextColor", &agentMsgTextColor)
        try visitor.field("ButtonColor", &buttonColor)
        try visitor.field("ButtonTextColor", &buttonTextColor)
        try visitor.field("Font", &font)
        try visitor.field("FontSize", &fontSize)
        try visitor.field("LogoEnabled", &logoEnabled)
        try visitor.field("LogoBlobId", &logoBlobID)
        try visitor.field("LogoName", &logoName)
        try visitor.field("ShowAgentPhoto", &showAgentPhoto)
        try visitor.field("WelcomeTitle", &welcomeTitle)
        try visitor.field("WelcomeMessage", &welcomeMessage)
        try visitor.field("OfflineHeader", &offlineHeader)
        try visitor.field("OfflineMessage", &offlineMessage)
        try visitor.field("OfflineFields", &offlineFields)
        try visitor.field("UseAgentFirstname", &useAgentFirstname)
    }
}
