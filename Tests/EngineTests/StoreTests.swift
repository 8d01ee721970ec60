import Foundation
import Messages
import Storage
import Testing
import Wire

@testable import Engine

@Suite("The engine and its store")
struct StoreTests {
    @Test(
        "What the store has to say has a code of the C interface",
        arguments: [
            (.cannotOpen, .store), (.notAStore, .store), (.corrupt, .store), (.full, .store), (.io, .store), (.busy, .busy),
            (.newerSchema, .newerStore), (.constraint, .conflict), (.closed, .closed), (.memory, .memory), (.internal, .internal),
        ] as [(StoreError.Kind, OperationError.Kind)])
    func kinds(store: StoreError.Kind, kind: OperationError.Kind) {
        let error = OperationError(StoreError(store, "words", code: 7))
        #expect(error.kind == kind)
        #expect(error.message == "words")
    }

    @Test("What was answered is there when the file is opened again")
    func reopened() throws {
        let folder = try Folder()
        let desk = try Desk(store: folder.store)
        _ = try desk.call("CustomerService.DeleteChatSessions", #"{"Ids":[101,102]}"#, as: "anna")
        let before = try desk.call("Chat.ChatSessionsForUser", as: "anna")
        desk.engine.close()

        let again = try Desk(store: folder.store, isEmpty: true)
        #expect(try again.call("Chat.ChatSessionsForUser", as: "anna") == before)
        #expect(try again.status(ofSession: 101) == "Deleted")
        again.engine.close()
    }

    @Test("A file that a newer version wrote is left alone")
    func newer() throws {
        let folder = try Folder()
        try Desk(store: folder.store).engine.close()
        let path = folder.path + "/desk.db"
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        // Byte 60 begins the version of the schema, the most significant byte first.
        bytes[62] = 9
        try bytes.write(to: URL(fileURLWithPath: path))

        let error = failure { try Desk(store: folder.store) }

        #expect(error?.kind == .newerStore)
        #expect(error?.path == "store")
    }

    @Test("A file of something else is left alone", arguments: ["not a database at all, but long enough to be looked at", "x"])
    func foreign(text: String) throws {
        let folder = try Folder()
        let path = folder.path + "/desk.db"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        let error = failure { try Desk(store: folder.store) }
        #expect(error?.kind == .store)
        #expect(error?.path == "store")
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(text.utf8))
    }

