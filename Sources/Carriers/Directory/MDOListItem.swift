/// An item of a list, with items below it.
package struct MDOListItem: RightsCarrier {
    package static var typeName: StaticString { "MDOListItem" }
    package static let codec = Codec<MDOListItem>.shared()
    package static var keyFields: [StaticString] { ["Id"] }

    package var rights = CarrierRights()
    package var iD: Int32 = 0
    package var name: String?
    package var toolTip: String?
    package var deleted = false
    package var rank: Int32 = 0
    package var type: String?
    package var childItems: [MDOListItem]?
    package var iconHint: String?
    package var colorBlock: Int32 = 0
    package var extraInfo: String?
    package var styleHint: String?
    package var fullName: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visitFields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Id", &iD)
        try visitor.field("Name", &name)
        try visitor.field("ToolTip", &toolTip)
        try visitor.field("Deleted", &deleted)
        try visitor.field("Rank", &rank)
        try visitor.field("Type", &type)
        try visitor.list("ChildItems", &childItems)
        try visitor.field("IconHint", &iconHint)
        try visitor.field("ColorBlock", &colorBlock)
        try visitor.field("ExtraInfo", &extraInfo)
        try visitor.field("StyleHint", &styleHint)
        try visitor.field("FullName", &fullName)
    }
}
