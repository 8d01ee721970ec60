/// A template that replies are made from.
package struct ReplyTemplate: Carrier {
    package static var typeName: StaticString { "ReplyTemplate" }
    package static let codec = Codec<ReplyTemplate>.shared()
    package static var keyFields: [StaticString] { ["ReplyTemplateId"] }

    package var replyTemplateID: Int32 = 0
    package var name: String?
    package var description: String?
    package var folderID: Int32 = 0
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("ReplyTemplateId", &replyTemplateID)
        try visitor.field("Name", &name)
        try visitor.field("Description", &description)
        try visitor.field("FolderId", &folderID)
    }
}
