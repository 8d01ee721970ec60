/// An agent of a topic and what the agent may do there.
package struct ChatTopicAgent: Carrier {
    package static var typeName: StaticString { "ChatTopicAgent" }
    package static let codec = Codec<ChatTopicAgent>.shared()
    package static var keyFields: [StaticString] { ["TopicId"] }

    package var topicID: Int32 = 0
    package var user: Associate?
    package var canListen = false
    package var canRespond = false
    package var canManage = false
    package var canNotify = false
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("TopicId", &topicID)
        try visitor.field("User", &user)
        try visitor.field("CanListen", &canListen)
        try visitor.field("CanRespond", &canRespond)
        try visitor.field("CanManage", &canManage)
        try visitor.field("CanNotify", &canNotify)
    }
}
