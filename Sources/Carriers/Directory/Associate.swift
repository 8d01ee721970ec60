package import Wire

/// A user of the installation.
package struct Associate: RightsCarrier {
    package static var typeName: StaticString { "Associate" }
    package static let codec = Codec<Associate>()
    package static var keyFields: [StaticString] { ["AssociateId"] }

    package var rights = CarrierRights()
    package var associateID: Int32 = 0
    @SharedText package var name: String?
    package var personID: Int32 = 0
    package var rank: Int16 = 0
    @SharedText package var tooltip: String?
    package var type = UserType.zero
    package var groupIndex: Int32 = 0
    @SharedText package var fullName: String?
    @SharedText package var formalName: String?
    package var deleted = false
    package var ejUserID: Int32 = 0
    @SharedText package var userName: String?
    package var extraFields: StringDictionary?
    package var customFields: StringDictionary?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visitFields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("AssociateId", &associateID)
        try visitor.field("Name", &_name)
        try visitor.field("PersonId", &personID)
        try visitor.field("Rank", &rank)
        try visitor.field("Tooltip", &_tooltip)
        try visitor.field("Type", &type)
        try visitor.field("GroupIdx", &groupIndex)
        try visitor.field("FullName", &_fullName)
        try visitor.field("FormalName", &_formalName)
        try visitor.field("Deleted", &deleted)
        try visitor.field("EjUserId", &ejUserID)
        try visitor.field("UserName", &_userName)
        try visitor.field("ExtraFields", &extraFields)
        try visitor.field("CustomFields", &customFields)
    }
}
