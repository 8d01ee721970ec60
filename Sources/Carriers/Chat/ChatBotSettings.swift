/// The bot of a topic, by the numbers of its scripts.
package struct ChatBotSettings: Carrier {
    package static var typeName: StaticString { "ChatBotSettings" }
    package static let codec = Codec<ChatBotSettings>.shared()

    package var botName: String?
    package var botRegisterScriptID: Int32 = 0
    package var botSessionCreatedScriptID: Int32 = 0
    package var botSessionChangedScriptID: Int32 = 0
    package var botMessageReceivedScriptID: Int32 = 0
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("BotName", &botName)
        try visitor.field("BotRegisterScriptId", &botRegisterScriptID)
        try visitor.field("BotSessionCreatedScriptId", &botSessionCreatedScriptID)
        try visitor.field("BotSessionChangedScriptId", &botSessionChangedScriptID)
        try visitor.field("BotMessageReceivedScriptId", &botMessageReceivedScriptID)
    }
}
