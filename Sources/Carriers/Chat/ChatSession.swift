/// The session as CustomerService knows it: its number and nothing else.
package struct ChatSession: RightsCarrier {
    package static var typeName: StaticString { "ChatSession" }
    package static let codec = Codec<ChatSession>()
    package static var keyFields: [StaticString] { ["ChatSessionId"] }

    package var rights = CarrierRights()
    package var chatSessionID: Int32 = 0
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visitFields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("ChatSessionId", &chatSessionID)
    }
}
