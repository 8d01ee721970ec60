import Foundation
import Messages
import Storage
import Testing
import Wire

@testable import Engine

@Suite("What is stored of a customer")
struct PrivacyTests {
    /// A desk where Kari has talked twice and Ola once; both of hers have ended.
    private func desk(store: String = "sqlite::memory:") throws -> (desk: Desk, hers: [Int], his: Int) {
        let desk = try Desk(store: store)
        try desk.setPresence(of: 3)
        func talk(_ name: String, _ email: String) throws -> Int {
            let customer = try Customer(
                desk, #","CustomerName":"\#(name)","CustomerEmail":"\#(email)","CustomerPhone":"+47 4711","Language":"nb""#)
            try customer.say("I am \(name)", as: "c-\(name)")
            try customer.pickUp()
            try desk.say("Hello \(name)", in: customer.session, as: "cat")
            try customer.call("Leave")
            return customer.session
        }
        return (desk, [try talk("Kari", "Kari@private.test"), try talk("Kari", "kari@PRIVATE.test")], try talk("Ola", "ola@private.test"))
    }

    @Test("An export has each session with its messages, events and entries in the audit, and says in the audit that it was made")
    func export() throws {
        let (desk, hers, _) = try desk()
        let export = try desk.host("System.ExportCustomer", #"{"Email":"kari@private.test"}"#)
        let sessions = export["Sessions"]?.elements ?? []
        #expect(sessions.map { $0["Session"]?["ChatSessionId"]?.int } == hers)
        #expect(export["Next"] == .null)
        let first = try #require(sessions.first)
        #expect(first["Session"]?["CustomerName"]?.string == "Kari")
        #expect(first["Session"]?["CustomerPhone"]?.string == "+47 4711")
        #expect(first["Session"]?["UserId"]?.int == 3)
        #expect(first["Session"]?["Language"]?.string == "nb")
        #expect(first["Session"]?["SessionKey"] == nil)
        let messages = first["Messages"]?.elements ?? []
        #expect(messages.compactMap { $0["Message"]?.string }.filter { $0.contains("Kari") } == ["I am Kari", "Hello Kari"])
        #expect(messages.first { $0["Message"]?.string == "I am Kari" }?["ClientId"]?.string == "c-Kari")
        let events = (first["Events"]?.elements ?? []).compactMap { $0["Event"]?.string }
        #expect(events.first == "chatsession.created" && events.count >= 6)
        #expect(first["Audit"]?.elements.map { $0["Operation"]?.string } == ["Customer.StartSession", "Chat.PickUpChatSession", "Customer.Leave"])
        let entry = try desk.host("System.Audit", #"{"Top":1000}"#)["Entries"]?.elements.last
        #expect(entry?["Operation"]?.string == "System.ExportCustomer")
        #expect(entry?["Details"] == .object([.init("By", .string("Email")), .init("Sessions", .number("2"))]))
    }

    @Test("An export comes in pages, by person with the record, and by session alone")
    func exports() throws {
        let (desk, hers, his) = try desk()
        let first = try desk.host("System.ExportCustomer", #"{"Email":"kari@private.test","Top":1}"#)
        #expect(first["Sessions"]?.elements.map { $0["Session"]?["ChatSessionId"]?.int } == [hers[0]])
        #expect(first["Next"]?.int == hers[0])
        let second = try desk.host("System.ExportCustomer", #"{"Email":"kari@private.test","Top":1,"After":\#(hers[0])}"#)
        #expect(second["Sessions"]?.elements.map { $0["Session"]?["ChatSessionId"]?.int } == [hers[1]])
        #expect(second["Next"] == .null)
        let person = try desk.host("System.ExportCustomer", #"{"PersonId":12}"#)
        #expect(person["Person"]?["Firstname"]?.string == "Kari")
        #expect(person["Sessions"]?.elements.map { $0["Session"]?["ChatSessionId"]?.int } == [102])
        let one = try desk.host("System.ExportCustomer", #"{"ChatSessionId":\#(his)}"#)
        #expect(one["Sessions"]?.elements.count == 1)
        #expect(one["Person"] == nil)
        let nobody = try desk.host("System.ExportCustomer", #"{"Email":"nobody@private.test"}"#)
        #expect(nobody["Sessions"]?.elements == [])
        #expect(nobody["Next"] == .null)
    }

    @Test("A page ends with the session in which it has ten thousand messages")
    func longExport() throws {
        let desk = try Desk()
        for id in [301, 302] { try desk.addSession(id, "Closed", #","CustomerEmail":"long@private.test""#) }
        try desk.engine.store.write { (transaction: borrowing WriteTransaction<OperationError>) throws(OperationError) in
            for id in 1...10_000 as ClosedRange<Int64> {
                var message = MessageRow(sessionID: 301)
                message.whenPosted = id
                try transaction.save(message)
            }
        }
        let first = try desk.host("System.ExportCustomer", #"{"Email":"long@private.test"}"#)
        #expect(first["Sessions"]?.elements.map { $0["Messages"]?.elements.count } == [10_000])
        #expect(first["Next"]?.int == 301)
        #expect(try desk.host("System.ExportCustomer", #"{"Email":"long@private.test","After":301}"#)["Sessions"]?.elements.count == 1)
    }

    @Test("Erasing removes every session of the customer with its messages, nobody else's, and the audit keeps numbers alone")
    func erasure() throws {
        let (desk, hers, his) = try desk()
        let answer = try desk.host("System.EraseCustomer", #"{"Email":"KARI@private.test"}"#)
        #expect(answer["Sessions"]?.int == 2)
        #expect(answer["Messages"]?.int ?? 0 >= 6)
        #expect(answer["FileRewritten"] == .bool(true))
        for id in hers { #expect(try desk.status(ofSession: id) == nil) }
        #expect(try desk.status(ofSession: his) == "Finished")
        #expect(try desk.host("System.ExportCustomer", #"{"Email":"kari@private.test"}"#)["Sessions"]?.elements == [])
        let entries = (try desk.host("System.Audit", #"{"Top":1000}"#)["Entries"]?.elements ?? []).filter { $0["Operation"]?.string == "System.EraseCustomer" }
        #expect(entries.map { $0["ChatSessionId"]?.int } == hers + [0])
        #expect(entries.last?["Details"]?["By"]?.string == "Email")
        #expect(entries.last?["Details"]?["Sessions"]?.int == 2)
        #expect(!entries.contains { $0.text.contains("ari@") })
        // Once more there is nothing.
        #expect(try desk.host("System.EraseCustomer", #"{"Email":"kari@private.test"}"#)["Sessions"]?.int == 0)
    }

    @Test("A person is erased with the record, and a customer's key opens nothing any more")
    func person() throws {
        let desk = try Desk()
        _ = try desk.call("Chat.DeleteChatSessionEntity", #"{"ChatSessionEntityId":102}"#, as: "anna")
        let answer = try desk.host("System.EraseCustomer", #"{"PersonId":12,"KeepFile":true}"#)
        #expect([answer["Sessions"]?.int, answer["Persons"]?.int] == [1, 1])
        #expect(answer["FileRewritten"] == .bool(false))
        #expect(try desk.host("Directory.GetPerson", #"{"PersonId":12}"#) == .null)
        #expect(failure { try desk.call("Customer.GetSession", caller: #"{"SessionKey":"key-of-102"}"#) }?.kind == .authentication)
    }

    @Test("A session that goes on keeps all of the customer from being erased")
    func running() throws {
        let (desk, hers, _) = try desk()
        let third = try Customer(desk, #","CustomerEmail":"kari@private.test""#)
        let error = failure { try desk.host("System.EraseCustomer", #"{"Email":"kari@private.test"}"#) }
        #expect(error?.kind == .conflict)
        #expect(error?.path == "Email")
        #expect(error?.message.contains("session \(third.session) is InQueue") == true)
        for id in hers { #expect(try desk.status(ofSession: id) == "Finished") }
        try third.call("Leave")
        #expect(try desk.host("System.EraseCustomer", #"{"Email":"kari@private.test"}"#)["Sessions"]?.int == 3)
    }

    @Test(
        "Who is meant is said in one way",
        arguments: [
            ("{}", "Email"), (#"{"Email":""}"#, "Email"), (#"{"PersonId":-1}"#, "Email"), (#"{"Email":"a","PersonId":1}"#, "PersonId"),
            (#"{"Email":"a","ChatSessionId":1}"#, "ChatSessionId"), (#"{"PersonId":1,"ChatSessionId":1}"#, "ChatSessionId"),
        ])
    func keys(arguments: String, path: String) throws {
        let desk = try Desk(isEmpty: true)
        for operation in ["System.ExportCustomer", "System.EraseCustomer"] {
            let error = failure { try desk.host(operation, arguments) }
            #expect(error?.kind == .value)
            #expect(error?.path == path)
        }
    }

    @Test("A page that cannot be is refused", arguments: [(#","Top":1001"#, "Top"), (#","Top":-1"#, "Top"), (#","After":-1"#, "After")])
    func pages(arguments: String, path: String) throws {
        let error = failure { try Desk(isEmpty: true).host("System.ExportCustomer", #"{"PersonId":1\#(arguments)}"#) }
        #expect(error?.kind == .value)
        #expect(error?.path == path)
    }

    @Test("All of it is the host's alone")
    func rights() throws {
        let desk = try Desk()
        for operation in ["System.ExportCustomer", "System.EraseCustomer", "System.Audit"] {
            #expect(failure { try desk.call(operation, as: "anna") }?.kind == .denied)
        }
    }

    @Test("Erased, a name stands nowhere in the file or in its log, however often rows were moved about")
    func bytes() throws {
        let folder = try Folder()
        let (desk, _, _) = try desk(store: folder.store)
        for round in 1...60 {
            let name = round % 3 == 0 ? "Kari" : "Ola"
            let customer = try Customer(desk, #","CustomerName":"\#(name)","CustomerEmail":"\#(name)\#(round)@private.test","CustomerAlias":"\#(name)""#)
            for _ in 0..<(round % 7) { try customer.say(String(repeating: "\(name) says that the heating is cold. ", count: round)) }
            try customer.call("Leave")
        }
        func traces() throws -> Int {
            try ["", "-wal"].reduce(0) { sum, end in
                sum + (try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/desk.db\(end)")).occurrences(of: "Kari says"))
            }
        }
        #expect(try traces() > 0)
        for round in stride(from: 3, through: 60, by: 3) {
            _ = try desk.host("System.EraseCustomer", #"{"Email":"kari\#(round)@private.test","KeepFile":\#(round < 60)}"#)
        }
        #expect(try traces() == 0)
        #expect(try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/desk.db")).occurrences(of: "Ola says") > 0)
    }

    @Test("Somebody who still reads from the log is waited for, and then the answer says that the file is not clean")
    func reader() throws {
        let folder = try Folder()
        let (desk, _, _) = try desk(store: folder.store)
        let other = try Engine(config: Array(#"{"store":"\#(folder.store)","storage":{"busyTimeout":50}}"#.utf8))
        try desk.engine.store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            _ = try transaction.eventBounds()
            let answer = try other.call(
                caller: [], operation: "System.EraseCustomer", arguments: Array(#"{"Email":"kari@private.test"}"#.utf8))
            let text = String(decoding: answer, as: UTF8.self)
            #expect(text.contains(#""Sessions":2"#) && text.contains(#""FileRewritten":false"#))
        }
        #expect(try desk.host("System.EraseCustomer", #"{"Email":"kari@private.test"}"#)["FileRewritten"] == .bool(true))
    }

    @Test("Others write while the file is rewritten, and nothing of it is lost")
    func meanwhile() throws {
        let folder = try Folder()
        let (desk, _, _) = try desk(store: folder.store)
        let before = try desk.host("System.CountRows")["Sessions"]?.int ?? 0
        inThreads(6) { number in
            do {
                for _ in 0..<10 {
                    if number == 0 { _ = try desk.host("System.EraseCustomer", #"{"Email":"nobody@private.test"}"#) } else { _ = try Customer(desk) }
                }
            } catch {
                Issue.record(error)
            }
        }
        #expect(try desk.host("System.CountRows")["Sessions"]?.int == before + 50)
    }
}

extension Data {
    fileprivate func occurrences(of text: String) -> Int {
        var (count, start) = (0, startIndex)
        while let found = range(of: Data(text.utf8), in: start..<endIndex) {
            count += 1
            start = found.upperBound
        }
        return count
    }
}
