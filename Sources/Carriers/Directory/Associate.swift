/// A user of the installation.
package struct Associate: RightsCarrier {
    package static var typeName: StaticString { "Associate" }
    package static let codec = Codec<Associate>()
    package static var keyFields: [StaticString] { ["AssociateId"] }

    package var rights = CarrierRights()
    package var associateID: Int32 = 0
    package var name: String?
    package var personID: Int32 = 0
    package var rank: Int16 = 0
    package var tooltip: String?
    package var type = UserType.zero
    package var groupIndex: Int32 = 0
    package var fullName: String?
    package var formalName: String?
    package var deleted = false
    package var ejUserID: Int32 = 0
    package var userName: String?
    package var extraFields: StringDictionary?
    package var customFields: StringDictionary?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visitFields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("AssociateId", &associateID)
        try visitor.field("Name", &name)
        try visitor.field("PersonId", &personID)
        try visitor.field("Rank", &rank)
        try visitor.field("Tooltip", &tooltip)
        try visitor.field("Type", &type)
        try visitor.field("GroupIdx", &groupIndex)
        try visitor.field("FullName", &fullName)
        try visitor.field("FormalName", &formalName)
        try visitor.field("Deleted", &deleted)
        try visitor.field("EjUserId", &ejUserID)
        try visitor.field("UserName", &userName)
        try visitor.field("ExtraFields", &extraFields)
        try visitor.field("CustomFields", &customFields)
    }
}
