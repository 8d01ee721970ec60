extension Reading where Self: ~Copyable {
    /// The sessions that a list asks for, in its order.
    package func sessions(_ query: ListQuery) throws(Failure) -> [SessionRow] {
        var sessions: [SessionRow] = []
        for id in try sessionIDs(query) {
            if let session = try session(id: id) { sessions.append(session) }
        }
        return sessions
    }

    /// The ids of the same.
    package func sessionIDs(_ query: ListQuery) throws(Failure) -> [Int32] {
        do throws(StoreError) {
            return try connection.rows(try ListCompiler.statement(for: query)) { row in row.int32() }
        } catch { throw Failure(error) }
    }
}

extension ListField {
    /// What stands for the field in a list's statement, where `s` is the session.
    var column: StaticString {
        switch self {
        case .id: "s.id"
        case .topicID: "s.topic_id"
        case .userID: "s.user_id"
        case .personID: "s.person_id"
        case .customerAlias: "s.customer_alias"
        case .customerHost: "s.customer_host"
        case .customerName: "s.customer_name"
        case .customerEmail: "s.customer_email"
        case .customerPhone: "s.customer_phone"
        case .customerConsented: "s.customer_consented"
        case .customerCompanyName: "s.customer_company_name"
        case .status: "s.status"
        case .firstMessage: "s.first_message"
        case .lastMessage: "s.last_message"
        case .whenRequested: "s.when_requested"
        case .whenStarted: "s.when_started"
        case .whenEnded: "s.when_ended"
        case .whenIdle: "s.when_idle"
        case .whenFetched: "s.when_fetched"
        case .initialQueuePos: "s.initial_queue_pos"
        case .alertLevel: "s.alert_level"
        case .rank: "s.rank"
        case .flags: "s.flags"
        case .contactID: "s.contact_id"
        case .projectID: "s.project_id"
        case .saleID: "s.sale_id"
        case .ticketID: "s.ticket_id"
        case .transferTo: "s.transfer_to"
        case .chatbotIsActive: "s.chatbot_is_active"
        case .rating: "s.rating"
        case .modified: "s.modified"
        case .priority: "s.priority"
        case .language: "s.language"
        case .topicName: "(SELECT json_extract(document, '$.Name') FROM topics WHERE id = s.topic_id)"
        case .userName: "(SELECT json_extract(document, '$.FullName') FROM associates WHERE id = s.user_id)"
        case .personName: "(SELECT json_extract(document, '$.FullName') FROM persons WHERE id = s.person_id)"
        case .contactName: "(SELECT json_extract(document, '$.Name') FROM contacts WHERE id = s.contact_id)"
        case .transferToName: "(SELECT json_extract(document, '$.FullName') FROM associates WHERE id = s.transfer_to)"
        }
    }
}
