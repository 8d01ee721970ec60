import Glibc
import Messages
import Testing
import Wire

@testable import Engine

@Suite("Signing in")
struct SignInTests {
    private static let operation = "SoPrincipal.AuthenticateUsernamePassword"

    private func signIn(_ desk: Desk, _ name: String, _ password: String) throws -> JSONValue {
        try desk.host(Self.operation, #"{"UserName":"\#(name)","Password":"\#(password)"}"#)
    }

    @Test("The right password gives a ticket and who one is")
    func right() throws {
        let desk = try Desk()
        let answer = try signIn(desk, "anna", "anna-secret")

        #expect(answer["AuthenticationSucceeded"] == .bool(true))
        #expect(answer["Credentials"]?["Ticket"]?.string?.hasPrefix("7T:") == true)
        let principal = answer["Response"]
        #expect(principal?["AssociateId"]?.int == 1)
        #expect(principal?["Associate"]?.string == "anna")
        #expect(principal?["FullName"]?.string == "Anna Solberg")
        #expect(principal?["UserType"]?.string == "InternalAssociate")
        #expect(principal?["PersonId"]?.int == 11)
        #expect(principal?["IsPerson"] == .bool(true))
        #expect(principal?["ContactId"]?.int == 21)
        #expect(principal?["CountryId"]?.int == 578)
        #expect(principal?["GroupId"]?.int == 3)
        #expect(principal?["EMailAddress"]?.string ?? principal?["EmailAddress"]?.string == "anna@desk.example")
    }

    @Test("Every ticket is another one, and both are good")
    func tickets() throws {
        let desk = try Desk()
        let (first, second) = (try desk.ticket(), try desk.ticket())
        #expect(first != second)
        for ticket in [first, second] {
            #expect(try desk.call("Chat.GetChatPresence", caller: #"{"Ticket":"\#(ticket)"}"#).elements.count == 4)
        }
    }

    @Test("A user's name matches in any case, their password does not", arguments: ["anna", "ANNA", "Anna"])
    func nameCase(name: String) throws {
        let desk = try Desk()
        #expect(try signIn(desk, name, "anna-secret")["AuthenticationSucceeded"] == .bool(true))
        #expect(try signIn(desk, name, "ANNA-SECRET")["AuthenticationSucceeded"] == .bool(false))
    }

    @Test(
        "What is wrong is not told: the answer says no and nothing else",
        arguments: [("anna", "wrong"), ("anna", ""), ("nobody", "anna-secret"), ("", ""), ("anna ", "anna-secret"), ("anna", "ben-secret")])
    func wrong(name: String, password: String) throws {
        let desk = try Desk()
        let answer = try signIn(desk, name, password)
        #expect(answer == .object([
            .init("Response", .null), .init("Credentials", .null), .init("AuthenticationSucceeded", .bool(false)),
        ]))
    }

    @Test("A password of more than 1,024 bytes is wrong, whoever it is for")
    func long() throws {
        let desk = try Desk()
        let long = String(repeating: "x", count: 1025)
        #expect(try signIn(desk, "anna", long)["AuthenticationSucceeded"] == .bool(false))
        #expect(try signIn(desk, "nobody", long)["AuthenticationSucceeded"] == .bool(false))
    }

    @Test("An unknown name costs a hash, as a known one with a wrong password does")
    func decoy() throws {
        let engine = try Engine(config: Array(#"{"store":"sqlite::memory:","auth":{"passwordCost":"interactive"}}"#.utf8))
        defer { engine.close() }
        _ = try engine.call(
            caller: [], operation: "System.Import",
            arguments: Array(
                #"{"Associates":[{"AssociateId":1}],"Users":[{"UserName":"anna","AssociateId":1,"Password":"x"}]}"#.utf8))
        // The processor time of this thread alone: what else the machine does meanwhile plays no part.
        func time(_ name: String) throws -> Double {
            let start = processorSeconds()
            #expect(try engine.user(named: name, password: "wrong") == nil)
            return processorSeconds() - start
        }
        // The first unknown name makes the hash that stands in for all of them.
        _ = try time("nobody")
        let known = try (0..<3).map { _ in try time("anna") }.min() ?? 0
        let unknown = try (0..<3).map { _ in try time("nobody") }.min() ?? 0
        // A look-up alone takes a thousandth of a hash; a quarter of one tells them apart on any machine.
        #expect(unknown > known / 4)
        #expect(known > unknown / 4)
    }

    @Test("An associate who is marked as deleted neither signs in nor goes on with a ticket")
    func deletedAssociate() throws {
        let desk = try Desk()
        let arguments = #"{"UserName":"anna","Password":"anna-secret"}"#
        let signedIn = try desk.call("SoPrincipal.AuthenticateUsernamePassword", arguments, caller: "")
        let ticket = try #require(signedIn["Credentials"]?["Ticket"]?.string)
        _ = try desk.call("Directory.SaveAssociate", #"{"Associate":{"AssociateId":1,"Deleted":true}}"#, caller: "")

        let again = try desk.call("SoPrincipal.AuthenticateUsernamePassword", arguments, caller: "")
        #expect(again["AuthenticationSucceeded"] == .bool(false))
        #expect(again["Credentials"] == .null)
        for caller in [#"{"Ticket":"\#(ticket)"}"#, #"{"Associate":"anna"}"#] {
            let error = failure { try desk.call("Chat.ChatSessionsForUser", caller: caller) }
            #expect(error?.kind == .authentication)
        }
    }

    @Test("An associate without a person is none")
    func noPerson() throws {
        let desk = try Desk()
        let answer = try signIn(desk, "ben", "ben-secret")
        #expect(answer["Response"]?["IsPerson"] == .bool(false))
        #expect(answer["Response"]?["ContactId"]?.int == 0)
    }
}

@Suite("Hashes of passwords")
struct PasswordHashTests {
    @Test("A hash is Argon2id as libsodium writes it, never the same twice, and matches its password alone")
    func make() throws {
        let first = try PasswordHash.make("sécret", cost: .minimum)
        let second = try PasswordHash.make("sécret", cost: .minimum)
        #expect(first.hasPrefix("$argon2id$v=19$"))
        #expect(first != second)
        #expect(PasswordHash.isWellFormed(first))
        for hash in [first, second] {
            #expect(PasswordHash.matches(hash, "sécret"))
            #expect(!PasswordHash.matches(hash, "secret"))
            #expect(!PasswordHash.matches(hash, ""))
            #expect(!PasswordHash.matches(hash, "sécret "))
        }
    }

    @Test("A password with a NUL is taken to its end")
    func nul() throws {
        let hash = try PasswordHash.make("a\0b", cost: .minimum)
        #expect(PasswordHash.matches(hash, "a\0b"))
        #expect(!PasswordHash.matches(hash, "a"))
    }

    @Test("The cost that the config names is the one that is paid")
    func cost() throws {
        #expect(try PasswordHash.make("x", cost: .minimum).contains("$m=8,t=1,p=1$"))
        #expect(try PasswordHash.make("x", cost: .interactive).contains("$m=65536,t=2,p=1$"))
    }

    @Test(
        "What is no such hash is told apart, and matches nothing",
        arguments: [
            "", "secret", "$argon2id$", "$argon2i$v=19$m=8,t=3,p=1$MTIzNDU2Nzg5MDEyMzQ1Ng$7l8Cs7Q6KnD0ZLrsFkPaQm+T4vNbEl4AbT3pKpTgvVI",
            "$2b$10$abcdefghijklmnopqrstuv", "$argon2id$v=19$m=8,t=1,p=1$short", String(repeating: "$argon2id$", count: 40),
        ])
    func malformed(hash: String) {
        #expect(!PasswordHash.isWellFormed(hash))
        #expect(!PasswordHash.matches(hash, "secret"))
    }
}

@Suite("Remembered passwords")
struct PasswordCacheTests {
    private let minute = 60 * DateTime.ticksPerSecond

    @Test("A password is known until its life is over, in any case of the name")
    func life() {
        let cache = PasswordCache()
        #expect(!cache.knows("anna", "x", storedHash: "h", now: 0))
        cache.remember("Anna", "x", storedHash: "h", now: 0)
        #expect(cache.knows("anna", "x", storedHash: "h", now: PasswordCache.life - 1))
        #expect(!cache.knows("anna", "x", storedHash: "h", now: PasswordCache.life))
    }

    @Test("Another password, another name or another stored hash is not known")
    func exact() {
        let cache = PasswordCache()
        cache.remember("anna", "x", storedHash: "h", now: 0)
        #expect(!cache.knows("anna", "X", storedHash: "h", now: 1))
        #expect(!cache.knows("ann", "ax", storedHash: "h", now: 1))
        #expect(!cache.knows("anna", "x", storedHash: "i", now: 1))
        #expect(!cache.knows("anna", "x", storedHash: "", now: 1))
    }

    @Test("It never holds more than its bound, and goes on remembering past it")
    func bound() {
        let cache = PasswordCache()
        for number in 0..<PasswordCache.mostEntries { cache.remember("user\(number)", "x", storedHash: "h", now: 0) }
        #expect(cache.knows("user0", "x", storedHash: "h", now: 1))
        cache.remember("one more", "x", storedHash: "h", now: 0)
        #expect(!cache.knows("user0", "x", storedHash: "h", now: 1))
        #expect(cache.knows("one more", "x", storedHash: "h", now: 1))
    }

    @Test("A changed password is out at once, though the old one was just remembered")
    func changed() throws {
        let desk = try Desk()
        let old = #"{"UserName":"anna","Password":"anna-secret"}"#
        _ = try desk.call("Chat.GetChatPresence", caller: old)
        _ = try desk.call("Chat.GetChatPresence", caller: old)

        _ = try desk.host("System.SaveUser", #"{"UserName":"anna","AssociateId":1,"Password":"new"}"#)

        #expect(failure { try desk.call("Chat.GetChatPresence", caller: old) }?.kind == .authentication)
        #expect(try desk.call("Chat.GetChatPresence", caller: #"{"UserName":"anna","Password":"new"}"#).elements.count == 4)
    }

    @Test("A user who was deleted is out at once")
    func deleted() throws {
        let desk = try Desk()
        let caller = #"{"UserName":"anna","Password":"anna-secret"}"#
        _ = try desk.call("Chat.GetChatPresence", caller: caller)
        _ = try desk.host("System.DeleteUser", #"{"UserName":"anna"}"#)
        #expect(failure { try desk.call("Chat.GetChatPresence", caller: caller) }?.kind == .authentication)
    }
}

private func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
