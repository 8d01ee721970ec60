package import Carriers

/// A session that something is done with.
package struct ChatSessionIDArguments: Carrier {
    package static var typeName: StaticString { "ChatSessionId" }
    package static let codec = Codec<ChatSessionIDArguments>.shared()

    package var chatSessionID: Int32 = 0
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("ChatSessionId", &chatSessionID)
    }
}

/// A session, and to whom it goes.
package struct TransferChatSessionArguments: Carrier {
    package static var typeName: StaticString { "TransferChatSession" }
    package static let codec = Codec<TransferChatSessionArguments>.shared()

    package var chatSessionID: Int32 = 0
    /// A user's name, an associate's name, or an associate's number as text.
    package var toAssociate: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("ChatSessionId", &chatSessionID)
        try visitor.field("ToAssociate", &toAssociate)
    }
}

/// A session, and whether it is wanted as HTML.
package struct GetChatTranscriptArguments: Carrier {
    package static var typeName: StaticString { "GetChatTranscript" }
    package static let codec = Codec<GetChatTranscriptArguments>.shared()

    package var chatSessionID: Int32 = 0
    package var html = false
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("ChatSessionId", &chatSessionID)
        try visitor.field("Html", &html)
    }
}

/// A session, and the message behind which the list begins.
package struct GetChatMessagesArguments: Carrier {
    package static var typeName: StaticString { "GetChatMessages" }
    package static let codec = Codec<GetChatMessagesArguments>.shared()

    package var chatSessionID: Int32 = 0
    /// Zero for all of them.
    package var after: Int32 = 0
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("ChatSessionId", &chatSessionID)
        try visitor.field("After", &after)
    }
}

/// A session, and what is said in it.
package struct AddChatMessageArguments: Carrier {
    package static var typeName: StaticString { "AddChatMessage" }
    package static let codec = Codec<AddChatMessageArguments>.shared()

    package var chatSessionID: Int32 = 0
    package var message: ChatMessage?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("ChatSessionId", &chatSessionID)
        try visitor.field("Message", &message)
    }
}
