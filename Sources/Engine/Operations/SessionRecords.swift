import Carriers
import Messages
import Sessions
import Storage
import Wire

extension ChatSessionEntity: StoredRecord {
    static func store(
        _ record: inout ChatSessionEntity, at path: String, _ saving: Saving,
        _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> Int32 {
        guard record.chatSessionID >= 0 else {
            throw OperationError(.value, "expected a number from 1, or 0 for a new session", path: "\(path).ChatSessionId")
        }
        if let violation = TextLimits.violation(in: record) {
            throw OperationError(.value, "expected at most \(violation.limit) characters", path: "\(path).\(violation.field)")
        }
        if let name = record.flags.unnamed.first {
            throw OperationError(.value, "there is no flag \"\(name.quoted)\"", path: "\(path).Flags")
        }
        guard try transaction.topic(id: record.topicID) != nil else {
            throw OperationError(.value, "there is no topic with that number", path: "\(path).TopicId")
        }
        var row = SessionRow(record)
        for document in [row.extra, row.rights] { try saving.bounds.check(document, at: path) }
        try saving.bounds.check(text: record.sessionKey, at: "\(path).SessionKey")
        try transaction.demandReferences(of: row, at: path)
        if let stored = record.chatSessionID > 0 ? try transaction.session(id: record.chatSessionID) : nil {
            row.keepWhatTheProtocolLeavesOut(of: stored)
        }
        row.modified = saving.now
        if record.status != .deleted { row.deletedAt = 0 } else if row.deletedAt == 0 { row.deletedAt = saving.now }
        return try transaction.save(row)
    }

    static func load<T: Reading<OperationError> & ~Copyable>(
        _ id: Int32, _ transaction: borrowing T
    ) throws(OperationError) -> ChatSessionEntity? {
        guard let row = try transaction.session(id: id) else { return nil }
        return try SessionAssembly.sessions([row], transaction).first
    }

    static func remove(
        _ id: Int32, at now: Int64, _ transaction: borrowing WriteTransaction<OperationError>
    ) throws(OperationError) -> Bool {
        try transaction.markSessionsDeleted(ids: [id], at: now) > 0
    }
}

extension SessionRow {
    /// What is stored of a session: what it refers to by number, its dates in UTC.
    init(_ session: ChatSessionEntity) {
        self.init(id: session.chatSessionID, topicID: session.topicID)
        userID = session.user?.associateID ?? 0
        personID = session.person?.personID ?? 0
        contactID = session.contact?.contactID ?? 0
        projectID = session.project?.projectID ?? 0
        saleID = session.sale?.saleID ?? 0
        ticketID = session.ticket?.ticketID ?? 0
        transferTo = session.transferTo?.associateID ?? 0
        $customerAlias = session.$customerAlias
        $customerHost = session.$customerHost
        $customerName = session.$customerName
        $customerEmail = session.$customerEmail
        $customerPhone = session.$customerPhone
        customerConsented = session.customerConsented
        $customerCompanyName = session.$customerCompanyName
        status = session.status.rawValue
        $firstMessage = session.$firstMessage
        $lastMessage = session.$lastMessage
        whenRequested = session.whenRequested.storedTicks
        whenStarted = session.whenStarted.storedTicks
        whenEnded = session.whenEnded.storedTicks
        whenIdle = session.whenIdle.storedTicks
        whenFetched = session.whenFetched.storedTicks
        $sessionKey = session.$sessionKey
        initialQueuePos = session.initialQueuePos
        alertLevel = session.alertLevel
        rank = session.rank
        flags = session.flags.bits
        chatbotIsActive = session.chatbotIsActive
        rating = session.rating
        if session.rights.tableRight != nil || session.rights.fieldProperties != nil {
            var rights = StoredRights()
            rights.rights = session.rights
            self.rights = Document.text(of: &rights)
        }
        extra = session.unknown.stored
    }
}

extension SessionRow {
    /// A record that replaces another brings the protocol's fields; the rest stays as the session's life has made it.
    mutating func keepWhatTheProtocolLeavesOut(of stored: SessionRow) {
        priority = stored.priority
        assignedAt = stored.assignedAt
        offeredUntil = stored.offeredUntil
        deletedAt = stored.deletedAt
        language = stored.language
    }
}

extension ChatSessionEntity {
    /// The session without what it refers to.
    init(_ row: SessionRow) throws(OperationError) {
        self.init()
        chatSessionID = row.id
        topicID = row.topicID
        $customerAlias = row.$customerAlias
        $customerHost = row.$customerHost
        $customerName = row.$customerName
        $customerEmail = row.$customerEmail
        $customerPhone = row.$customerPhone
        customerConsented = row.customerConsented
        $customerCompanyName = row.$customerCompanyName
        status = ChatSessionStatus(rawValue: row.status) ?? .invalid
        $firstMessage = row.$firstMessage
        $lastMessage = row.$lastMessage
        whenRequested = DateTime(stored: row.whenRequested)
        whenStarted = DateTime(stored: row.whenStarted)
        whenEnded = DateTime(stored: row.whenEnded)
        whenIdle = DateTime(stored: row.whenIdle)
        whenFetched = DateTime(stored: row.whenFetched)
        $sessionKey = row.$sessionKey
        initialQueuePos = row.initialQueuePos
        alertLevel = row.alertLevel
        rank = row.rank
        flags = ChatSessionFlags(bits: row.flags)
        chatbotIsActive = row.chatbotIsActive
        rating = row.rating
        if let stored = row.rights {
            let rights: StoredRights = try Document.carrier(json: Array(stored.utf8), at: StoredPlace("sessions", row.id, "rights"))
            self.rights = rights.rights
        }
        unknown = try UnknownFields(stored: row.extra, of: ChatSessionEntity.typeName, at: StoredPlace("sessions", row.id, "extra"))
    }
}

extension DateTime {
    /// Ticks of UTC, 0 for the empty date: how dates are stored. With its offset a date can lie outside of the calendar, which
    /// ends here.
    var storedTicks: Int64 { isEmpty ? 0 : min(max(utcTicks, 0), DateTime.end - 1) }

    init(stored ticks: Int64) {
        // What is so long after a moment may lie after the end of the calendar.
        let ticks = min(max(ticks, 0), DateTime.end - 1)
        self = ticks == 0 ? .empty : DateTime(ticks: ticks, zone: .utc)
    }
}

/// The rights that came with a session, as a document of their own.
private struct StoredRights: RightsCarrier {
    static var typeName: StaticString { "Rights" }
    static let codec = Codec<StoredRights>.shared()

    var rights = CarrierRights()
    var unknown = UnknownFields()

    mutating func visitFields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {}
}
