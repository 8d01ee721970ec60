import Foundation
import Testing

@testable import Storage

@Suite("Users, tickets and the directory")
struct QueryTests {
    @Test("A user is found whatever the case of the name, replaced by name, and deleted")
    func users() throws {
        let desk = try Desk()
        try desk.store.writing { writer throws in
            try writer.save(UserRow(userName: "Åse", associateID: 1, passwordHash: "a"))
            try writer.save(UserRow(userName: "anna", associateID: 2, passwordHash: "b"))
            try writer.save(UserRow(userName: "ÅSE", associateID: 2, passwordHash: "c"))
            #expect(try writer.user(named: "åse") == UserRow(userName: "ÅSE", associateID: 2, passwordHash: "c"))
            #expect(try writer.user(named: "nobody") == nil)
            #expect(try writer.users(ofAssociate: 2).map(\.userName) == ["anna", "ÅSE"])
            #expect(try writer.users(ofAssociate: 1) == [])
            #expect(try writer.deleteUser(named: "ANNA"))
            #expect(try !writer.deleteUser(named: "anna"))
            #expect(try writer.rowCounts().users == 1)
        }
    }

    @Test("A user has to be an associate, and an associate with a user is not deleted")
    func usersAndAssociates() throws {
        let desk = try Desk()
        try desk.store.writing { writer throws in
            let user = UserRow(userName: "x", associateID: 99, passwordHash: "")
            #expect(storeError { try writer.save(user) }?.kind == .constraint)
            try writer.save(UserRow(userName: "x", associateID: 4, passwordHash: ""))
            #expect(
                storeError { try writer.deleteDocument(.associate, id: 4) }?.kind == .constraint)
        }
    }

    @Test("A ticket is found until the moment it expires, and its end only ever moves away")
    func tickets() throws {
        let desk = try Desk()
        let hash = [UInt8](repeating: 1, count: 32)
        let ticket = TicketRow(hash: hash, kind: 1, associateID: 1, created: 100, expires: 200)
        try desk.store.writing { writer throws in
            try writer.insert(ticket)
            #expect(storeError { try writer.insert(ticket) }?.kind == .constraint)
            #expect(try writer.ticket(hash: hash, now: 199) == ticket)
            #expect(try writer.ticket(hash: hash, now: 200) == nil)
            #expect(try writer.ticket(hash: [UInt8](repeating: 2, count: 32), now: 0) == nil)
            #expect(try writer.extendTicket(hash: hash, until: 300))
            #expect(try !writer.extendTicket(hash: hash, until: 250))
            #expect(try writer.ticket(hash: hash, now: 299)?.expires == 300)
            #expect(try writer.deleteTicket(hash: hash))
            #expect(try !writer.deleteTicket(hash: hash))
            #expect(try writer.ticket(hash: hash, now: 0) == nil)
        }
    }

    @Test("Expired tickets are purged, and an associate's tickets go all at once or with the associate")
    func purgingTickets() throws {
        let desk = try Desk()
        try desk.store.writing { writer throws in
            for (number, associate) in [(1, 1), (2, 1), (3, 4), (4, 4)] as [(UInt8, Int32)] {
                try writer.insert(
                    TicketRow(
                        hash: [UInt8](repeating: number, count: 16), kind: 1, associateID: associate, created: 0,
                        expires: Int64(number) * 10))
            }
            #expect(try writer.deleteExpiredTickets(now: 10) == 1)
            #expect(try writer.deleteExpiredTickets(now: 10) == 0)
            #expect(try writer.deleteTickets(ofAssociate: 1) == 1)
            #expect(try writer.rowCounts().tickets == 2)
            #expect(try writer.deleteDocument(.associate, id: 4))
            #expect(try writer.rowCounts().tickets == 0)
        }
    }

    @Test("A ticket's hash that is too short is refused")
    func shortHash() throws {
        let desk = try Desk()
        let ticket = TicketRow(hash: [1, 2], kind: 1, associateID: 1, created: 0, expires: 1)
        let error = storeError {
            try desk.store.writing { writer in try writer.insert(ticket) }
        }
        #expect(error?.kind == .constraint)
        #expect(error?.code == 275)
    }

    @Test(
        "Each kind of record is saved, given an id, replaced, loaded and deleted",
        arguments: DirectoryKind.allCases)
    func directory(kind: DirectoryKind) throws {
        let store = try Store(url: "sqlite::memory:")
        try store.writing { writer throws in
            #expect(try writer.saveDocument(kind, id: 5, "five") == 5)
            #expect(try writer.saveDocument(kind, id: 0, "new") == 6)
            #expect(try writer.saveDocument(kind, id: 5, "FIVE") == 5)
            #expect(try writer.document(kind, id: 5) == "FIVE")
            #expect(try writer.document(kind, id: 7) == nil)
            #expect(try writer.missing(kind, ids: [7, 5, 3, 7]) == [7, 3])
            #expect(try writer.deleteDocument(kind, id: 5))
            #expect(try !writer.deleteDocument(kind, id: 5))
            #expect(try writer.document(kind, id: 5) == nil)
            let counts = try writer.rowCounts()
            #expect(
                counts.associates + counts.persons + counts.contacts + counts.projects + counts.sales
                    + counts.directoryTickets == 1)
        }
    }

    @Test("An id outside of 1 to 2147483647 is refused", arguments: [-1, Int32.min])
    func badID(id: Int32) throws {
        let store = try Store(url: "sqlite::memory:")
        let error = storeError {
            try store.writing { writer in try writer.saveDocument(.person, id: id, "{}") }
        }
        #expect(error?.kind == .constraint)
    }
}
