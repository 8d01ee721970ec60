package import Wire

/// A chat session as it is stored. Ids of what it refers to are 0 for none; dates are ticks in UTC, 0 for none.
package struct SessionRow: Sendable, Hashable {
    /// 0 before the session is first saved.
    package var id: Int32 = 0
    package var topicID: Int32 = 0
    package var userID: Int32 = 0
    package var personID: Int32 = 0
    @SharedText package var customerAlias: String?
    @SharedText package var customerHost: String?
    @SharedText package var customerName: String?
    @SharedText package var customerEmail: String?
    @SharedText package var customerPhone: String?
    package var customerConsented: Bool = false
    @SharedText package var customerCompanyName: String?
    package var status: Int32 = 0
    @SharedText package var firstMessage: String?
    @SharedText package var lastMessage: String?
    package var whenRequested: Int64 = 0
    package var whenStarted: Int64 = 0
    package var whenEnded: Int64 = 0
    package var whenIdle: Int64 = 0
    package var whenFetched: Int64 = 0
    @SharedText package var sessionKey: String?
    package var initialQueuePos: Int32 = 0
    package var alertLevel: Int32 = 0
    package var rank: Int32 = 0
    package var flags: Int32 = 0
    package var contactID: Int32 = 0
    package var projectID: Int32 = 0
    package var saleID: Int32 = 0
    package var ticketID: Int32 = 0
    package var transferTo: Int32 = 0
    package var chatbotIsActive: Bool = false
    package var rating: Int32 = 0
    /// JSON of the rights that the carrier came with.
    @SharedText package var rights: String?
    /// JSON of the fields that this version of the library does not know.
    @SharedText package var extra: String?
    /// When anything in it last changed.
    package var modified: Int64 = 0
    /// Higher ones are first in the queue.
    package var priority: Int32 = 0
    /// When the present user got the session.
    package var assignedAt: Int64 = 0
    /// Until when an automatic assignment stands unanswered.
    package var offeredUntil: Int64 = 0
    /// When it was marked as deleted. The purge goes by it.
    package var deletedAt: Int64 = 0
    /// The language that the customer asked for.
    @SharedText package var language: String?

    package init(id: Int32 = 0, topicID: Int32) {
        self.id = id
        self.topicID = topicID
    }

    /// Reads the columns of the table in their order.
    init(_ row: inout SQLiteRow) {
        row.table = "sessions"
        id = row.int32()
        topicID = row.int32()
        userID = row.int32()
        personID = row.int32()
        $customerAlias = row.sharedText()
        $customerHost = row.sharedText()
        $customerName = row.sharedText()
        $customerEmail = row.sharedText()
        $customerPhone = row.sharedText()
        customerConsented = row.bool()
        $customerCompanyName = row.sharedText()
        status = row.int32()
        $firstMessage = row.sharedText()
        $lastMessage = row.sharedText()
        whenRequested = row.moment()
        whenStarted = row.moment()
        whenEnded = row.moment()
        whenIdle = row.moment()
        whenFetched = row.moment()
        $sessionKey = row.sharedText()
        initialQueuePos = row.int32()
        alertLevel = row.int32()
        rank = row.int32()
        flags = row.int32()
        contactID = row.int32()
        projectID = row.int32()
        saleID = row.int32()
        ticketID = row.int32()
        transferTo = row.int32()
        chatbotIsActive = row.bool()
        rating = row.int32()
        $rights = row.sharedText()
        $extra = row.sharedText()
        modified = row.moment()
        priority = row.int32()
        assignedAt = row.moment()
        offeredUntil = row.deadline()
        deletedAt = row.moment()
        $language = row.sharedText()
    }

    /// The columns of the table in their order.
    var values: [SQLiteValue] {
        [
            .integer(id), .integer(topicID), .reference(userID), .reference(personID), .text($customerAlias),
            .text($customerHost), .text($customerName), .text($customerEmail), .text($customerPhone),
            .boolean(customerConsented), .text($customerCompanyName), .integer(status), .text($firstMessage),
            .text($lastMessage), .integer(whenRequested), .integer(whenStarted), .integer(whenEnded),
            .integer(whenIdle), .integer(whenFetched), .text($sessionKey), .integer(initialQueuePos),
            .integer(alertLevel), .integer(rank), .integer(flags), .reference(contactID), .reference(projectID),
            .reference(saleID), .reference(ticketID), .reference(transferTo), .boolean(chatbotIsActive),
            .integer(rating), .text($rights), .text($extra), .integer(modified), .integer(priority),
            .integer(assignedAt), .integer(offeredUntil), .integer(deletedAt), .text($language),
        ]
    }
}
