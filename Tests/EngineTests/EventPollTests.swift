import Foundation
import Messages
import Storage
import Synchronization
import Testing
import Wire

@testable import Engine

@Suite("Events over HTTP")
struct EventPollTests {
    private func get(_ desk: Desk, _ query: String = "", as user: String = "anna") -> HTTPResponse {
        let basic = Data("\(user):\(user)-secret".utf8).base64EncodedString()
        return desk.handle("GET", "/chat/v1/events\(query)", [("Authorization", "Basic \(basic)")])
    }

    private func seqs(_ response: HTTPResponse) -> [Int] {
        response.json?["events"]?.elements.map { $0["Seq"]?.int ?? 0 } ?? []
    }

    @Test("Whoever asks gets the events of the topics in which they are members, and where to go on")
    func topics() throws {
        let desk = try Desk()
        for number in 1...6 { try desk.append(session: number, topic: Int32(number % 3 + 1), kind: number == 3 ? .sessionMessage : .sessionChanged) }
        #expect(seqs(get(desk, "?after=0")) == [1, 3, 4, 6])
        #expect(seqs(get(desk, "?after=0", as: "ben")) == [3, 6])
        #expect(seqs(get(desk, "?after=0&topics=2,3", as: "anna")) == [1, 4])
        #expect(seqs(get(desk, "?after=0&topics=2", as: "ben")) == [])
        // No right in any topic, although an agent of one.
        #expect(get(desk, "?after=0", as: "eve").text == #"{"events":[],"next":6}"#)
        #expect(seqs(get(desk, "?after=3&kinds=chatsession.changed,%20chatsession.message")) == [4, 6])
        #expect(seqs(get(desk, "?after=0&kinds=chatsession.message")) == [3])
        #expect(get(desk).text == #"{"events":[],"next":6}"#)
        #expect(get(desk, "?after=99").text == #"{"events":[],"next":6}"#)
        #expect(get(desk, "?after=0")["Content-Type"] == "application/json; charset=utf-8")
    }

    @Test("Strangers, wrong options and other methods are refused", arguments: [true, false])
    func refusals(mounted: Bool) throws {
        let desk = try Desk(config: mounted ? #","mount":{"prefix":"/Cust1"}"# : "")
        let path = mounted ? "/Cust1/chat/v1/events" : "/chat/v1/Events"
        #expect(desk.handle("GET", path).status == 401)
        #expect(desk.handle("POST", path).status == 405)
        #expect(desk.handle("OPTIONS", path)["Allow"] == "GET, HEAD, OPTIONS")
        for query in ["after=-1", "after=x", "wait=61", "wait=-1", "wait=", "topics=", "topics=1,,2", "topics=0", "kinds=x", "kinds="] {
            let response = get(desk, "?\(query)")
            #expect(response.status == 400, "\(query)")
            #expect(response.text.contains("at \(query.prefix { $0 != "=" })"), "\(response.text)")
        }
        #expect(desk.handle("GET", "/chat/v1/event").status == 404)
    }

    @Test("A request waits for an event of its own, and no longer than it says", arguments: [true, false])
    func waits(inMemory: Bool) throws {
        let folder = try Folder()
        let desk = try Desk(store: inMemory ? "sqlite::memory:" : folder.store)
        inThreads(2) { number in
            do {
                if number == 0 {
                    Thread.sleep(forTimeInterval: 0.3)
                    try desk.append(session: 1, topic: 2)
                    try desk.append(session: 1, topic: 1)
                } else {
                    #expect(seqs(get(desk, "?wait=60&after=0", as: "ben")) == [2])
                }
            } catch {
                Issue.record(error)
            }
        }
        let start = ContinuousClock.now
        #expect(get(desk, "?wait=1").text == #"{"events":[],"next":2}"#)
        #expect(start.duration(to: .now) >= .milliseconds(990))
    }

    @Test("One waiter too many is sent away, and closing the engine ends the waits")
    func bounds() throws {
        let desk = try Desk(config: #","limits":{"waiters":2}"#)
        let answers = Shared<[Int32]>([])
        let refused = Shared<HTTPResponse?>(nil)
        inThreads(3) { number in
            if number > 0 {
                let status = get(desk, "?wait=60").status
                answers.change { $0.append(status) }
                return
            }
            let deadline = ContinuousClock.now.advanced(by: .seconds(30))
            while desk.engine.waiters.count < 2, ContinuousClock.now < deadline { Thread.sleep(forTimeInterval: 0.01) }
            let response = get(desk, "?wait=60")
            refused.change { $0 = response }
            // Whoever does not wait is answered all the same.
            #expect(get(desk).status == 200)
            desk.engine.close()
        }
        #expect(refused.value?.status == 503)
        #expect(refused.value?["Retry-After"] == "5")
        #expect(answers.value == [200, 200])
        #expect(desk.engine.waiters.count == 0)
    }
}
