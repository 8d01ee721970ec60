import Messages
import Storage
import Testing
import Wire

@testable import Engine

@Suite("The life of a ticket")
struct TicketTests {
    private static let sixHours: Int64 = 6 * 3600

    private func isGood(_ ticket: String, _ desk: Desk) -> Bool {
        (try? desk.call("Chat.GetChatPresence", caller: #"{"Ticket":"\#(ticket)"}"#)) != nil
    }

    private func expiry(_ ticket: String, _ desk: Desk) throws -> Int64? {
        let hash = try #require(TicketSecret(ticket)).hash
        return try desk.engine.store.read { (transaction: borrowing ReadTransaction<OperationError>) throws(OperationError) in
            try transaction.ticket(hash: hash, now: 0)?.expires
        }
    }

    @Test("A ticket that is not used dies after six hours, to the second")
    func unused() throws {
        let desk = try Desk()
        let ticket = try desk.ticket()
        desk.clock.advance(seconds: Self.sixHours)
        #expect(!isGood(ticket, desk))
    }

    @Test("Each use gives it six hours more, for ever")
    func sliding() throws {
        let desk = try Desk()
        let ticket = try desk.ticket()
        for _ in 0..<20 {
            desk.clock.advance(seconds: Self.sixHours - 1)
            #expect(isGood(ticket, desk))
        }
        desk.clock.advance(seconds: Self.sixHours)
        #expect(!isGood(ticket, desk))
    }

    @Test("Its end is moved at most once a minute, so that a busy caller does not write each time")
    func written() throws {
        let desk = try Desk()
        let ticket = try desk.ticket()
        let first = try expiry(ticket, desk)

        desk.clock.advance(seconds: 60)
        #expect(isGood(ticket, desk))
        #expect(try expiry(ticket, desk) == first)

        desk.clock.advance(seconds: 1)
        #expect(isGood(ticket, desk))
        let second = try expiry(ticket, desk)
        #expect(second == first.map { $0 + 61 * DateTime.ticksPerSecond })

        desk.clock.advance(seconds: 59)
        #expect(isGood(ticket, desk))
        #expect(try expiry(ticket, desk) == second)
    }

    @Test("The config sets another life, and a short one is moved in tenths of it")
    func shortLife() throws {
        let desk = try Desk(auth: #","ticketSeconds":100"#)
        let ticket = try desk.ticket()
        desk.clock.advance(seconds: 99)
        #expect(isGood(ticket, desk))
        desk.clock.advance(seconds: 99)
        #expect(isGood(ticket, desk))
        desk.clock.advance(seconds: 100)
        #expect(!isGood(ticket, desk))
    }

    @Test(
        "What is no ticket is refused in the same words",
        arguments: ["", "7T:", "7T:abc", "anna", "8A:abc", "7t:abc", String(repeating: "7T:", count: 200), "7T:\\u0000"])
    func refused(ticket: String) throws {
        let desk = try Desk()
        let error = failure { try desk.call("Chat.GetChatPresence", caller: #"{"Ticket":"\#(ticket)"}"#) }
        #expect(error?.kind == .authentication)
        #expect(error?.message == "the ticket or token is not valid, or no longer")
    }

    @Test("A ticket that has run out is cleared away when the next one is made")
    func purge() throws {
        let desk = try Desk()
        let ticket = try desk.ticket()
        desk.clock.advance(seconds: Self.sixHours)
        _ = try desk.ticket(of: "ben")
        #expect(try expiry(ticket, desk) == nil)
    }

    @Test("The store holds the ticket's hash and not the ticket")
    func hashed() throws {
        let desk = try Desk()
        let secret = try #require(TicketSecret(try desk.ticket()))
        #expect(secret.hash.count == 32)
        #expect(secret.hash != Array(secret.text.utf8))
        #expect(try expiry(secret.text, desk) != nil)
    }

    @Test("Deleting a user takes their tickets, unless somebody else signs in as the same associate")
    func deletedUser() throws {
        let desk = try Desk()
        let ticket = try desk.ticket()
        _ = try desk.host("System.SaveUser", #"{"UserName":"anna2","AssociateId":1,"Password":"x"}"#)
        _ = try desk.host("System.DeleteUser", #"{"UserName":"anna"}"#)
        #expect(isGood(ticket, desk))
        _ = try desk.host("System.DeleteUser", #"{"UserName":"ANNA2"}"#)
        #expect(!isGood(ticket, desk))
    }

    @Test("A user who becomes another associate leaves no ticket of the old one behind")
    func movedUser() throws {
        let desk = try Desk()
        let ticket = try desk.ticket()
        _ = try desk.host("System.SaveUser", #"{"UserName":"anna","AssociateId":4,"Password":"x"}"#)
        #expect(!isGood(ticket, desk))
    }

    @Test("A new password ends what was signed in with the old one, and nobody else's")
    func newPassword() throws {
        let desk = try Desk()
        let (ticket, other) = (try desk.ticket(), try desk.ticket(of: "ben"))
        let token = try #require(try desk.host("System.IssueAccessToken", #"{"UserName":"anna"}"#)["AccessToken"]?.string)
        let browser = try #require(try desk.host("System.OpenBrowserSession", #"{"UserName":"anna"}"#)["Ticket"]?.string)
        _ = try desk.host("System.SaveUser", #"{"UserName":"Anna","AssociateId":1,"Password":"y"}"#)
        #expect(!isGood(ticket, desk) && !isGood(browser, desk) && isGood(other, desk))
        #expect(failure { try desk.call("Chat.GetChatPresence", caller: #"{"AccessToken":"\#(token)"}"#) }?.kind == .authentication)
    }

    @Test("An import with a new password does too; one with the same passwords, at each start, signs nobody out")
    func importedPassword() throws {
        let desk = try Desk()
        let (ticket, other) = (try desk.ticket(), try desk.ticket(of: "ben"))
        _ = try desk.host("System.Import", Desk.document)
        #expect(isGood(ticket, desk) && isGood(other, desk))
        _ = try desk.host("System.Import", #"{"Users":[{"UserName":"anna","AssociateId":1,"Password":"y"}]}"#)
        #expect(!isGood(ticket, desk) && isGood(other, desk))
    }

    @Test("A ticket outlives the engine in its file")
    func reopened() throws {
        let folder = try Folder()
        let desk = try Desk(store: folder.store)
        let ticket = try desk.ticket()
        desk.engine.close()
        let again = try Desk(store: folder.store, isEmpty: true)
        #expect(isGood(ticket, again))
        again.engine.close()
    }
}

@Suite("Access tokens")
struct AccessTokenTests {
    private func issue(_ desk: Desk, _ arguments: String) throws -> JSONValue {
        try desk.host("System.IssueAccessToken", arguments)
    }

    private func isGood(_ token: String, _ desk: Desk) -> Bool {
        (try? desk.call("Chat.GetChatPresence", caller: #"{"AccessToken":"\#(token)"}"#)) != nil
    }

    @Test("A token lives for the time that was asked for and is not moved by being used")
    func life() throws {
        let desk = try Desk()
        let answer = try issue(desk, #"{"UserName":"anna","ExpiresInSeconds":600}"#)
        let token = try #require(answer["AccessToken"]?.string)
        #expect(token.hasPrefix("8A:"))
        #expect(answer["Expires"]?.string == "2026-11-21T09:10:00Z")

        desk.clock.advance(seconds: 599)
        #expect(isGood(token, desk))
        desk.clock.advance(seconds: 1)
        #expect(!isGood(token, desk))
    }

    @Test("Without a time it lives for an hour")
    func usual() throws {
        let desk = try Desk()
        #expect(try issue(desk, #"{"UserName":"anna"}"#)["Expires"]?.string == "2026-11-21T10:00:00Z")
    }

    @Test("Its end is told in the caller's time zone")
    func zone() throws {
        let desk = try Desk()
        let answer = try desk.call(
            "System.IssueAccessToken", #"{"UserName":"anna"}"#, caller: #"{"TimeZone":"NO, includeTZOffset"}"#)
        #expect(answer["Expires"]?.string == "2026-11-21T11:00:00+01:00")
    }

    @Test(
        "What is wrong is told with its place",
        arguments: [
            (#"{"UserName":"nobody"}"#, .notFound, "UserName"), ("{}", .notFound, "UserName"),
            (#"{"UserName":"anna","ExpiresInSeconds":-1}"#, .value, "ExpiresInSeconds"),
            (#"{"UserName":"anna","ExpiresInSeconds":31536001}"#, .value, "ExpiresInSeconds"),
        ] as [(String, OperationError.Kind, String)])
    func refused(arguments: String, kind: OperationError.Kind, path: String) throws {
        let desk = try Desk()
        let error = failure { try issue(desk, arguments) }
        #expect(error?.kind == kind)
        #expect(error?.path == path)
    }

    @Test("A token is no ticket and a ticket no token")
    func kinds() throws {
        let desk = try Desk()
        let token = try #require(try issue(desk, #"{"UserName":"anna"}"#)["AccessToken"]?.string)
        let ticket = try desk.ticket()
        #expect(failure { try desk.call("Chat.GetChatPresence", caller: #"{"Ticket":"\#(token)"}"#) }?.kind == .authentication)
        #expect(failure { try desk.call("Chat.GetChatPresence", caller: #"{"AccessToken":"\#(ticket)"}"#) }?.kind == .authentication)
        // Nor by writing the other's mark in front of it.
        #expect(!isGood("8A:" + ticket.dropFirst(3), desk))
    }
}

@Suite("Browser sessions")
struct BrowserTests {
    private static let target = "/api/v1/ChatSession/ForCurrentUser"

    private func open(_ desk: Desk, _ user: String = "anna") throws -> (ticket: String, xsrf: String, cookies: [String]) {
        let answer = try desk.host("System.OpenBrowserSession", #"{"UserName":"\#(user)"}"#)
        return (
            try #require(answer["Ticket"]?.string), try #require(answer["XsrfToken"]?.string),
            answer["Cookies"]?.elements.compactMap(\.string) ?? []
        )
    }

    private func status(_ desk: Desk, _ headers: [(String, String)]) -> Int32 {
        desk.handle("GET", Self.target, headers).status
    }

    @Test("Cookies are for this site alone, and scripts cannot read the ticket's")
    func cookies() throws {
        let session = try open(try Desk())
        #expect(
            session.cookies == [
                "SOTicket=\(session.ticket); Path=/; HttpOnly; Secure; SameSite=Strict",
                "XSRF-TOKEN=\(session.xsrf); Path=/; Secure; SameSite=Strict",
            ])
    }

    @Test("The cookie and the value that belongs to it let a browser in; one without the other does not")
    func both() throws {
        let desk = try Desk()
        let session = try open(desk)
        let cookie = ("Cookie", "theme=dark; SOTicket=\(session.ticket); XSRF-TOKEN=\(session.xsrf)")
        #expect(status(desk, [cookie, ("X-XSRF-TOKEN", session.xsrf)]) == 200)
        #expect(status(desk, [cookie]) == 401)
        #expect(status(desk, [("X-XSRF-TOKEN", session.xsrf)]) == 401)
        #expect(status(desk, [cookie, ("X-XSRF-TOKEN", "")]) == 401)
        #expect(status(desk, [cookie, ("X-XSRF-TOKEN", session.xsrf + "x")]) == 401)
    }

    @Test("The value of one session does not open another, nor does that of another store")
    func others() throws {
        let desk = try Desk()
        let (anna, ben) = (try open(desk, "anna"), try open(desk, "ben"))
        let elsewhere = try open(try Desk())
        for xsrf in [ben.xsrf, elsewhere.xsrf] {
            #expect(status(desk, [("Cookie", "SOTicket=\(anna.ticket)"), ("X-XSRF-TOKEN", xsrf)]) == 401)
        }
    }

    @Test("A session ends as a ticket does, and an access token is no session")
    func ends() throws {
        let desk = try Desk()
        let session = try open(desk)
        desk.clock.advance(seconds: 6 * 3600)
        #expect(status(desk, [("Cookie", "SOTicket=\(session.ticket)"), ("X-XSRF-TOKEN", session.xsrf)]) == 401)

        let token = try #require(try desk.host("System.IssueAccessToken", #"{"UserName":"anna"}"#)["AccessToken"]?.string)
        let xsrf = desk.engine.xsrfToken(for: try #require(TicketSecret(token)))
        #expect(status(desk, [("Cookie", "SOTicket=\(token)"), ("X-XSRF-TOKEN", xsrf)]) == 401)
    }

    @Test("Nobody gets a session who is no user", arguments: [#"{"UserName":"nobody"}"#, "{}"])
    func noUser(arguments: String) throws {
        let desk = try Desk()
        let error = failure { try desk.host("System.OpenBrowserSession", arguments) }
        #expect(error?.kind == .notFound)
        #expect(error?.path == "UserName")
    }
}

@Suite("Application tokens")
struct ApplicationTokenTests {
    private static let target = "/api/v1/Agents/Chat/GetChatPresence"

    private func status(_ desk: Desk, _ token: String?) throws -> Int32 {
        let headers = token.map { [("SO-AppToken", $0)] } ?? []
        return desk.handle("POST", Self.target, headers + [("Authorization", "SOTicket \(try ticket(desk))")]).status
    }

    private func ticket(_ desk: Desk) throws -> String {
        try #require(try desk.host("System.OpenBrowserSession", #"{"UserName":"anna"}"#)["Ticket"]?.string)
    }

    @Test("Any application may call until the config lists those that may", arguments: [nil, "", "anything"])
    func any(token: String?) throws {
        #expect(try status(try Desk(), token) == 200)
    }

    @Test("Those in the list may call and no others", arguments: [("one", 200), ("two", 200), ("One", 401), ("three", 401), ("", 401), (nil, 401)] as [(String?, Int32)])
    func listed(token: String?, expected: Int32) throws {
        #expect(try status(try Desk(auth: #","applicationTokens":["one","two"]"#), token) == expected)
    }

    @Test("An empty list lets no application call")
    func empty() throws {
        let desk = try Desk(auth: #","applicationTokens":[]"#)
        #expect(try status(desk, "x") == 401)
        #expect(try status(desk, nil) == 401)
    }

    @Test("The host and those for whom it vouches need none; whoever brings credentials says theirs")
    func inProcess() throws {
        let desk = try Desk(auth: #","applicationTokens":["one"]"#)
        let ticket = try ticket(desk)
        #expect(try desk.host("System.CountRows")["Users"]?.int == 5)
        #expect(try desk.call("Chat.GetChatPresence", as: "anna").elements.count == 4)
        for token in ["", #","ApplicationToken":"two""#] {
            for caller in [#""Ticket":"\#(ticket)""#, #""UserName":"anna","Password":"anna-secret""#] {
                #expect(failure { try desk.call("Chat.GetChatPresence", caller: "{\(caller)\(token)}") }?.kind == .authentication)
            }
        }
        #expect(try desk.call("Chat.GetChatPresence", caller: #"{"Ticket":"\#(ticket)","ApplicationToken":"one"}"#).elements.count == 4)
    }
}
