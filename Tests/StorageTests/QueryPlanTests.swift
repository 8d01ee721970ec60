import Testing

@testable import Storage

@Suite("Indexes")
struct QueryPlanTests {
    @Test("No query that runs on each request walks through a table")
    func plans() throws {
        let folder = try Folder()
        let desk = try Desk(url: folder.url())
        let hash = [UInt8](repeating: 1, count: 32)
        let plans = try desk.store.reading { reader throws in
            _ = try reader.sessions(ofMember: 1)
            _ = try reader.sessionIDs(ofMember: 1)
            _ = try reader.session(id: 1)
            _ = try reader.topicIDs(ofSessions: [1])
            _ = try reader.memberships(ofAssociate: 1)
            _ = try reader.agents(ofTopic: 1)
            _ = try reader.ticket(hash: hash, now: 0)
            _ = try reader.user(named: "anna")
            _ = try reader.users(ofAssociate: 1)
            _ = try reader.document(.person, id: 1)
            return try reader.connection.plans()
        }
        #expect(plans.filter { $0.sql.contains("SELECT") }.count == 10)
        expectNoScan(plans)
        let ids = try #require(plans.first { $0.sql.hasPrefix("SELECT s.id\n") }).plan
        #expect(ids.filter { $0.contains("USING COVERING INDEX") }.count == 2, "\(ids)")
        let rows = try #require(plans.first { $0.sql.contains("s.customer_alias") }).plan
        #expect(rows.contains { $0.contains("SEARCH s USING INDEX sessions_by_topic (topic_id=?)") }, "\(rows)")
    }

    @Test("Presences walk through the agents' index, which they list, and through nothing else")
    func presences() throws {
        let folder = try Folder()
        let desk = try Desk(url: folder.url())
        let plans = try desk.store.reading { reader throws in
            _ = try reader.presences()
            return try reader.connection.plans()
        }
        let steps = plans.flatMap(\.plan)
        for step in steps where step.hasPrefix("SCAN") {
            #expect(step.contains("COVERING INDEX topic_agents_by_associate"), "\(steps)")
        }
        #expect(steps.contains { $0.hasPrefix("SEARCH s USING COVERING INDEX sessions_by_user") }, "\(steps)")
        #expect(steps.contains { $0.hasPrefix("SEARCH p USING INTEGER PRIMARY KEY") }, "\(steps)")
        #expect(!steps.contains { $0.contains("TEMP B-TREE") }, "\(steps)")
    }

    @Test("Writing finds the rows that it changes by an index")
    func writingPlans() throws {
        let desk = try Desk()
        let hash = [UInt8](repeating: 1, count: 32)
        let plans = try desk.store.writing { writer throws in
            _ = try writer.extendTicket(hash: hash, until: 1)
            _ = try writer.deleteTicket(hash: hash)
            _ = try writer.deleteTickets(ofAssociate: 1)
            _ = try writer.deleteExpiredTickets(now: 1)
            try writer.deleteServiceSessions(unusedSince: 1)
            _ = try writer.markSessionsDeleted(ids: [1], at: 1)
            _ = try writer.deleteUser(named: "anna")
            return try writer.connection.plans()
        }
        let statements = plans.filter { $0.sql.hasPrefix("UPDATE") || $0.sql.hasPrefix("DELETE") }
        #expect(statements.count == 8, "\(statements)")
        expectNoScan(statements)
    }

    @Test("A customer's key, a queue and an agent's load are found by their indexes, without sorting")
    func queuePlans() throws {
        let desk = try Desk()
        let plans = try desk.store.reading { reader throws in
            _ = try reader.session(key: "k")
            _ = try reader.longestWaiting(inTopics: [10])
            _ = try reader.countWaiting(inTopic: 10)
            _ = try reader.isAnyonePresent(inTopic: 10, withAnyOf: 2)
            _ = try reader.presentAgents(inTopic: 10, withAnyOf: 2)
            _ = try reader.activeRanks(ofUser: 1)
            _ = try reader.countActive(ofUser: 1)
            _ = try reader.topics(ofMember: 1)
            _ = try reader.agent(1, ofTopic: 10)
            _ = try reader.hasSessions(topic: 10)
            return try reader.connection.plans()
        }
        expectNoScan(plans)
        for (sql, plan) in plans where sql.contains("status = 4") {
            #expect(plan.count == 1 && plan.allSatisfy { $0.contains("SEARCH sessions USING COVERING INDEX") }, "\(sql)")
        }
        let steps = plans.flatMap(\.plan)
        let loads = steps.filter { $0.contains("sessions_by_user (user_id=? AND status=?)") }
        #expect(loads.count == 3, "\(loads)")
    }

