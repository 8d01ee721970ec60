/// A category of the knowledge base.
package struct KbCategory: Carrier {
    package static var typeName: StaticString { "KbCategory" }
    package static let codec = Codec<KbCategory>.shared()
    package static var keyFields: [StaticString] { ["KbCategoryId"] }

    package var kbCategoryID: Int32 = 0
    package var name: String?
    package var description: String?
    package var fullname: String?
    package var parentID: Int32 = 0
    package var sortOrder: Int32 = 0
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("KbCategoryId", &kbCategoryID)
        try visitor.field("Name", &name)
        try visitor.field("Description", &description)
        try visitor.field("Fullname", &fullname)
        try visitor.field("ParentId", &parentID)
        try visitor.field("SortOrder", &sortOrder)
    }
}
