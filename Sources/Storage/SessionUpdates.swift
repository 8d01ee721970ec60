import Wire

// An update that names a column writes its indexes anew even when the value stays, so what is done all the time names
// only the columns that it is about.

/// The statements that change a session, from the cheapest on, and the columns that each of them writes.
private enum SessionChange: CaseIterable {
    /// A message that leaves the status as it is.
    case quietMessage
    /// A message from the agents' side, and a warning.
    case message
    /// A message from the customer, which is a sign of life.
    case customersMessage
    /// Another status or another agent.
    case assignment
    /// Whatever it may be.
    case everything

    /// The row as it is after this statement: `old`, with the columns that the statement writes taken from `new`.
    func applied(to old: SessionRow, from new: SessionRow) -> SessionRow {
        var row = old
        row.modified = new.modified
        row.whenIdle = new.whenIdle
        row.flags = new.flags
        switch self {
        case .quietMessage:
            row.$firstMessage = new.$firstMessage
            row.$lastMessage = new.$lastMessage
        case .message, .customersMessage:
            row.$firstMessage = new.$firstMessage
            row.$lastMessage = new.$lastMessage
            row.status = new.status
            row.alertLevel = new.alertLevel
            if self == .customersMessage { row.whenFetched = new.whenFetched }
        case .assignment:
            row.status = new.status
            row.alertLevel = new.alertLevel
            row.userID = new.userID
            row.transferTo = new.transferTo
            row.rank = new.rank
            row.whenStarted = new.whenStarted
            row.whenEnded = new.whenEnded
            row.chatbotIsActive = new.chatbotIsActive
            row.assignedAt = new.assignedAt
            row.offeredUntil = new.offeredUntil
        case .everything:
            row = new
        }
        return row
    }
}

extension WriteTransaction {
    /// Stores what has changed in a session since it was read as `old`, by the statement that costs least. Whether there
    /// is such a session.
    @discardableResult
    package func update(_ session: SessionRow, from old: SessionRow) throws(Failure) -> Bool {
        let change = SessionChange.allCases.first { $0.applied(to: old, from: session) == session }
        switch change {
        case .quietMessage: return try updateQuietly(session)
        case .message: return try updateMessage(session)
        case .customersMessage: return try updateCustomersMessage(session)
        case .assignment: return try updateAssignment(session)
        case .everything, nil: return try update(session)
        }
    }

    /// Notes when the customer last gave a sign of life, which is no change of the session: `modified` stays.
    @discardableResult
    package func update(session id: Int32, whenFetched: Int64) throws(Failure) -> Bool {
        try run("UPDATE sessions SET when_fetched = ? WHERE id = ?", [.integer(whenFetched), .integer(id)]) > 0
    }

    /// Writes all columns of a session that is there.
    @discardableResult
    package func update(_ session: SessionRow) throws(Failure) -> Bool {
        try run(
            """
            UPDATE sessions SET
                topic_id = ?2, user_id = ?3, person_id = ?4, customer_alias = ?5, customer_host = ?6,
                customer_name = ?7, customer_email = ?8, customer_phone = ?9, customer_consented = ?10,
                customer_company_name = ?11, status = ?12, first_message = ?13, last_message = ?14,
                when_requested = ?15, when_started = ?16, when_ended = ?17, when_idle = ?18, when_fetched = ?19,
                session_key = ?20, initial_queue_pos = ?21, alert_level = ?22, rank = ?23, flags = ?24,
                contact_id = ?25, project_id = ?26, sale_id = ?27, ticket_id = ?28, transfer_to = ?29,
                chatbot_is_active = ?30, rating = ?31, rights = ?32, extra = ?33, modified = ?34, priority = ?35,
                assigned_at = ?36, offered_until = ?37, deleted_at = ?38, language = ?39
            WHERE id = ?1
            """,
            session.values) > 0
    }

    /// Marks sessions as deleted (8) and answers how many were not so before; ids that do not exist are ignored.
    @discardableResult
    package func markSessionsDeleted(ids: some Sequence<Int32>, at time: Int64) throws(Failure) -> Int {
        var marked = 0
        for id in ids {
            marked += try run(
                """
                UPDATE sessions SET
                    status = 8, deleted_at = ?1, modified = ?1, offered_until = 0, transfer_to = NULL
                WHERE id = ?2 AND status <> 8
                """,
                [.integer(time), .integer(id)])
        }
        return marked
    }

    private func updateQuietly(_ session: SessionRow) throws(Failure) -> Bool {
        try run(
            """
            UPDATE sessions SET modified = ?, when_idle = ?, flags = ?, first_message = ?, last_message = ?
            WHERE id = ?
            """,
            [
                .integer(session.modified), .integer(session.whenIdle), .integer(session.flags),
                .text(session.$firstMessage), .text(session.$lastMessage), .integer(session.id),
            ]) > 0
    }

    private func updateMessage(_ session: SessionRow) throws(Failure) -> Bool {
        try run(
            """
            UPDATE sessions SET
                modified = ?, when_idle = ?, flags = ?, first_message = ?, last_message = ?, status = ?, alert_level = ?
            WHERE id = ?
            """,
            [
                .integer(session.modified), .integer(session.whenIdle), .integer(session.flags),
                .text(session.$firstMessage), .text(session.$lastMessage), .integer(session.status),
                .integer(session.alertLevel), .integer(session.id),
            ]) > 0
    }

    private func updateCustomersMessage(_ session: SessionRow) throws(Failure) -> Bool {
        try run(
            """
            UPDATE sessions SET
                modified = ?, when_idle = ?, flags = ?, first_message = ?, last_message = ?, status = ?, alert_level = ?,
                when_fetched = ?
            WHERE id = ?
            """,
            [
                .integer(session.modified), .integer(session.whenIdle), .integer(session.flags),
                .text(session.$firstMessage), .text(session.$lastMessage), .integer(session.status),
                .integer(session.alertLevel), .integer(session.whenFetched), .integer(session.id),
            ]) > 0
    }

    private func updateAssignment(_ session: SessionRow) throws(Failure) -> Bool {
        try run(
            """
            UPDATE sessions SET
                modified = ?, when_idle = ?, flags = ?, status = ?, alert_level = ?, user_id = ?, transfer_to = ?,
                rank = ?, when_started = ?, when_ended = ?, chatbot_is_active = ?, assigned_at = ?, offered_until = ?
            WHERE id = ?
            """,
            [
                .integer(session.modified), .integer(session.whenIdle), .integer(session.flags),
                .integer(session.status), .integer(session.alertLevel), .reference(session.userID),
                .reference(session.transferTo), .integer(session.rank), .integer(session.whenStarted),
                .integer(session.whenEnded), .boolean(session.chatbotIsActive), .integer(session.assignedAt),
                .integer(session.offeredUntil), .integer(session.id),
            ]) > 0
    }
}