    @Test("Two engines on one file see each other's changes, and every write of both is there")
    func two() throws {
        let folder = try Folder()
        let first = try Desk(store: folder.store)
        let second = try Desk(store: folder.store, isEmpty: true)

        let ticket = try first.ticket()
        #expect(try second.call("Chat.GetChatPresence", caller: #"{"Ticket":"\#(ticket)"}"#).elements.count == 4)
        #expect(first.engine.secret == second.engine.secret)
        _ = try second.call("CustomerService.DeleteChatSessions", #"{"Ids":[101]}"#, as: "anna")
        #expect(!(try first.sessionIDs(of: "anna").contains(101)))

        inThreads(4) { number in
            let desk = number % 2 == 0 ? first : second
            for round in 0..<20 {
                do { _ = try desk.host("Directory.SaveContact", #"{"Contact":{"ContactId":\#(1000 + number * 20 + round)}}"#) } catch { Issue.record(error) }
            }
        }
        #expect(try first.host("System.CountRows")["Contacts"]?.int == 81)
        first.engine.close()
        #expect(try second.host("System.CountRows")["Contacts"]?.int == 81)
        second.engine.close()
    }

    @Test("A user who is deleted while they sign in gets no ticket")
    func deletedMeanwhile() throws {
        let folder = try Folder()
        let desk = try Desk(store: folder.store)
        let deleting = DispatchSemaphore(value: 0)
        let answers = Shared<[JSONValue]>([])
        inThreads(2) { number in
            do {
                if number == 0 {
                    try desk.engine.store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
                        _ = try transaction.deleteUser(named: "anna")
                        deleting.signal()
                        // Signing in finds the user still there, and then waits for its turn to write.
                        Thread.sleep(forTimeInterval: 0.3)
                    }
                } else {
                    deleting.wait()
                    let answer = try desk.host(
                        "SoPrincipal.AuthenticateUsernamePassword", #"{"UserName":"anna","Password":"anna-secret"}"#)
                    answers.change { $0.append(answer) }
                }
            } catch { Issue.record(error) }
        }
        #expect(answers.value.map { $0["AuthenticationSucceeded"] } == [.bool(false)])
        #expect(answers.value.map { $0["Credentials"] } == [.null])
        desk.engine.close()
    }

    @Test("A stored record that cannot be read is an error that shows nothing of it")
    func unreadable() throws {
        let desk = try Desk()
        try desk.engine.store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            _ = try transaction.saveDocument(.contact, id: 21, #"{"Name":"Hemmelig AS","OrgNr":"4711""#)
        }
        for error in [
            failure { try desk.host("Directory.GetContact", #"{"ContactId":21}"#) }, failure { try desk.sessionIDs(of: "anna") },
        ] {
            #expect(error?.kind == .store)
            #expect(error?.sentence.contains("Hemmelig") == false)
            #expect(error?.sentence.contains("4711") == false)
        }
        // The host can put it right.
        _ = try desk.host("Directory.SaveContact", #"{"Contact":{"ContactId":21}}"#)
        #expect(try desk.sessionIDs(of: "anna").first == 102)
    }

    @Test("A date that no calendar has, in a file that somebody changed, is an error with its place", arguments: [Int64.min, -1, Int64.max, DateTime.end])
    func dates(ticks: Int64) throws {
        let desk = try Desk()
        try desk.engine.store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            guard var row = try transaction.session(id: 103) else { throw OperationError(.notFound, "no session") }
            row.whenIdle = ticks
            _ = try transaction.save(row)
        }
        for zone in ["US-HI", "AU-ACT, includeTZOffset"] {
            let error = failure { try desk.call("Chat.ChatSessionsForUser", caller: #"{"Associate":"anna","TimeZone":"\#(zone)"}"#) }
            #expect(error?.kind == .store)
            #expect(error?.path == "sessions[103].when_idle")
        }
    }
}

@Suite("Closing an engine")
struct ClosingTests {
    @Test("Afterwards every call says that it is closed, and closing again does no harm")
    func closed() throws {
        let desk = try Desk()
        desk.engine.close()
        desk.engine.close()
        #expect(failure { try desk.engine.run { () throws(OperationError) in } }?.kind == .closed)
        #expect(failure { try desk.host("System.CountRows") }?.kind == .closed)
        #expect(desk.handle("GET", "/api/v1/ChatSession/ForCurrentUser", [("Authorization", "SOTicket 7T:x")]).status == 500)
    }

    @Test("It waits for the calls that are under way and lets no other in")
    func waits() throws {
        let desk = try Desk()
        let (entered, leave) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let events = Shared<[String]>([])
        inThreads(2) { number in
            do {
                if number == 0 {
                    try desk.engine.run { () throws(OperationError) in
                        entered.signal()
                        leave.wait()
                        _ = try desk.host("System.CountRows")
                        events.change { $0.append("call") }
                    }
                } else {
                    entered.wait()
                    Thread.detachNewThread {
                        // Let the close begin before the call may end.
                        while (try? desk.engine.run { () throws(OperationError) in }) != nil { Thread.sleep(forTimeInterval: 0.001) }
                        leave.signal()
                    }
                    desk.engine.close()
                    events.change { $0.append("closed") }
                }
            } catch { Issue.record(error) }
        }
        #expect(events.value == ["call", "closed"])
    }

    @Test("Threads that call while it closes are answered or told that it is closed, and nothing else", arguments: [true, false])
    func race(inMemory: Bool) throws {
        let folder = try Folder()
        let desk = try Desk(store: inMemory ? "sqlite::memory:" : folder.store)
        let saved = Shared<Set<Int>>([])
        inThreads(8) { number in
            for round in 0..<100 {
                do {
                    try desk.engine.run { () throws(OperationError) in
                        let id = 1000 + number * 100 + round
                        _ = try desk.host("Directory.SavePerson", #"{"Person":{"PersonId":\#(id)}}"#)
                        _ = try desk.call("Chat.ChatSessionsForUser", as: "anna")
                        saved.change { $0.insert(id) }
                    }
                } catch {
                    if (error as? OperationError)?.kind != .closed { Issue.record(error) }
                    return
                }
                if number == 0, round == 10 { desk.engine.close() }
            }
        }
        #expect(saved.value.count >= 11)
        if !inMemory {
            let again = try Desk(store: folder.store, isEmpty: true)
            for id in saved.value { #expect(try again.host("Directory.GetPerson", #"{"PersonId":\#(id)}"#)["PersonId"]?.int == id) }
            again.engine.close()
        }
    }
}
