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
        for (sql, plan) in plans {
            #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(sql): \(plan)")
        }
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
            _ = try writer.markSessionsDeleted(ids: [1])
            _ = try writer.deleteUser(named: "anna")
            return try writer.connection.plans()
        }
        let statements = plans.filter { $0.sql.hasPrefix("UPDATE") || $0.sql.hasPrefix("DELETE") }
        #expect(statements.count == 7, "\(statements)")
        for (sql, plan) in statements {
            #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(sql): \(plan)")
        }
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
        #expect(all == 13)
        #expect(bare == [])
    }
}
