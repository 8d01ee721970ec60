import Foundation
import Testing

@testable import Storage

@Suite("Audit, customer-service sessions and customers' data")
struct AuditTests {
    @Test("An entry comes back as it was recorded, in order, of all or of one session")
    func entries() throws {
        let desk = try Desk()
        var entry = AuditRow(at: 7, who: "ada", operation: "Chat.PickUpChatSession")
        entry.associateID = 1
        entry.sessionID = 3
        entry.topicID = 10
        entry.details = "{}"
        try desk.store.writing { writer throws in
            try writer.record(entry)
            try writer.record(AuditRow(at: 8, who: "host", operation: "System.Import"))
            entry.seq = 1
            #expect(try writer.audit(limit: 9).map(\.seq) == [1, 2])
            #expect(try writer.audit(limit: 1) == [entry])
            #expect(try writer.audit(after: 1, limit: 9).map(\.who) == ["host"])
            #expect(try writer.audit(ofSession: 3, limit: 9) == [entry])
            #expect(try writer.audit(ofSession: 0, limit: 9) == [])
        }
    }

    @Test("An entry can be neither changed nor removed, by whatever statement")
    func appendOnly() throws {
        let desk = try Desk()
        try desk.store.writing { writer in try writer.record(AuditRow(at: 7, who: "ada", operation: "x")) }
        let statements: [StaticString] = [
            "UPDATE audit SET who = 'bob'", "DELETE FROM audit", "DELETE FROM audit WHERE seq = 1",
            "REPLACE INTO audit SELECT seq, at, associate_id, 'bob', operation, session_id, topic_id, details FROM audit",
            "UPDATE audit_horizon SET complete_since = -1", "DELETE FROM audit_horizon",
            "REPLACE INTO audit_horizon (id, complete_since) VALUES (1, 100)",
        ]
        for sql in statements {
            let error = storeError {
                try desk.store.writing { writer in try writer.connection.run(sql) }
            }
            #expect(error?.kind == .constraint, "\(sql)")
        }
        #expect(try desk.store.reading { reader in try reader.audit(limit: 9) }.map(\.who) == ["ada"])
    }

    @Test("The retention takes the oldest entries, and the audit says from when on it is complete")
    func retention() throws {
        let desk = try Desk()
        try desk.store.writing { writer throws in
            for time in [10, 30, 20, 40] as [Int64] { try writer.record(AuditRow(at: time, who: "a", operation: "x")) }
            #expect(try writer.auditCompleteSince() == 0)
            #expect(try writer.pruneAudit(before: 30, limit: 1) == 1)
            #expect(try writer.pruneAudit(before: 30) == 1)
            #expect(try writer.pruneAudit(before: 20) == 0)
            #expect(try writer.audit(limit: 9).map(\.at) == [30, 40])
            #expect(try writer.auditCompleteSince() == 30)
        }
    }

    @Test("A customer-service session is found by its key's hash while it is used, and ended one by one or together")
    func customerService() throws {
        let desk = try Desk()
        func hash(_ number: UInt8) -> [UInt8] { [UInt8](repeating: number, count: 32) }
        try desk.store.writing { writer throws in
            #expect(try writer.insertServiceSession(hash: hash(1), associateID: 1, remoteIP: "::1", now: 5) == 1)
            let found = try #require(try writer.serviceSession(hash: hash(1), usedAfter: 4))
            #expect(found == ServiceSessionRow(loginID: 1, associateID: 1, lastUsed: 5))
            #expect(try writer.serviceSession(hash: hash(1), usedAfter: 5) == nil)
            #expect(try writer.serviceSession(hash: hash(2), usedAfter: 0) == nil)
            #expect(try writer.serviceSessionOwner(loginID: 1) == 1)
            #expect(
                storeError {
                    try writer.insertServiceSession(hash: hash(1), associateID: 1, remoteIP: nil, now: 5)
                }?.kind == .constraint)
            try writer.touchServiceSession(loginID: 1, now: 9)
            try writer.touchServiceSession(loginID: 1, now: 8)
            #expect(try writer.serviceSession(hash: hash(1), usedAfter: 0)?.lastUsed == 9)
            try writer.deleteServiceSession(loginID: 1)
            #expect(try writer.serviceSessionOwner(loginID: 1) == nil)
            for number in 2...5 as ClosedRange<UInt8> {
                let login = try writer.insertServiceSession(
                    hash: hash(number), associateID: number < 4 ? 1 : 4, remoteIP: nil, now: Int64(number))
                #expect(login == Int32(number))
            }
            try writer.deleteServiceSessions(unusedSince: 2)
            #expect(try writer.serviceSessionOwner(loginID: 2) == nil)
            try writer.deleteServiceSessions(ofAssociate: 1)
            #expect(try writer.serviceSessionOwner(loginID: 3) == nil)
            #expect(try writer.deleteDocument(.associate, id: 4))
            #expect(try writer.serviceSessionOwner(loginID: 5) == nil)
        }
    }

    @Test("One customer's sessions are found by address, in any case, and by person")
    func customers() throws {
        let desk = try Desk()
        try desk.store.writing { writer throws in
            try writer.saveDocument(.person, id: 1, "{}")
            for (id, email, person) in [(1, "Ola@x.no", 1), (2, "ola@X.NO", 0), (3, nil, 1), (4, "kari@x.no", 0)]
                as [(Int32, String?, Int32)]
            {
                var session = SessionRow(id: id, topicID: 10)
                (session.customerEmail, session.personID) = (email, person)
                try writer.save(session)
            }
            #expect(try writer.sessionIDs(ofCustomerEmail: "OLA@x.no") == [1, 2])
            #expect(try writer.sessionIDs(ofPerson: 1) == [1, 3])
            #expect(try writer.sessionIDs(ofCustomerEmail: "") == [])
        }
    }

    @Test("None of this walks through a table")
    func plans() throws {
        let desk = try Desk()
        let hash = [UInt8](repeating: 1, count: 32)
        let plans = try desk.store.writing { writer throws in
            _ = try writer.audit(limit: 1)
            _ = try writer.audit(ofSession: 1, limit: 1)
            _ = try writer.auditCompleteSince()
            try writer.pruneAudit(before: 1)
            _ = try writer.serviceSession(hash: hash, usedAfter: 1)
            _ = try writer.serviceSessionOwner(loginID: 1)
            try writer.touchServiceSession(loginID: 1, now: 1)
            try writer.deleteServiceSession(loginID: 1)
            try writer.deleteServiceSessions(unusedSince: 1)
            try writer.deleteServiceSessions(ofAssociate: 1)
            _ = try writer.sessionIDs(ofCustomerEmail: "a")
            _ = try writer.sessionIDs(ofPerson: 1)
            try writer.deleteSession(id: 1)
            return try writer.connection.plans()
        }
        for (sql, plan) in plans where !sql.contains("sqlite_schema") {
            #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(sql): \(plan)")
        }
    }
}
