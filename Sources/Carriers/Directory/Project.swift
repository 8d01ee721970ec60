package import Wire

/// A project.
package struct Project: RightsCarrier {
    package static var typeName: StaticString { "Project" }
    package static let codec = Codec<Project>()
    package static var keyFields: [StaticString] { ["ProjectId"] }

    package var rights = CarrierRights()
    package var projectID: Int32 = 0
    @SharedText package var name: String?
    @SharedText package var description: String?
    @SharedText package var url: String?
    @SharedText package var type: String?
    package var associateID: Int32 = 0
    @SharedText package var associateFullName: String?
    package var typeID: Int32 = 0
    package var updated = DateTime.empty
    package var statusID: Int32 = 0
    @SharedText package var status: String?
    package var textID: Int32 = 0
    package var publishTo = DateTime.empty
    package var publishFrom = DateTime.empty
    package var isPublished = false
    @SharedText package var urlName: String?
    @SharedText package var projectNumber: String?
    package var activeErpLinks: Int32 = 0
    package var eventID: Int32 = 0
    package var startDate = DateTime.empty
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visitFields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("ProjectId", &projectID)
        try visitor.field("Name", &_name)
        try visitor.field("Description", &_description)
        try visitor.field("URL", &_url)
        try visitor.field("Type", &_type)
        try visitor.field("AssociateId", &associateID)
        try visitor.field("AssociateFullName", &_associateFullName)
        try visitor.field("TypeId", &typeID)
        try visitor.field("Updated", &updated)
        try visitor.field("StatusId", &statusID)
        try visitor.field("Status", &_status)
        try visitor.field("TextId", &textID)
        try visitor.field("PublishTo", &publishTo)
        try visitor.field("PublishFrom", &publishFrom)
        try visitor.field("IsPublished", &isPublished)
        try visitor.field("URLName", &_urlName)
        try visitor.field("ProjectNumber", &_projectNumber)
        try visitor.field("ActiveErpLinks", &activeErpLinks)
        try visitor.field("EventId", &eventID)
        try visitor.field("StartDate", &startDate)
    }
}
