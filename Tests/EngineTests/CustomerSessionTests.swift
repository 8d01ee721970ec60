import Messages
import Testing
import Wire

@testable import Engine

@Suite("Sessions of the customer service")
struct CustomerSessionTests {
    private func open(_ desk: Desk, as user: String = "anna") throws -> (key: String, login: Int) {
        let session = try desk.call("CustomerService.CreateSession", #"{"RemoteIp":"203.0.113.7"}"#, as: user)
        return (try #require(session["Key"]?.string), try #require(session["LoginId"]?.int))
    }

    private func isValid(_ key: String, _ desk: Desk, as user: String = "anna") throws -> Bool {
        try desk.call("CustomerService.SessionIsValid", #"{"CsSessionKey":"\#(key)"}"#, as: user) == .bool(true)
    }

    @Test("A session has a key of its own, is its caller's, and anybody who has the key may ask about it")
    func create() throws {
        let desk = try Desk()
        let session = try desk.call("CustomerService.CreateSession", #"{"RemoteIp":"::1"}"#, as: "anna")
        #expect(session["UserId"]?.int == 1)
        let (first, second) = (try open(desk), try open(desk, as: "ben"))
        #expect(first.key != second.key && first.login != second.login)
        #expect(try isValid(first.key, desk) && isValid(second.key, desk))
    }

    @Test("What is no key of a session is not valid", arguments: ["", "x", "7T:x", "\u{e9}"])
    func unknown(key: String) throws {
        let desk = try Desk()
        _ = try open(desk)
        #expect(try !isValid(key, desk))
        #expect(try desk.call("CustomerService.SessionIsValid", as: "anna") == .bool(false))
    }

    @Test("A removed session is over; removing it again does nothing")
    func remove() throws {
        let desk = try Desk()
        let (gone, stays) = (try open(desk), try open(desk))
        for _ in 0..<2 { _ = try desk.call("CustomerService.RemoveSession", #"{"LoginId":\#(gone.login)}"#, as: "anna") }
        #expect(try !isValid(gone.key, desk) && isValid(stays.key, desk))
    }

    @Test("Nobody but an administrator removes somebody else's session")
    func rights() throws {
        let desk = try Desk(config: #","mount":{"groups":["System"],"administrators":["cat"]}"#)
        let session = try open(desk)
        let error = failure { try desk.call("CustomerService.RemoveSession", #"{"LoginId":\#(session.login)}"#, as: "ben") }
        #expect(error?.kind == .denied && error?.path == "LoginId")
        #expect(try isValid(session.key, desk))
        _ = try desk.call("CustomerService.RemoveSession", #"{"LoginId":\#(session.login)}"#, as: "cat")
        #expect(try !isValid(session.key, desk))
    }

    @Test("A session that nobody asks about runs out; one that is asked about lives on")
    func expiry() throws {
        let desk = try Desk(auth: #","sessionSeconds":600"#)
        let (asked, idle) = (try open(desk), try open(desk))
        for _ in 0..<3 {
            desk.clock.advance(seconds: 300)
            #expect(try isValid(asked.key, desk))
        }
        #expect(try !isValid(idle.key, desk))
        desk.clock.advance(seconds: 600)
        #expect(try !isValid(asked.key, desk))
    }

    @Test("A new password, signing out and being deleted end sessions too")
    func ends() throws {
        let desk = try Desk()
        let (first, other) = (try open(desk), try open(desk, as: "ben"))
        _ = try desk.host("System.SaveUser", #"{"UserName":"anna","AssociateId":1,"Password":"new"}"#)
        #expect(try !isValid(first.key, desk) && isValid(other.key, desk))
        let second = try open(desk)
        _ = try desk.host("System.EndSessions", #"{"UserName":"anna"}"#)
        #expect(try !isValid(second.key, desk))
        _ = try desk.host("Directory.SaveAssociate", #"{"Associate":{"AssociateId":2,"Deleted":true}}"#)
        #expect(try !isValid(other.key, desk))
    }

    @Test("An address that is none is refused at its place")
    func longAddress() throws {
        let desk = try Desk()
        let error = failure {
            try desk.call("CustomerService.CreateSession", #"{"RemoteIp":"\#(String(repeating: "1", count: 256))"}"#, as: "anna")
        }
        #expect(error?.kind == .value && error?.path == "RemoteIp")
        #expect(failure { try desk.host("CustomerService.CreateSession") }?.kind == .authentication)
    }

    @Test("Whoever is notified of chats in any topic has the right to be", arguments: [("anna", true), ("ben", false), ("cat", false), ("eve", false)])
    func notify(user: String, has: Bool) throws {
        #expect(try Desk().call("CustomerService.HasChatNotify", as: user) == .bool(has))
    }
}
