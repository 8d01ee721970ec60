import Messages
import Synchronization
import Testing
import Wire

@testable import Engine

/// A host that knows one token.
private final class KnownToken: BearerCheck {
    let verdict: BearerVerdict

    init(_ verdict: BearerVerdict) { self.verdict = verdict }

    func verdict(on token: [UInt8]) -> BearerVerdict { token == Array("their-token".utf8) ? verdict : .unknown }
}

@Suite("The ways to sign in")
struct PrincipalTests {
    private static let no = JSONValue.object([
        .init("Response", .null), .init("Credentials", .null), .init("AuthenticationSucceeded", .bool(false)),
    ])

    private func isIn(_ answer: JSONValue, _ desk: Desk, as id: Int = 1) throws -> Bool {
        guard answer["AuthenticationSucceeded"] == .bool(true), answer["Response"]?["AssociateId"]?.int == id else { return false }
        let ticket = try #require(answer["Credentials"]?["Ticket"]?.string)
        return (try? desk.call("Chat.GetChatPresence", caller: #"{"Ticket":"\#(ticket)"}"#)) != nil
    }

    private func token(_ desk: Desk) throws -> String {
        try #require(try desk.host("System.IssueAccessToken", #"{"UserName":"anna"}"#)["AccessToken"]?.string)
    }

    @Test("Whoever is known already gets in without saying anything more")
    func implicit() throws {
        let desk = try Desk()
        let callers = [
            #"{"Associate":"anna"}"#, #"{"Ticket":"\#(try desk.ticket())"}"#, #"{"AccessToken":"\#(try token(desk))"}"#,
            #"{"UserName":"anna","Password":"anna-secret"}"#,
        ]
        for caller in callers { #expect(try isIn(desk.call("SoPrincipal.AuthenticateImplicit", caller: caller), desk), "\(caller)") }
    }

    @Test(
        "Whoever is not known does not, and hears no more than that",
        arguments: ["", "{}", #"{"Ticket":"7T:no"}"#, #"{"AccessToken":"8A:no"}"#, #"{"UserName":"anna","Password":"x"}"#])
    func implicitNobody(caller: String) throws {
        #expect(try Desk().call("SoPrincipal.AuthenticateImplicit", caller: caller) == Self.no)
    }

    @Test("Generic data signs in with a password, a ticket or a token, in any case of the keys")
    func generic() throws {
        let desk = try Desk()
        let data = [
            #"{"UserName":"anna","Password":"anna-secret"}"#, #"{"PASSWORD":"anna-secret","username":"anna","Culture":"nb-NO"}"#,
            #"{"Ticket":"\#(try desk.ticket())"}"#, #"{"accessToken":"\#(try token(desk))"}"#,
        ]
        for data in data {
            #expect(try isIn(desk.host("SoPrincipal.AuthenticateGeneric", #"{"AuthenticationData":\#(data)}"#), desk), "\(data)")
        }
    }

    @Test(
        "Generic data that is wrong, or names no way to sign in, is a no",
        arguments: [
            "null", "{}", #"{"Password":"anna-secret"}"#, #"{"UserName":"anna"}"#, #"{"UserName":"anna","Password":"x"}"#,
            #"{"Ticket":"8A:x"}"#, #"{"Ticket":""}"#, #"{"AccessToken":"7T:x"}"#, #"{"Ticket":null}"#,
        ])
    func genericWrong(data: String) throws {
        #expect(try Desk().host("SoPrincipal.AuthenticateGeneric", #"{"AuthenticationData":\#(data)}"#) == Self.no)
    }

    @Test(
        "Generic data that names two ways is an error, since what counts would be a guess",
        arguments: [
            (#"{"UserName":"anna","Ticket":"7T:x"}"#, "AuthenticationData"),
            (#"{"Ticket":"7T:x","AccessToken":"8A:x"}"#, "AuthenticationData"),
            (#"{"Ticket":"7T:x","ticket":"7T:y"}"#, "AuthenticationData.ticket"),
        ])
    func genericTwice(data: String, path: String) throws {
        let desk = try Desk()
        let error = failure { try desk.host("SoPrincipal.AuthenticateGeneric", #"{"AuthenticationData":\#(data)}"#) }
        #expect(error?.kind == .value && error?.path == path)
    }

    @Test("An access token signs in, a ticket in its place does not, and neither does nothing")
    func accessToken() throws {
        let desk = try Desk()
        func signIn(_ token: String) throws -> JSONValue {
            try desk.host("SoPrincipal.AuthenticateWithAccessToken", #"{"AccessToken":"\#(token)"}"#)
        }
        #expect(try isIn(signIn(token(desk)), desk))
        for wrong in [try desk.ticket(), "8A:x", "", "their-token"] { #expect(try signIn(wrong) == Self.no) }
    }

    @Test("A token that the host knows signs in; when the host cannot tell, that is an error and not a no")
    func hostToken() throws {
        let desk = try Desk()
        let arguments = #"{"AccessToken":"their-token"}"#
        _ = desk.engine.replaceBearerCheck(with: KnownToken(.associate(3)))
        #expect(try isIn(desk.host("SoPrincipal.AuthenticateWithAccessToken", arguments), desk, as: 3))
        #expect(try isIn(desk.call("SoPrincipal.AuthenticateImplicit", caller: arguments), desk, as: 3))
        #expect(try desk.host("SoPrincipal.AuthenticateWithAccessToken", #"{"AccessToken":"another"}"#) == Self.no)
        _ = desk.engine.replaceBearerCheck(with: KnownToken(.associate(77)))
        #expect(try desk.host("SoPrincipal.AuthenticateWithAccessToken", arguments) == Self.no)
        _ = desk.engine.replaceBearerCheck(with: KnownToken(.failed))
        for operation in ["SoPrincipal.AuthenticateWithAccessToken", "SoPrincipal.AuthenticateImplicit"] {
            #expect(failure { try desk.call(operation, operation.hasSuffix("Token") ? arguments : "", caller: arguments) }?.kind == .callback)
        }
    }

    @Test("An associate who is marked as deleted gets in no way")
    func deleted() throws {
        let desk = try Desk()
        let (ticket, token) = (try desk.ticket(), try token(desk))
        _ = try desk.host("Directory.SaveAssociate", #"{"Associate":{"AssociateId":1,"Deleted":true}}"#)
        let answers = [
            try desk.call("SoPrincipal.AuthenticateImplicit", caller: #"{"Ticket":"\#(ticket)"}"#),
            try desk.host("SoPrincipal.AuthenticateGeneric", #"{"AuthenticationData":{"Ticket":"\#(ticket)"}}"#),
            try desk.host("SoPrincipal.AuthenticateWithAccessToken", #"{"AccessToken":"\#(token)"}"#),
        ]
        #expect(answers == [Self.no, Self.no, Self.no])
    }

    @Test("The lock-out holds for generic data as for the rest, by the address of the call")
    func locked() throws {
        let desk = try Desk(auth: #","lockout":{"attempts":0,"peerAttempts":2,"seconds":60}"#)
        func signIn(_ password: String, _ peer: String) throws -> JSONValue {
            try desk.call(
                "SoPrincipal.AuthenticateGeneric", #"{"AuthenticationData":{"UserName":"anna","Password":"\#(password)"}}"#,
                caller: #"{"Peer":"\#(peer)"}"#)
        }
        for _ in 0..<2 { #expect(try signIn("x", "10.0.0.1") == Self.no) }
        #expect(try signIn("anna-secret", "10.0.0.1") == Self.no)
        #expect(try isIn(signIn("anna-secret", "10.0.0.2"), desk))
    }

    @Test("The principal is told from the directory")
    func principal() throws {
        let desk = try Desk(config: #","system":{"contextIdentifier":"Cust1"}"#)
        _ = try desk.host("Directory.SaveContact", #"{"Contact":{"ContactId":21,"Name":"Fjell AS","CountryId":47,"AssociateId":2}}"#)
        _ = try desk.host("Directory.SaveAssociate", #"{"Associate":{"AssociateId":1,"Name":"anna","PersonId":11,"EjUserId":9}}"#)
        _ = try desk.host(
            "Directory.SavePerson", #"{"Person":{"PersonId":11,"Firstname":"Anna","Lastname":"Solberg","ContactId":21,"CountryId":578}}"#)
        let answer = try desk.call("SoPrincipal.AuthenticateImplicit", as: "anna")["Response"]
        #expect(answer?["ContactOwner"]?.int == 2)
        #expect(answer?["CountryId"]?.int == 578 && answer?["HomeCountryId"]?.int == 47)
        #expect(answer?["FullName"]?.string == "Anna Solberg")
        #expect(answer?["EjUserId"]?.int == 9)
        #expect(answer?["DatabaseContextIdentifier"]?.string == "Cust1")
        #expect(answer?["RoleType"]?.string == "Employee")
        for list in ["Licenses", "FunctionRights", "ProvidedCredentials", "SecondaryGroups"] { #expect(answer?[list] == .array([])) }
    }

    @Test("Anybody may ask about the installation, which says what the config tells and nothing of its store")
    func systemInfo() throws {
        let folder = try Folder()
        let desk = try Desk(
            store: folder.store,
            config: #","system":{"companyName":"Fjell AS","companyId":4,"serialNumber":"17","contextIdentifier":"Cust1"}"#)
        let info = try desk.host("SoPrincipal.GetSystemInfo")
        #expect(info["CompanyName"]?.string == "Fjell AS" && info["CompanyId"]?.int == 4)
        #expect(info["License"]?["SerialNr"]?.string == "17")
        #expect(info["DatabaseName"]?.string == "Cust1" && info["DatabaseType"]?.string == "SQLite")
        #expect(info["IsUnicode"] == .bool(true))
        #expect(!info.text.contains(folder.path))
        desk.engine.close()
        let plain = try Desk().host("SoPrincipal.GetSystemInfo")
        #expect(plain["License"] == .null && plain["CompanyName"] == .null)
    }

    @Test("Signing out ends one ticket or token, or all of a user")
    func signingOut() throws {
        let desk = try Desk()
        let (first, second, other) = (try desk.ticket(), try desk.ticket(), try desk.ticket(of: "ben"))
        let token = try token(desk)
        func isGood(_ way: String, _ secret: String) -> Bool {
            (try? desk.call("Chat.GetChatPresence", caller: #"{"\#(way)":"\#(secret)"}"#)) != nil
        }
        for ended in [first, first, "7T:never", "nonsense", ""] { _ = try desk.host("System.EndTicket", #"{"Ticket":"\#(ended)"}"#) }
        #expect(!isGood("Ticket", first) && isGood("Ticket", second) && isGood("AccessToken", token))
        _ = try desk.host("System.EndTicket", #"{"Ticket":"\#(token)"}"#)
        #expect(!isGood("AccessToken", token))
        _ = try desk.host("System.EndSessions", #"{"UserName":"ANNA"}"#)
        #expect(!isGood("Ticket", second) && isGood("Ticket", other))
        let error = failure { try desk.host("System.EndSessions", #"{"UserName":"nobody"}"#) }
        #expect(error?.kind == .notFound && error?.path == "UserName")
        #expect(failure { try desk.call("System.EndSessions", #"{"UserName":"ben"}"#, as: "anna") }?.kind == .denied)
    }
}
