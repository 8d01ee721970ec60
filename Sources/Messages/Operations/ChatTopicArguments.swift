package import Carriers

/// A topic that something is asked of or done with.
package struct ChatTopicIDArguments: Carrier {
    package static var typeName: StaticString { "ChatTopicId" }
    package static let codec = Codec<ChatTopicIDArguments>.shared()

    package var chatTopicID: Int32 = 0
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("ChatTopicId", &chatTopicID)
    }
}

/// How the agents are listed.
package struct GetUserAgentListArguments: Carrier {
    package static var typeName: StaticString { "GetUserAgentList" }
    package static let codec = Codec<GetUserAgentListArguments>.shared()

    /// One list of agents; otherwise the topics, each with its agents.
    package var flat = false
    package var onlyPresent = false
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Flat", &flat)
        try visitor.field("OnlyPresent", &onlyPresent)
    }
}

/// A user as an agent of a topic.
package struct ChatTopicUsernameArguments: Carrier {
    package static var typeName: StaticString { "ChatTopicUsername" }
    package static let codec = Codec<ChatTopicUsernameArguments>.shared()

    package var chatTopicID: Int32 = 0
    package var username: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("ChatTopicId", &chatTopicID)
        try visitor.field("Username", &username)
    }
}

/// A topic, and who becomes its agent.
package struct AddChatTopicUserAgentArguments: Carrier {
    package static var typeName: StaticString { "AddChatTopicUserAgent" }
    package static let codec = Codec<AddChatTopicUserAgentArguments>.shared()

    package var chatTopicID: Int32 = 0
    package var useragent: ChatTopicAgent?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("ChatTopicId", &chatTopicID)
        try visitor.field("Useragent", &useragent)
    }
}

/// A topic, a user, and what they may do from now on.
package struct UpdateChatTopicUserAgentArguments: Carrier {
    package static var typeName: StaticString { "UpdateChatTopicUserAgent" }
    package static let codec = Codec<UpdateChatTopicUserAgentArguments>.shared()

    package var chatTopicID: Int32 = 0
    package var username: String?
    package var useragent: ChatTopicAgent?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("ChatTopicId", &chatTopicID)
        try visitor.field("Username", &username)
        try visitor.field("Useragent", &useragent)
    }
}

/// A topic, and what several agents may do from now on.
package struct UpdateChatTopicUserAgentsArguments: Carrier {
    package static var typeName: StaticString { "UpdateChatTopicUserAgents" }
    package static let codec = Codec<UpdateChatTopicUserAgentsArguments>.shared()

    package var chatTopicID: Int32 = 0
    package var useragents: [ChatTopicAgent]?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("ChatTopicId", &chatTopicID)
        try visitor.list("Useragents", &useragents)
    }
}

/// Who is there; of each only `UserId` and `Present` count.
package struct SaveChatPresenceArguments: Carrier {
    package static var typeName: StaticString { "SaveChatPresence" }
    package static let codec = Codec<SaveChatPresenceArguments>.shared()

    package var chatPresence: [ChatPresence]?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.list("ChatPresence", &chatPresence)
    }
}
