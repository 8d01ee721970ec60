import Messages
import Storage
import Testing
import Wire

@testable import Engine

@Suite("Sessions that are offered to agents by themselves")
struct OfferTests {
    static let offers = #"{"1":{"assignment":"longestIdle","offerSeconds":30}}"#

    @Test("A session is offered where it waits, and whoever accepts has picked it up")
    func accepted() throws {
        let desk = try AssigningDesk(Self.offers, present: [2], fields: #","WelcomeMessage":"Hello""#)
        let customer = try Customer(desk.desk)
        #expect(try desk.place(of: 1) == "InQueue > 2")
        #expect(try customer.view()["QueuePosition"]?.int == 1)
        let event = try #require(try desk.told(.sessionAssigned).first)
        #expect(event["TransferTo"]?.int == 2 && event["UserId"] == nil && event["By"]?.string == "timer")
        #expect(try desk.next() == 30)
        desk.desk.clock.advance(seconds: 12)
        let session = try desk.act("AcceptChatSessionTransfer", on: 1, as: "bob")
        #expect(session["Status"]?.string == "CustomerLast" && session["User"]?["AssociateId"]?.int == 2)
        #expect(session["TransferTo"] == .null && session["Rank"]?.int == 1)
        #expect(try customer.messages().map { $0["SpecialType"]?.string } == ["Welcome"])
        let topic = try desk.desk.call("Chat.GetChatTopicEntity", #"{"ChatTopicEntityId":1}"#, as: "bob")
        #expect(topic["SecondsPrAccept"]?.int == 12)
        #expect(try desk.next() == -1)
        // An offer is no work done: only accepting stands in the audit.
        #expect(try desk.desk.audit().map(\.operation) == ["Customer.StartSession", "Chat.AcceptChatSessionTransfer"])
    }

    @Test("Without an answer it goes to the next, and to the same only after as much time again")
    func unanswered() throws {
        let desk = try AssigningDesk(Self.offers, present: [1, 2])
        _ = try Customer(desk.desk)
        #expect(try desk.place(of: 1) == "InQueue > 1")
        try desk.pass(seconds: 29)
        #expect(try desk.place(of: 1) == "InQueue > 1")
        try desk.pass(seconds: 1)
        #expect(try desk.place(of: 1) == "InQueue > 2")
        try desk.pass(seconds: 30)
        #expect(try desk.place(of: 1) == "InQueue > 1")
        #expect(try desk.told(.sessionAssigned).map { $0["TransferTo"]?.int } == [1, 2, 1])
    }

    @Test("One agent alone is given a rest before being asked again, and somebody who comes meanwhile is asked at once")
    func alone() throws {
        let desk = try AssigningDesk(Self.offers, present: [2])
        _ = try Customer(desk.desk)
        try desk.pass(seconds: 30)
        #expect(try desk.place(of: 1) == "InQueue")
        #expect(try desk.next() == 30)
        try desk.pass(seconds: 30)
        #expect(try desk.place(of: 1) == "InQueue > 2")
        try desk.pass(seconds: 30)
        #expect(try desk.place(of: 1) == "InQueue")
        try desk.desk.setPresence(of: 3)
        #expect(try desk.place(of: 1) == "InQueue > 3")
        #expect(try desk.desk.events().filter { $0.hasPrefix("changed") }.count == 5)
    }

    @Test("Asked again after a long pause of time, the only agent has all of the time for an answer")
    func late() throws {
        let desk = try AssigningDesk(
            #"{"1":{"assignment":"longestIdle","offerSeconds":30,"capacity":2}}"#, present: [2])
        _ = try Customer(desk.desk)
        desk.desk.clock.advance(seconds: 61)
        #expect(try desk.next() == 30)
        #expect(try desk.place(of: 1) == "InQueue > 2")
        #expect(try desk.told(.sessionAssigned).count == 2)
        // Nothing of the session has changed since it was offered first.
        #expect(try desk.desk.events().filter { $0.hasPrefix("changed") }.count == 1)
    }

    @Test("Who rejects is passed over, and the session keeps its place without a message")
    func rejected() throws {
        let desk = try AssigningDesk(Self.offers, present: [1, 2])
        let customer = try Customer(desk.desk)
        let session = try desk.act("RejectChatSessionTransfer", on: 1, as: "ann")
        #expect(session["TransferTo"]?["AssociateId"]?.int == 2)
        #expect(try desk.act("RejectChatSessionTransfer", on: 1, as: "bob")["TransferTo"] == .null)
        #expect(try desk.place(of: 1) == "InQueue")
        #expect(try customer.messages().isEmpty)
        #expect(try desk.next() == 60)
    }

    @Test("Only who is offered a session accepts or rejects it", arguments: ["AcceptChatSessionTransfer", "RejectChatSessionTransfer"])
    func others(method: String) throws {
        let desk = try AssigningDesk(Self.offers, present: [2])
        _ = try Customer(desk.desk)
        #expect(try desk.act(method, on: 1, as: "cat")["TransferTo"]?["AssociateId"]?.int == 2)
        #expect(try desk.place(of: 1) == "InQueue > 2")
    }

    @Test("Anybody who can respond may still pick it up, and the agent to whom it was offered is free for the next")
    func pickedUp() throws {
        let desk = try AssigningDesk(Self.offers, present: [2])
        let customers = try (0..<2).map { _ in try Customer(desk.desk) }
        #expect(try desk.places(customers) == ["InQueue > 2", "InQueue"])
        #expect(try desk.desk.call("Chat.PickUpFirstChatSession", as: "cat")["User"]?["AssociateId"]?.int == 3)
        #expect(try desk.places(customers) == ["CustomerLast 3", "InQueue > 2"])
        try customers[1].call("Leave")
        #expect(try desk.place(of: customers[1].session) == "ClosedFromQueue")
        #expect(try desk.next() == -1)
    }

    @Test("What was offered to somebody who goes is offered to somebody else at once")
    func gone() throws {
        let desk = try AssigningDesk(Self.offers, present: [1, 2])
        _ = try Customer(desk.desk)
        try desk.desk.setPresence(of: 1, to: false)
        #expect(try desk.place(of: 1) == "InQueue > 2")
        try desk.desk.setPresence(of: 2, to: false)
        #expect(try desk.place(of: 1) == "InQueue")
        #expect(try desk.next() == -1)
    }

    @Test("The offline form ends an offer, and so does the reset of a session that comes back to the queue")
    func ended() throws {
        let desk = try AssigningDesk(Self.offers, present: [2], fields: #","UseQueueOfflineForm":true,"OfflineFormTimeLimit":1"#)
        let customer = try Customer(desk.desk)
        try desk.pass(seconds: 10)
        _ = try desk.act("ResetChatSession", on: 1, as: "cat")
        #expect(try desk.place(of: 1) == "InQueue")
        try desk.pass(seconds: 50)
        #expect(try customer.status() == "OfflineForm")
        #expect(try desk.place(of: 1) == "OfflineForm")
        #expect(try desk.next() == -1)
    }

    @Test("Offers of an engine that offered end with one that does not, and what the host has saved since is no offer")
    func withdrawn() throws {
        let folder = try Folder()
        let offering = try AssigningDesk(Self.offers, present: [1, 2], store: folder.store)
        let customers = try (0..<2).map { _ in try Customer(offering.desk) }
        #expect(try offering.places(customers) == ["InQueue > 1", "InQueue > 2"])
        try offering.desk.addSession(2, "Finished")
        let plain = try AssigningDesk("{}", store: folder.store, isEmpty: true)
        plain.desk.clock.advance(seconds: 30)
        #expect(try plain.next() == -1)
        #expect(try plain.places(customers) == ["InQueue", "Finished"])
    }
}
