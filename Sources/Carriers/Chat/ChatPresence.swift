package import Wire

/// Whether an agent is at the desk, and how busy.
package struct ChatPresence: RightsCarrier {
    package static var typeName: StaticString { "ChatPresence" }
    package static let codec = Codec<ChatPresence>()
    package static var keyFields: [StaticString] { ["UserId"] }

    package var rights = CarrierRights()
    package var userID: Int32 = 0
    @SharedText package var displayName: String?
    package var ongoingChats: Int32 = 0
    package var present = false
    package var chatTopics: [Int32]?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visitFields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("UserId", &userID)
        try visitor.field("DisplayName", &_displayName)
        try visitor.field("OngoingChats", &ongoingChats)
        try visitor.field("Present", &present)
        try visitor.list("ChatTopics", &chatTopics)
    }
}
