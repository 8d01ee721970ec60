import Foundation
import Messages
import Testing
import Wire

@testable import Engine

@Suite("The lock-out after wrong passwords")
struct LockoutTests {
    private static let strict = #","lockout":{"attempts":3,"peerAttempts":5,"seconds":60}"#

    private func signsIn(_ desk: Desk, _ name: String, _ password: String, peer: String = "") throws -> Bool {
        let answer = try desk.call(
            "SoPrincipal.AuthenticateUsernamePassword", #"{"UserName":"\#(name)","Password":"\#(password)"}"#,
            caller: #"{"Peer":"\#(peer)"}"#)
        return answer["AuthenticationSucceeded"] == .bool(true)
    }

    private func fail(_ desk: Desk, _ name: String, times: Int, peer: String = "") throws {
        for _ in 0..<times { #expect(try !signsIn(desk, name, "wrong", peer: peer)) }
    }

    private func basic(_ desk: Desk, _ name: String, _ password: String) -> Int32 {
        let credentials = Base64Bytes(Array("\(name):\(password)".utf8)).text
        return desk.handle("GET", "/api/v1/ChatSession/ForCurrentUser", [("Authorization", "Basic " + credentials)]).status
    }

    @Test("After too many wrong passwords the right one is refused too, until the time is over")
    func locks() throws {
        let desk = try Desk(auth: Self.strict)
        try fail(desk, "anna", times: 3)
        #expect(try !signsIn(desk, "anna", "anna-secret"))
        desk.clock.advance(seconds: 59)
        #expect(try !signsIn(desk, "anna", "anna-secret"))
        desk.clock.advance(seconds: 1)
        #expect(try signsIn(desk, "anna", "anna-secret"))
    }

    @Test("What is tried behind the lock does not make it longer")
    func fixed() throws {
        let desk = try Desk(auth: Self.strict)
        try fail(desk, "anna", times: 3)
        desk.clock.advance(seconds: 50)
        try fail(desk, "anna", times: 3)
        desk.clock.advance(seconds: 10)
        #expect(try signsIn(desk, "anna", "anna-secret"))
    }

    @Test("A right password wipes the slate clean")
    func clears() throws {
        let desk = try Desk(auth: Self.strict)
        for _ in 0..<3 {
            try fail(desk, "anna", times: 2)
            #expect(try signsIn(desk, "anna", "anna-secret"))
        }
    }

    @Test("Failures that are too far apart do not add up")
    func apart() throws {
        let desk = try Desk(auth: Self.strict)
        try fail(desk, "anna", times: 2)
        desk.clock.advance(seconds: 60)
        try fail(desk, "anna", times: 2)
        #expect(try signsIn(desk, "anna", "anna-secret"))
    }

    @Test("It is the name that is locked, in any case, and nobody else's")
    func name() throws {
        let desk = try Desk(auth: Self.strict)
        try fail(desk, "ANNA", times: 2)
        try fail(desk, "Anna", times: 1)
        #expect(try !signsIn(desk, "anna", "anna-secret"))
        #expect(try signsIn(desk, "ben", "ben-secret"))
    }

    @Test("An address that tries many names is locked for all of them; others are not")
    func peer() throws {
        let desk = try Desk(auth: Self.strict)
        for name in ["a", "b", "c", "d", "e"] { try fail(desk, name, times: 1, peer: "203.0.113.7:5000") }
        #expect(try !signsIn(desk, "anna", "anna-secret", peer: "203.0.113.7:5001"))
        #expect(try signsIn(desk, "anna", "anna-secret", peer: "203.0.113.8:5001"))
        #expect(try signsIn(desk, "anna", "anna-secret"))
        desk.clock.advance(seconds: 60)
        #expect(try signsIn(desk, "anna", "anna-secret", peer: "203.0.113.7"))
    }

    @Test("A user of one's own does not clear the address from which one guesses, and is the only one who still gets in there")
    func peerStays() throws {
        let desk = try Desk(auth: Self.strict)
        for name in ["a", "b", "c", "d", "e"] {
            #expect(try signsIn(desk, "anna", "anna-secret", peer: "10.0.0.1"))
            try fail(desk, name, times: 1, peer: "10.0.0.1")
        }
        #expect(try !signsIn(desk, "ben", "ben-secret", peer: "10.0.0.1"))
        #expect(try signsIn(desk, "anna", "anna-secret", peer: "10.0.0.1"))
        #expect(try signsIn(desk, "ben", "ben-secret", peer: "10.0.0.2"))
    }

    @Test("Wrong passwords from elsewhere do not keep a name out where it signed in before, in whatever way it signs in")
    func known() throws {
        let desk = try Desk(auth: Self.strict)
        #expect(try signsIn(desk, "Anna", "anna-secret", peer: "10.0.0.1:1"))
        for number in 1...4 { try fail(desk, "anna", times: 3, peer: "203.0.113.\(number)") }
        #expect(try !signsIn(desk, "anna", "anna-secret", peer: "10.0.0.2"))
        #expect(try signsIn(desk, "anna", "anna-secret", peer: "10.0.0.1:2"))
        _ = try desk.call("Chat.GetChatPresence", caller: #"{"UserName":"anna","Password":"anna-secret","Peer":"10.0.0.1"}"#)
        // The name's lock is not longer than it was for all that.
        desk.clock.advance(seconds: 60)
        #expect(try signsIn(desk, "anna", "anna-secret", peer: "10.0.0.2"))
    }

    @Test("A name is known from its latest sixteen addresses, and from those of no other name")
    func latest() throws {
        var known = KnownAddresses()
        let addresses = (0..<18).map { FailureTable.Mark(digest: Sodium.hash([UInt8($0)])) }
        let (anna, ben) = (addresses[0], addresses[1])
        for address in addresses.dropLast() { known.remember(address, of: anna) }
        known.remember(addresses[1], of: anna)
        known.remember(addresses[17], of: anna)
        #expect(addresses.map { known.knows($0, of: anna) } == [false, true, false] + [Bool](repeating: true, count: 15))
        #expect(!known.knows(addresses[1], of: ben))
        for number in 0..<KnownAddresses.mostNames { known.remember(ben, of: FailureTable.Mark(digest: Sodium.hash(Array("\(number)".utf8)))) }
        #expect(!known.knows(addresses[17], of: anna))
    }

    @Test("Where a name is known its own wrong passwords lock it there alone, and always for the same time")
    func ownFailures() throws {
        let desk = try Desk(auth: Self.strict)
        for peer in ["10.0.0.1", "10.0.0.2"] { #expect(try signsIn(desk, "anna", "anna-secret", peer: peer)) }
        for _ in 0..<3 {
            try fail(desk, "anna", times: 3, peer: "10.0.0.1")
            #expect(try !signsIn(desk, "anna", "anna-secret", peer: "10.0.0.1"))
            #expect(try signsIn(desk, "anna", "anna-secret", peer: "10.0.0.2"))
            // Not counted for the name, so that others are not kept out by who mistypes at home.
            #expect(try signsIn(desk, "anna", "anna-secret", peer: "10.0.0.3"))
            desk.clock.advance(seconds: 60)
        }
        #expect(try signsIn(desk, "anna", "anna-secret", peer: "10.0.0.1"))
    }

    @Test("The time doubles for a name at one address, up to the longest, and a quiet time as long begins anew")
    func doubles() throws {
        let desk = try Desk(auth: #","lockout":{"attempts":3,"peerAttempts":0,"seconds":60,"longestSeconds":200}"#)
        for length: Int64 in [60, 120, 200, 200] {
            // The name's own lock is over by then, and another address gets in.
            try fail(desk, "anna", times: 3, peer: "203.0.113.1")
            desk.clock.advance(seconds: length - 1)
            try fail(desk, "anna", times: 1, peer: "203.0.113.1")
            #expect(try desk.lockTimes(of: "Pair") == [1])
            desk.clock.advance(seconds: 1)
            #expect(try desk.lockTimes(of: "Pair") == [])
        }
        desk.clock.advance(seconds: 200)
        try fail(desk, "anna", times: 3, peer: "203.0.113.1")
        #expect(try desk.lockTimes(of: "Pair") == [60])
    }

    @Test("The time doubles for an address")
    func doublesForAddresses() throws {
        let desk = try Desk(auth: #","lockout":{"attempts":0,"peerAttempts":3,"seconds":60}"#)
        for length: Int64 in [60, 120, 240] {
            for name in ["a", "b", "c"] { try fail(desk, name, times: 1, peer: "203.0.113.1") }
            #expect(try desk.lockTimes(of: "Address") == [length])
            desk.clock.advance(seconds: length)
        }
        #expect(try signsIn(desk, "anna", "anna-secret", peer: "203.0.113.1"))
    }

    @Test("The audit tells of locks that begin: which, for how long and whose, at most a hundred an hour")
    func audited() throws {
        let desk = try Desk(auth: Self.strict)
        func notes() throws -> [JSONValue] {
            (try desk.host("System.Audit", #"{"Top":1000}"#)["Entries"]?.elements ?? []).filter { $0["Operation"]?.string == "Lockout.lock" }
        }
        try fail(desk, "anna", times: 4, peer: "203.0.113.1")
        try fail(desk, "nobody at all", times: 4, peer: "203.0.113.1")
        let first = try notes()
        #expect(first.map { $0["Who"]?.string } == ["lock-out", "lock-out", "lock-out"])
        #expect(first.map { $0["Details"]?["Kind"]?.string } == ["Pair", "Name", "Address"])
        #expect(first.map { $0["Details"]?["AssociateId"]?.int } == [1, 1, nil])
        #expect(first.map { $0["Details"]?["Seconds"]?.int } == [60, 60, 60])
        for number in 0..<100 { try fail(desk, "x\(number)", times: 3, peer: "198.51.100.\(number)") }
        #expect(try notes().count == 100)
        desk.clock.advance(seconds: 3600)
        try fail(desk, "anna", times: 3, peer: "203.0.113.9")
        let last = try notes()
        #expect(last.count == 102)
        #expect(last.suffix(2).map { $0["Details"]?["Unnoted"]?.int } == [103, nil])
    }

    @Test("Refused sign-ins and locks are counted")
    func metrics() throws {
        let desk = try Desk(auth: Self.strict)
        try fail(desk, "anna", times: 3, peer: "203.0.113.1")
        #expect(try !signsIn(desk, "anna", "anna-secret", peer: "203.0.113.1"))
        for peer in ["203.0.113.2", "203.0.113.3"] { #expect(try !signsIn(desk, "anna", "anna-secret", peer: peer)) }
        for name in ["a", "b", "c"] { #expect(try !signsIn(desk, name, "wrong", peer: "203.0.113.1")) }
        let metrics = try desk.host("System.Metrics")
        func numbers(_ names: [String]) -> [Int?] { names.map { metrics[$0]?.int } }
        #expect(numbers(["WrongPasswords", "RefusedByPairLock", "RefusedByNameLock", "RefusedByAddressLock"]) == [5, 1, 2, 1])
        #expect(numbers(["PairLocks", "NameLocks", "AddressLocks"]) == [1, 1, 1])
        let text = try desk.engine.metricsText()
        #expect(text.contains("# TYPE chatcore_sign_ins_refused_total counter\nchatcore_sign_ins_refused_total{reason=\"password\"} 5\n"))
        #expect(text.contains("chatcore_sign_ins_refused_total{reason=\"name\"} 2\n"))
        #expect(text.contains("# TYPE chatcore_sign_in_locks gauge\nchatcore_sign_in_locks{kind=\"pair\"} 1\n"))
    }

    @Test("It holds for Basic, for SoPrincipal and for calls inside the process alike")
    func everywhere() throws {
        let desk = try Desk(auth: Self.strict)
        #expect(basic(desk, "anna", "wrong") == 401)
        try fail(desk, "anna", times: 1)
        _ = failure { try desk.call("Chat.GetChatPresence", caller: #"{"UserName":"anna","Password":"wrong"}"#) }

        #expect(basic(desk, "anna", "anna-secret") == 401)
        #expect(try !signsIn(desk, "anna", "anna-secret"))
        let error = failure { try desk.call("Chat.GetChatPresence", caller: #"{"UserName":"anna","Password":"anna-secret"}"#) }
        #expect(error?.kind == .authentication)
    }

    @Test("A remembered password is refused too")
    func remembered() throws {
        let desk = try Desk(auth: Self.strict)
        #expect(basic(desk, "anna", "anna-secret") == 200)
        for _ in 0..<3 { #expect(basic(desk, "anna", "wrong") == 401) }
        #expect(basic(desk, "anna", "anna-secret") == 401)
    }

    @Test("The answer has the words of a wrong password")
    func words() throws {
        let desk = try Desk(auth: Self.strict)
        func error(_ name: String, _ password: String) -> OperationError? {
            failure { try desk.call("Chat.GetChatPresence", caller: #"{"UserName":"\#(name)","Password":"\#(password)"}"#) }
        }
        let wrong = error("anna", "x")
        for _ in 0..<2 { _ = error("anna", "x") }
        let locked = error("anna", "anna-secret")
        for _ in 0..<3 { _ = error("nobody", "x") }
        let unknown = error("nobody", "x")
        #expect(locked?.sentence == wrong?.sentence)
        #expect(unknown?.sentence == wrong?.sentence)
        #expect([locked?.kind, unknown?.kind] == [.authentication, .authentication])
    }

    @Test("Tickets go on working behind the lock, and wrong ones do not count")
    func tickets() throws {
        let desk = try Desk(auth: Self.strict)
        let ticket = try desk.ticket()
        for _ in 0..<10 { _ = failure { try desk.call("Chat.GetChatPresence", caller: #"{"Ticket":"7T:wrong","Peer":"10.0.0.1"}"#) } }
        #expect(try signsIn(desk, "anna", "anna-secret", peer: "10.0.0.1"))
        try fail(desk, "anna", times: 3)
        #expect(try desk.call("Chat.GetChatPresence", caller: #"{"Ticket":"\#(ticket)"}"#).elements.count == 4)
    }

    @Test("Whoever gets a new password gets in with it at once")
    func newPassword() throws {
        let desk = try Desk(auth: Self.strict)
        try fail(desk, "anna", times: 3)
        _ = try desk.host("System.SaveUser", #"{"UserName":"anna","AssociateId":1,"Password":"new"}"#)
        #expect(try signsIn(desk, "anna", "new"))
    }

    @Test("Zero attempts is no lock-out")
    func off() throws {
        let desk = try Desk(auth: #","lockout":{"attempts":0,"peerAttempts":0}"#)
        try fail(desk, "anna", times: 200, peer: "10.0.0.1")
        #expect(try signsIn(desk, "anna", "anna-secret", peer: "10.0.0.1"))
    }

    @Test("Of guesses at the same moment no more are answered than of guesses one after the other")
    func race() throws {
        let desk = try Desk(auth: #","lockout":{"attempts":3}"#)
        let engine = desk.engine
        let letIn = Shared(0)
        inThreads(8) { number in
            for _ in 0..<50 {
                let attempt = engine.lockout.attempt(name: "anna", peer: "10.0.0.\(number)")
                _ = engine.lockout.judge(attempt, isRight: false, now: 0)
                // Whoever has failed three times in all by now, in whatever threads, is too late.
                if number == 0, engine.lockout.isLocked(attempt, now: 0),
                    engine.lockout.judge(attempt, isRight: true, now: 0).isAdmitted
                {
                    letIn.change { $0 += 1 }
                }
            }
        }
        #expect(letIn.value == 0)
        #expect(!engine.lockout.judge(engine.lockout.attempt(name: "anna", peer: ""), isRight: true, now: 0).isAdmitted)
    }

    @Test("A locked, an unknown and a wrong attempt cost the same processor time")
    func time() throws {
        // A hash that costs enough to be seen beside everything else.
        let engine = try Engine(
            config: Array(#"{"store":"sqlite::memory:","auth":{"passwordCost":"interactive","lockout":{"attempts":3}}}"#.utf8))
        defer { engine.close() }
        _ = try engine.call(
            caller: [], operation: "System.Import",
            arguments: Array(
                #"{"Associates":[{"AssociateId":1},{"AssociateId":2}],"Users":[{"UserName":"anna","AssociateId":1,"Password":"x"},{"UserName":"ben","AssociateId":2,"Password":"y"}]}"#
                    .utf8))
        func time(_ name: String, _ password: String) throws -> Double {
            let start = threadSeconds()
            #expect(try engine.user(named: name, password: password) == nil)
            return threadSeconds() - start
        }
        // The first unknown name makes the hash that stands in for all of them.
        _ = try time("nobody", "x")
        let wrong = try (0..<2).map { _ in try time("ben", "wrong") }.min() ?? 0
        let unknown = try ["nobody 1", "nobody 2"].map { try time($0, "wrong") }.min() ?? 0
        #expect(try engine.user(named: "anna", password: "x") != nil)
        for _ in 0..<3 { _ = try time("anna", "wrong") }
        // The right password, a remembered one even, behind the lock.
        let locked = try (0..<2).map { _ in try time("anna", "x") }.min() ?? 0
        let lockedWrong = try (0..<2).map { _ in try time("anna", "wrong") }.min() ?? 0
        // A look-up alone takes a thousandth of a hash.
        for other in [unknown, locked, lockedWrong] {
            #expect(other > wrong / 2)
            #expect(other < wrong * 2)
        }
    }
}

@Suite("The table of failures")
struct FailureTableTests {
    private func mark(_ number: Int) -> FailureTable.Mark { FailureTable.Mark(digest: Sodium.hash(Array("\(number)".utf8))) }

    @Test("A lock outlives a flood of other failures, and the table stays as large as it was")
    func flood() {
        var table = FailureTable(mostFailures: 3, life: 1000)
        for _ in 0..<3 { table.count(mark(0), now: 1) }
        #expect(table.isLocked(mark(0), now: 1))
        for number in 1...20_000 { table.count(mark(number), now: 2) }
        #expect(table.isLocked(mark(0), now: 3))
        #expect(!table.isLocked(mark(0), now: 1001))
    }

    @Test("A long lock, and one that is over and remembered, outlive a flood of short ones")
    func floodOfLocks() {
        var table = FailureTable(mostFailures: 1, life: 1000, longest: 8000)
        for now: Int64 in [1, 1001] { table.count(mark(0), grows: true, now: now) }
        for number in 1...20_000 { table.count(mark(number), grows: true, now: 1002) }
        #expect(table.isLocked(mark(0), now: 3000))
        for number in 20_001...40_000 { table.count(mark(number), grows: true, now: 1900) }
        #expect(table.isLocked(mark(0), now: 3000))
        var counts = FailureTable(mostFailures: 3, life: 1000, longest: 8000)
        for _ in 0..<3 { counts.count(mark(0), grows: true, now: 1) }
        for number in 1...20_000 { counts.count(mark(number), grows: true, now: 1001) }
        let lengths = (0..<3).map { _ in counts.count(mark(0), grows: true, now: 1002) }
        #expect(lengths == [nil, nil, 2000])
    }

    @Test("A clock that is set back opens what it locked in its future")
    func setBack() {
        var table = FailureTable(mostFailures: 1, life: 1000)
        table.count(mark(0), now: 1_000_000)
        #expect(table.isLocked(mark(0), now: 1_000_000))
        #expect(!table.isLocked(mark(0), now: 5))
    }

    @Test("Without a bound nothing is kept and nothing locks")
    func none() {
        var table = FailureTable(mostFailures: 0, life: 1000)
        for _ in 0..<100 { table.count(mark(0), now: 1) }
        table.forget(mark(0))
        #expect(!table.isLocked(mark(0), now: 1))
    }
}

extension Desk {
    /// Seconds for which locks of a kind still hold.
    fileprivate func lockTimes(of kind: String) throws -> [Int64] {
        let locks = try host("System.ListLocks")["Locks"]?.elements.filter { $0["Kind"]?.string == kind } ?? []
        return locks.map { ((DateTime($0["Until"]?.string ?? "")?.ticks ?? 0) - clock.now) / DateTime.ticksPerSecond }
    }
}

@Suite("Addresses of callers")
struct PeerAddressTests {
    @Test(
        "Whoever is one party is one, whatever the port and the way to write it",
        arguments: [
            ("10.0.0.1", "10.0.0.1:443"), ("10.0.0.1", " 10.0.0.1 "), ("10.0.0.1", "::ffff:10.0.0.1"), ("10.0.0.1", "[::ffff:10.0.0.1]:80"),
            ("2001:db8::1", "[2001:db8::1]:443"), ("2001:db8::1", "2001:0db8:0:0:ffff:1:2:3"), ("fe80::1%eth0", "fe80::2"),
            ("unix", "unix"),
        ])
    func same(first: String, second: String) {
        #expect(PeerAddress.network(of: first) == PeerAddress.network(of: second))
    }

    @Test(
        "Other parties are others",
        arguments: [("10.0.0.1", "10.0.0.2"), ("2001:db8::1", "2001:db8:0:1::1"), ("::1", "127.0.0.1"), ("unix", "pipe"), ("", "x"), ("[", "]")])
    func others(first: String, second: String) {
        #expect(PeerAddress.network(of: first) != PeerAddress.network(of: second))
    }
}

private func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