    @Test("A place in the queue is counted in the queue's index alone")
    func positionPlan() throws {
        let desk = try Desk()
        try desk.addSession(1, topic: 10, status: 4)
        let plans = try desk.store.reading { reader throws in
            _ = try reader.queuePosition(ofSession: 1)
            return try reader.connection.plans()
        }
        let counting = try #require(plans.first { $0.sql.contains("priority >") }).plan
        let steps = counting.filter { $0.contains("sessions") }
        #expect(steps.count == 2)
        #expect(steps.allSatisfy { $0.contains("COVERING INDEX sessions_queue (topic_id=? AND priority") }, "\(steps)")
    }

    @Test("What goes on in the topics is counted in indexes of what goes on, and walks through no sessions")
    func loadPlans() throws {
        let desk = try Desk()
        let plans = try desk.store.reading { reader throws in
            _ = try reader.topics()
            _ = try reader.topicLoads(now: 1)
            _ = try reader.countPresentAgents()
            _ = try reader.eventBounds()
            return try reader.connection.plans()
        }
        expectNoScan(plans)
        let steps = plans.flatMap(\.plan).filter { $0.hasPrefix("SEARCH s ") }
        #expect(steps.count == 4, "\(steps)")
        #expect(steps.allSatisfy { $0.contains("(topic_id=?") }, "\(steps)")
        // The first entry of the index of requests is looked up for its session, and no other.
        let looked = steps.filter { !$0.contains("USING COVERING INDEX") }
        #expect(looked == ["SEARCH s USING INDEX sessions_by_request (topic_id=? AND when_requested>?)"])
    }

    @Test("Messages are read along the index of their order, whatever is asked of them, without sorting")
    func messagePlans() throws {
        let desk = try Desk()
        try desk.addSession(1, topic: 10, status: 5)
        let plans = try desk.store.writing { writer throws in
            var message = MessageRow(sessionID: 1)
            message.clientID = "a"
            message.id = try writer.post(message).message.id
            _ = try writer.messages(ofSession: 1, afterMessage: message.id, now: 1)
            _ = try writer.lastMessage(ofSession: 1, now: 1)
            _ = try writer.nextDelayedMessage(ofSession: 1, now: 1)
            _ = try writer.markRead(inSession: 1, upTo: message.position)
            return try writer.connection.plans()
        }
        expectNoScan(plans)
        let all = plans.flatMap(\.plan)
        let steps = all.filter { $0.hasPrefix("SEARCH messages") }
        #expect(steps.filter { $0.contains("INDEX messages_in_order (session_id=? AND when_posted") }.count == 4)
        #expect(!all.contains { $0.contains("TEMP B-TREE") }, "\(all)")
    }

    @Test("What a step of a session's life reads and writes is found by keys and indexes")
    func stepPlans() throws {
        let desk = try Desk()
        try desk.addSession(1, topic: 10, status: 4)
        let plans = try desk.store.writing { writer throws in
            let old = try #require(try writer.session(id: 1))
            _ = try writer.topic(id: 10)
            _ = try writer.isPresent(associateID: 1)
            var fetched = old
            fetched.whenFetched = 1
            _ = try writer.update(session: 1, whenFetched: 1)
            for change in [\SessionRow.lastMessage, \.customerName] {
                var row = fetched
                row[keyPath: change] = "x"
                _ = try writer.update(row, from: fetched)
            }
            var row = old
            row.userID = 1
            _ = try writer.update(row, from: old)
            _ = try writer.update(topic: 10, lastAccept: 1, secondsPrAccept: 1)
            try writer.saveAssignment(toAssociate: 1, at: 1)
            try writer.append(EventRow(at: 1, kind: 1))
            try writer.record(AuditRow(at: 1, who: "a", operation: "o"))
            return try writer.connection.plans()
        }
        expectNoScan(plans)
        #expect(plans.filter { $0.sql.contains("UPDATE sessions") }.count == 4)
    }

