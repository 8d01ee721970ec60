package import Wire

/// One message of a session.
package struct ChatMessage: Carrier {
    package static var typeName: StaticString { "ChatMessage" }
    package static let codec = Codec<ChatMessage>.shared()
    package static var keyFields: [StaticString] { ["ChatMessageId"] }

    package var chatMessageID: Int32 = 0
    package var chatSessionID: Int32 = 0
    package var type = ChatMessageType.zero
    package var message: String?
    package var author: String?
    package var readByCustomer: Int16 = 0
    package var specialType = ChatMessageSpecialType.zero
    package var specialParam: String?
    package var whenPosted = DateTime.empty
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("ChatMessageId", &chatMessageID)
        try visitor.field("ChatSessionId", &chatSessionID)
        try visitor.field("Type", &type)
        try visitor.field("Message", &message)
        try visitor.field("Author", &author)
        try visitor.field("ReadByCustomer", &readByCustomer)
        try visitor.field("SpecialType", &specialType)
        try visitor.field("SpecialParam", &specialParam)
        try visitor.field("WhenPosted", &whenPosted)
    }
}
