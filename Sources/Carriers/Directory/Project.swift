package import Wire

/// A project.
package struct Project: RightsCarrier {
    package static var typeName: StaticString { "Project" }
    package static let codec = Codec<Project>()
    package static var keyFields: [StaticString] { ["ProjectId"] }

    package var rights = CarrierRights()
    package var projectID: Int32 = 0
    package var name: String?
    package var description: String?
    package var url: String?
    package var type: String?
    package var associateID: Int32 = 0
    package var associateFullName: String?
    package var typeID: Int32 = 0
    package var updated = DateTime.empty
    package var statusID: Int32 = 0
    package var status: String?
    package var textID: Int32 = 0
    package var publishTo = DateTime.empty
    package var publishFrom = DateTime.empty
    package var isPublished = false
    package var urlName: String?
    package var projectNumber: String?
    package var activeErpLinks: Int32 = 0
    package var eventID: Int32 = 0
    package var startDate = DateTime.empty
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visitFields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("ProjectId", &projectID)
        try visitor.field("Name", &name)
        try visitor.field("Description", &description)
        try visitor.field("URL", &url)
        try visitor.field("Type", &type)
        try visitor.field("AssociateId", &associateID)
        try visitor.field("AssociateFullName", &associateFullName)
        try visitor.field("TypeId", &typeID)
        try visitor.field("Updated", &updated)
        try visitor.field("StatusId", &statusID)
        try visitor.field("Status", &status)
        try visitor.field("TextId", &textID)
        try visitor.field("PublishTo", &publishTo)
        try visitor.field("PublishFrom", &publishFrom)
        try visitor.field("IsPublished", &isPublished)
        try visitor.field("URLName", &urlName)
        try visitor.field("ProjectNumber", &projectNumber)
        try visitor.field("ActiveErpLinks", &activeErpLinks)
        try visitor.field("EventId", &eventID)
        try visitor.field("StartDate", &startDate)
    }
}
