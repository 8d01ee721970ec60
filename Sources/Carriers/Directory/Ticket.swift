package import Wire

/// A support case.
///
/// An earlier release named the customer `CustFirstname` and so on and wrote `TicketStatusDisplayValue` last. A ticket
/// that came in that form goes out in that form, beside the fields of today.
package struct Ticket: RightsCarrier {
    package static var typeName: StaticString { "Ticket" }
    package static let codec = Codec<Ticket>()
    package static var keyFields: [StaticString] { ["TicketId"] }

    package var rights = CarrierRights()
    package var ticketID: Int32 = 0
    @SharedText package var title: String?
    package var createdAt = DateTime.empty
    package var lastChanged = DateTime.empty
    package var readByOwner = DateTime.empty
    package var readByCustomer = DateTime.empty
    package var firstReadByUser = DateTime.empty
    package var activate = DateTime.empty
    package var closedAt = DateTime.empty
    package var repliedAt = DateTime.empty
    package var alertTimeout = DateTime.empty
    package var deadline = DateTime.empty
    package var createdBy: Int32 = 0
    @SharedText package var createdByName: String?
    @SharedText package var author: String?
    package var ownedBy: Int32 = 0
    @SharedText package var ownedByName: String?
    package var category: Int32 = 0
    @SharedText package var categoryName: String?
    @SharedText package var categoryFullname: String?
    package var slevel = TicketSecurityLevel.zero
    package var priority: Int32 = 0
    @SharedText package var priorityName: String?
    package var baseStatus = TicketBaseStatus.zero
    package var ticketStatus: Int32 = 0
    @SharedText package var ticketStatusDisplayValue: String?
    package var origin = TicketOrigin.zero
    package var custID: Int32 = 0
    @SharedText package var personFirstname: String?
    @SharedText package var personMiddleName: String?
    @SharedText package var personLastname: String?
    @SharedText package var personFullname: String?
    package var alertLevel: Int16 = 0
    package var connectID: Int32 = 0
    package var readStatus = TicketReadStatus.zero
    package var timeToReply: Int32 = 0
    package var realTimeToReply: Int32 = 0
    package var timeToClose: Int32 = 0
    package var realTimeToClose: Int32 = 0
    package var timeSpentInternally: Int32 = 0
    package var timeSpentExternally: Int32 = 0
    package var timeSpentQueue: Int32 = 0
    package var realTimeSpentInternally: Int32 = 0
    package var realTimeSpentExternally: Int32 = 0
    package var realTimeSpentQueue: Int32 = 0
    package var timeSpent: Int32 = 0
    package var hasAttachment = false
    package var numReplies: Int32 = 0
    package var numMessages: Int32 = 0
    @SharedText package var fromAddress: String?
    package var contactID: Int32 = 0
    @SharedText package var contactName: String?
    package var ownedByAssociateID: Int32 = 0
    @SharedText package var language: String?
    package var sentiment: Int32 = 0
    package var sentimentConfidence: Int32 = 0
    package var saleID: Int32 = 0
    package var projectID: Int32 = 0
    @SharedText package var saleHeading: String?
    @SharedText package var projectName: String?
    package var formSubmissionID: Int32 = 0
    package var ticketTypeID: Int32 = 0
    @SharedText package var ticketTypeName: String?
    @SharedText package var custFirstname: String?
    @SharedText package var custMiddleName: String?
    @SharedText package var custLastname: String?
    @SharedText package var custFullname: String?
    package var unknown = UnknownFields()

    package init() {}

    package mutating func visitFields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("TicketId", &ticketID)
        try visitor.field("Title", &_title)
        try visitor.field("CreatedAt", &createdAt)
        try visitor.field("LastChanged", &lastChanged)
        try visitor.field("ReadByOwner", &readByOwner)
        try visitor.field("ReadByCustomer", &readByCustomer)
        try visitor.field("FirstReadByUser", &firstReadByUser)
        try visitor.field("Activate", &activate)
        try visitor.field("ClosedAt", &closedAt)
        try visitor.field("RepliedAt", &repliedAt)
        try visitor.field("AlertTimeout", &alertTimeout)
        try visitor.field("Deadline", &deadline)
        try visitor.field("CreatedBy", &createdBy)
        try visitor.field("CreatedByName", &_createdByName)
        try visitor.field("Author", &_author)
        try visitor.field("OwnedBy", &ownedBy)
        try visitor.field("OwnedByName", &_ownedByName)
        try visitor.field("Category", &category)
        try visitor.field("CategoryName", &_categoryName)
        try visitor.field("CategoryFullname", &_categoryFullname)
        try visitor.field("Slevel", &slevel)
        try visitor.field("Priority", &priority)
        try visitor.field("PriorityName", &_priorityName)
        try visitor.field("BaseStatus", &baseStatus)
        try visitor.field("TicketStatus", &ticketStatus)
        // A reader takes the field from anywhere, so it has one place for it, and finds it out when it stands twice.
        let isWrittenLast = isOfEarlierRelease && V.Failure.self == Never.self
        if isWrittenLast {
            visitor.skipField()
        } else {
            try visitor.field("TicketStatusDisplayValue", &_ticketStatusDisplayValue)
        }
        try visitor.field("Origin", &origin)
        try visitor.field("CustId", &custID)
        try visitor.earlierField("CustFirstname", &_custFirstname)
        try visitor.earlierField("CustMiddleName", &_custMiddleName)
        try visitor.earlierField("CustLastname", &_custLastname)
        try visitor.field("PersonFirstname", &_personFirstname)
        try visitor.field("PersonMiddleName", &_personMiddleName)
        try visitor.field("PersonLastname", &_personLastname)
        try visitor.field("PersonFullname", &_personFullname)
        try visitor.field("AlertLevel", &alertLevel)
        try visitor.field("ConnectId", &connectID)
        try visitor.field("ReadStatus", &readStatus)
        try visitor.field("TimeToReply", &timeToReply)
        try visitor.field("RealTimeToReply", &realTimeToReply)
        try visitor.field("TimeToClose", &timeToClose)
        try visitor.field("RealTimeToClose", &realTimeToClose)
        try visitor.field("TimeSpentInternally", &timeSpentInternally)
        try visitor.field("TimeSpentExternally", &timeSpentExternally)
        try visitor.field("TimeSpentQueue", &timeSpentQueue)
        try visitor.field("RealTimeSpentInternally", &realTimeSpentInternally)
        try visitor.field("RealTimeSpentExternally", &realTimeSpentExternally)
        try visitor.field("RealTimeSpentQueue", &realTimeSpentQueue)
        try visitor.field("TimeSpent", &timeSpent)
        try visitor.field("HasAttachment", &hasAttachment)
        try visitor.field("NumReplies", &numReplies)
        try visitor.field("NumMessages", &numMessages)
        try visitor.field("FromAddress", &_fromAddress)
        try visitor.earlierField("CustFullname", &_custFullname)
        if isWrittenLast {
            try visitor.field("TicketStatusDisplayValue", &_ticketStatusDisplayValue)
        } else {
            visitor.skipField()
        }
        try visitor.field("ContactId", &contactID)
        try visitor.field("ContactName", &_contactName)
        try visitor.field("OwnedByAssociateId", &ownedByAssociateID)
        try visitor.field("Language", &_language)
        try visitor.field("Sentiment", &sentiment)
        try visitor.field("SentimentConfidence", &sentimentConfidence)
        try visitor.field("SaleId", &saleID)
        try visitor.field("ProjectId", &projectID)
        try visitor.field("SaleHeading", &_saleHeading)
        try visitor.field("ProjectName", &_projectName)
        try visitor.field("FormSubmissionId", &formSubmissionID)
        try visitor.field("TicketTypeId", &ticketTypeID)
        try visitor.field("TicketTypeName", &_ticketTypeName)
    }

    private var isOfEarlierRelease: Bool {
        custFirstname != nil || custMiddleName != nil || custLastname != nil || custFullname != nil
    }
}