    @Test("Offers and promises are found by their indexes, however many sessions there are")
    func offerPlans() throws {
        let desk = try Desk()
        try desk.addSession(1, topic: 10, status: 4)
        let plans = try desk.store.writing { writer throws in
            _ = try writer.unoffered(inTopic: 10, limit: 5)
            _ = try writer.offeredSessions()
            _ = try writer.sessions(offeredTo: 1)
            _ = try writer.offers(ofSession: 1)
            _ = try writer.earliestServiceLevel()
            _ = try writer.brokenServiceLevels(at: 1, limit: 5)
            try writer.saveOffer(ofSession: 1, to: 1, at: 1)
            try writer.saveServiceLevel(ofSession: 1, due: 1)
            try writer.deleteOffers(ofSession: 1)
            try writer.deleteServiceLevel(ofSession: 1)
            return try writer.connection.plans()
        }
        #expect(plans.filter { $0.sql.hasPrefix("SELECT") }.count >= 6)
        expectNoScan(plans)
        let waiting = try #require(plans.first { $0.sql.contains("offered_until = 0") }).plan
        #expect(waiting == ["SEARCH sessions USING INDEX sessions_queue (topic_id=?)"])
        let offered = try #require(plans.first { $0.sql.contains("GROUP BY") }).plan
        #expect(offered.first == "SEARCH sessions USING INDEX sessions_by_offer (offered_until>?)")
        let promises = try #require(plans.first { $0.sql.contains("ORDER BY due LIMIT 1") }).plan
        #expect(promises == ["SEARCH service_levels USING COVERING INDEX service_levels_by_due (due>?)"])
    }

    @Test("Events are read from where the cursor stands, and one session's by their own index")
    func eventPlans() throws {
        let desk = try Desk()
        let plans = try desk.store.writing { writer throws in
            for time in 1...3 as ClosedRange<Int64> { try writer.append(EventRow(at: time, kind: 1)) }
            _ = try writer.events(after: 1)
            _ = try writer.events(after: 1, matching: EventFilter(sessionID: 1))
            _ = try writer.pruneEvents(before: 2)
            _ = try writer.eventCursor(named: "a")
            try writer.save(EventCursorRow(name: "a", seq: 1, moved: 1))
            try writer.deleteEventCursor(named: "a")
            return try writer.connection.plans()
        }
        expectNoScan(plans)
        let steps = plans.flatMap(\.plan)
        #expect(steps.contains { $0.contains("INDEX events_by_session (session_id=? AND rowid>?)") }, "\(steps)")
    }

    @Test("Every foreign key leads an index, so that deleting what it points to looks nothing through")
    func foreignKeys() throws {
        let desk = try Desk()
        let (all, bare) = try desk.store.reading { reader throws in
            let all = try reader.connection.first(
                "SELECT count(*) FROM sqlite_schema AS t, pragma_foreign_key_list(t.name) WHERE t.type = 'table'"
            ) { $0.int64() }
            let bare = try reader.connection.rows(
                """
                SELECT t.name || '.' || k."from"
                FROM sqlite_schema AS t, pragma_foreign_key_list(t.name) AS k
                WHERE t.type = 'table'
                AND NOT EXISTS (
                    SELECT 1 FROM pragma_index_list(t.name) AS i, pragma_index_info(i.name) AS c
                    WHERE c.seqno = 0 AND c.name = k."from")
                AND NOT EXISTS (SELECT 1 FROM pragma_table_info(t.name) AS c WHERE c.pk = 1 AND c.name = k."from")
                """
            ) { $0.text() }
            return (all, bare)
        }
        #expect(all == 18)
        #expect(bare == [])
    }
}

/// No step of the plans walks through a table; a constant row is no table, and SQLite's own is small.
private func expectNoScan(_ plans: [(sql: String, plan: [String])], at location: SourceLocation = #_sourceLocation) {
    for (sql, plan) in plans {
        let scans = plan.filter { $0.hasPrefix("SCAN") && !["SCAN CONSTANT ROW", "SCAN sqlite_master"].contains($0) }
        #expect(scans == [], "\(sql): \(plan)", sourceLocation: location)
    }
}
