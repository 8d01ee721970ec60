package import Carriers

// What customers send along.

/// A session that begins, and what is known of its customer by then.
package struct StartSessionArguments: Carrier {
    package static var typeName: StaticString { "StartSession" }
    package static let codec = Codec<StartSessionArguments>.shared()

    package var chatTopicID: Int32 = 0
    package var customerAlias: String?
    package var customerName: String?
    package var customerEmail: String?
    package var customerPhone: String?
    package var customerCompanyName: String?
    package var customerConsented = false
    /// Where the customer calls from; without it, the address that the host tells of.
    package var customerHost: String?
    /// In which language the customer sees the topic's texts, as in `Accept-Language`.
    package var language: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("ChatTopicId", &chatTopicID)
        try visitor.field("CustomerAlias", &customerAlias)
        try visitor.field("CustomerName", &customerName)
        try visitor.field("CustomerEmail", &customerEmail)
        try visitor.field("CustomerPhone", &customerPhone)
        try visitor.field("CustomerCompanyName", &customerCompanyName)
        try visitor.field("CustomerConsented", &customerConsented)
        try visitor.field("CustomerHost", &customerHost)
        try visitor.field("Language", &language)
    }
}

/// The form before the chat, or the one that stands in its place when nobody is there. What is left out stays as it was.
package struct CustomerFormArguments: Carrier {
    package static var typeName: StaticString { "CustomerForm" }
    package static let codec = Codec<CustomerFormArguments>.shared()

    package var customerName: String?
    package var customerEmail: String?
    package var customerPhone: String?
    package var customerCompanyName: String?
    package var customerConsented = false
    package var message: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("CustomerName", &customerName)
        try visitor.field("CustomerEmail", &customerEmail)
        try visitor.field("CustomerPhone", &customerPhone)
        try visitor.field("CustomerCompanyName", &customerCompanyName)
        try visitor.field("CustomerConsented", &customerConsented)
        try visitor.field("Message", &message)
    }
}

/// What a customer says.
package struct PostMessageArguments: Carrier {
    package static var typeName: StaticString { "PostMessage" }
    package static let codec = Codec<PostMessageArguments>.shared()

    package var message: String?
    /// What the sender calls the message: one that is sent again under the same name is not posted again.
    package var clientID: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Message", &message)
        try visitor.field("ClientId", &clientID)
    }
}

/// The message behind which the list begins; zero for all of them.
package struct GetMessagesArguments: Carrier {
    package static var typeName: StaticString { "GetMessages" }
    package static let codec = Codec<GetMessagesArguments>.shared()

    package var after: Int32 = 0
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("After", &after)
    }
}

/// Whether the customer is writing.
package struct TypingArguments: Carrier {
    package static var typeName: StaticString { "SetTyping" }
    package static let codec = Codec<TypingArguments>.shared()

    package var typing = false
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Typing", &typing)
    }
}

/// The last message that the customer has seen.
package struct MessageIDArguments: Carrier {
    package static var typeName: StaticString { "ChatMessageId" }
    package static let codec = Codec<MessageIDArguments>.shared()

    package var chatMessageID: Int32 = 0
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("ChatMessageId", &chatMessageID)
    }
}

/// A message with options, and the one that the customer chose.
package struct ClickOptionArguments: Carrier {
    package static var typeName: StaticString { "ClickOption" }
    package static let codec = Codec<ClickOptionArguments>.shared()

    package var chatMessageID: Int32 = 0
    /// The option's text, or the JSON of one that is an object.
    package var option: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("ChatMessageId", &chatMessageID)
        try visitor.field("Option", &option)
    }
}

/// How content the customer was.
package struct RateArguments: Carrier {
    package static var typeName: StaticString { "Rate" }
    package static let codec = Codec<RateArguments>.shared()

    /// 1 to 5.
    package var rating: Int32 = 0
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Rating", &rating)
    }
}

/// Where the transcript is to go.
package struct TranscriptRequestArguments: Carrier {
    package static var typeName: StaticString { "RequestTranscript" }
    package static let codec = Codec<TranscriptRequestArguments>.shared()

    /// Without it, the address that the customer gave before.
    package var email: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Email", &email)
    }
}
