package import Carriers

/// A topic by its number.
package struct ChatTopicEntityIDArguments: Carrier {
    package static var typeName: StaticString { "ChatTopicEntityId" }
    package static let codec = Codec<ChatTopicEntityIDArguments>.shared()

    package var chatTopicEntityID: Int32 = 0
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("ChatTopicEntityId", &chatTopicEntityID)
    }
}

/// A topic to be saved.
package struct ChatTopicEntityArguments: Carrier {
    package static var typeName: StaticString { "SaveChatTopicEntity" }
    package static let codec = Codec<ChatTopicEntityArguments>.shared()

    package var chatTopicEntity: ChatTopicEntity? {
        get { box?.value }
        set { box = newValue.map { Boxed($0) } }
    }
    // Inline, so large a record would make the code that copies its holder weigh 60 KB.
    private var box: Boxed<ChatTopicEntity>?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("ChatTopicEntity", &box)
    }
}

/// A topic that takes the place of the one of that number.
package struct PutChatTopicEntityArguments: Carrier {
    package static var typeName: StaticString { "PutChatTopicEntity" }
    package static let codec = Codec<PutChatTopicEntityArguments>.shared()

    package var chatTopicEntityID: Int32 = 0
    package var chatTopicEntity: ChatTopicEntity? {
        get { box?.value }
        set { box = newValue.map { Boxed($0) } }
    }
    private var box: Boxed<ChatTopicEntity>?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("ChatTopicEntityId", &chatTopicEntityID)
        try visitor.field("ChatTopicEntity", &box)
    }
}

/// What changes in the topic of that number.
package struct PatchChatTopicEntityArguments: Carrier {
    package static var typeName: StaticString { "PatchChatTopicEntity" }
    package static let codec = Codec<PatchChatTopicEntityArguments>.shared()

    package var chatTopicEntityID: Int32 = 0
    /// JSON as text: an object is a merge patch (RFC 7396), an array a JSON patch (RFC 6902).
    package var patch: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("ChatTopicEntityId", &chatTopicEntityID)
        try visitor.field("Patch", &patch)
    }
}

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
