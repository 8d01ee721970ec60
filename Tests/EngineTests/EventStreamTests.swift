import Foundation
import Messages
import Storage
import Synchronization
import Testing
import Wire

@testable import Engine

@Suite("Streams of events")
struct EventStreamTests {
    @Test("Events come in their order with what they tell, and those of the call before are not given again")
    func order() throws {
        let desk = try Desk()
        let stream = try desk.stream()
        try desk.append(session: 101, topic: 1, kind: .sessionCreated, new: 4)
        try desk.append(session: 101, topic: 1, kind: .sessionChanged, old: 4, new: 5, details: #"{"UserId":3,"By":"timer","Odd":[1]}"#)
        try desk.append(session: 102, topic: 1, kind: .sessionMessage, message: 7, associate: 1)
        #expect(
            try stream.text() == """
                [{"Seq":1,"At":"2026-11-21T09:00:00Z","Event":"chatsession.created","ChatSessionId":101,"TopicId":1,"NewStatus":"InQueue"},\
                {"Seq":2,"At":"2026-11-21T09:00:00Z","Event":"chatsession.changed","ChatSessionId":101,"TopicId":1,\
                "OldStatus":"InQueue","NewStatus":"CustomerLast","UserId":3,"By":"timer","Odd":[1]},\
                {"Seq":3,"At":"2026-11-21T09:00:00Z","Event":"chatsession.message","ChatSessionId":102,"TopicId":1,\
                "ChatMessageId":7,"AssociateId":1}]
                """)
        #expect(try stream.text() == "[]")
        try desk.append(session: 103, topic: 2)
        #expect(try stream.seqs() == [4])
    }

    @Test("A stream begins with what is yet to come, or after the event that it names")
    func beginnings() throws {
        let desk = try Desk()
        for session in 1...5 { try desk.append(session: session) }
        #expect(try desk.stream().seqs() == [])
        #expect(try desk.stream(#"{"After":0}"#).seqs() == [1, 2, 3, 4, 5])
        #expect(try desk.stream(#"{"After":3,"Cursor":null}"#).seqs() == [4, 5])
        #expect(try desk.stream(#"{"After":99}"#).seqs() == [])
        #expect(try desk.stream(#"{"After":9223372036854775807}"#).seqs() == [])
    }

    @Test("A stream gives the topics, kinds and session that it names, however much else there is")
    func filters() throws {
        let desk = try Desk()
        try desk.engine.store.writing { (writer) throws(OperationError) in
            for number in 1...6000 {
                var event = EventRow(at: 1, kind: number % 3000 == 0 ? 3 : 2)
                event.sessionID = Int32(number)
                event.topicID = Int32(number % 2 + 1)
                _ = try writer.append(event)
            }
        }
        let rare = try desk.stream(#"{"After":0,"Kinds":["chatsession.message"]}"#)
        #expect(try [rare.seqs(), rare.seqs(), rare.seqs()] == [[3000], [6000], []])
        #expect(try desk.stream(#"{"After":0,"Kinds":["chatsession.created"]}"#).seqs() == [])
        #expect(try desk.stream(#"{"After":0,"ChatSessionId":17}"#).seqs() == [17])
        #expect(try desk.stream(#"{"After":5990,"Topics":[2]}"#).seqs() == [5991, 5993, 5995, 5997, 5999])
        let all = try desk.stream(#"{"After":0,"Topics":[1,2]}"#)
        var seen: [Int] = []
        while case let seqs = try all.seqs(), !seqs.isEmpty {
            #expect(seqs.count <= 1000)
            seen += seqs
        }
        #expect(seen == Array(1...6000))
    }

    @Test(
        "Options that cannot be are named",
        arguments: [
            (#"{"Colour":"red"}"#, "Colour"), (#"{"Cursor":""}"#, "Cursor"), (#"{"Cursor":7}"#, "Cursor"),
            (#"{"After":-1}"#, "After"), (#"{"After":1.5}"#, "After"), (#"{"After":"1"}"#, "After"), (#"{"Topics":[]}"#, "Topics"),
            (#"{"Topics":[1,0]}"#, "Topics[1]"), (#"{"Topics":[4294967297]}"#, "Topics[0]"), (#"{"Topics":1}"#, "Topics"),
            (#"{"Kinds":["chatsession.created","x"]}"#, "Kinds[1]"), (#"{"Kinds":[1]}"#, "Kinds[0]"),
            (#"{"ChatSessionId":0}"#, "ChatSessionId"), ("[]", "options"),
            (#"{"Cursor":"\#(String(repeating: "x", count: 201))"}"#, "Cursor"),
        ])
    func options(json: String, path: String) throws {
        let desk = try Desk()
        let error = failure { try desk.stream(json) }
        #expect(error?.kind == .value)
        #expect(error?.path == path)
        #expect(failure { try desk.stream("{") }?.kind == .malformed)
    }

    @Test("A named cursor moves when the events were dealt with, and goes on from there in another engine")
    func cursor() throws {
        let folder = try Folder()
        let first = try Desk(store: folder.store)
        let options = #"{"Cursor":"bot","After":0}"#
        for session in 1...3 { try first.append(session: session) }
        let stream = try first.stream(options)
        #expect(try stream.seqs() == [1, 2, 3])
        // They were given, not dealt with.
        #expect(try first.stream(options).seqs() == [1, 2, 3])
        #expect(try stream.seqs() == [])
        try first.append(session: 4)
        #expect(try stream.seqs() == [4])
        stream.close()
        first.engine.close()
        let second = try Desk(store: folder.store, isEmpty: true)
        #expect(try second.stream(options).seqs() == [4])
        #expect(try second.stream(#"{"Cursor":"other"}"#).seqs() == [])
        try second.append(session: 5)
        #expect(try second.stream(#"{"Cursor":"other"}"#).seqs() == [5])
    }

    @Test("A named cursor that nothing is for is not left behind for ever")
    func passing() throws {
        let desk = try Desk()
        let stream = try desk.stream(#"{"Cursor":"bot","After":0,"Kinds":["chatsession.created"]}"#)
        for session in 1...30 { try desk.append(session: session) }
        #expect(try stream.seqs() == [])
        #expect(try stream.seqs() == [])
        #expect(try desk.saved("bot") == 0)
        stream.close()
        #expect(try desk.saved("bot") == 30)
    }

    @Test("What was pruned before it was given is told of once, in front")
    func missed() throws {
        let desk = try Desk(config: #","sessions":{"eventDays":1}"#)
        let stream = try desk.stream(#"{"Cursor":"bot","Kinds":["chatsession.message"]}"#)
        for session in 1...5 { try desk.append(session: session) }
        desk.clock.advance(seconds: 90_000)
        try desk.append(session: 6)
        try desk.append(session: 7, kind: .sessionMessage, message: 1)
        #expect(try desk.runDue() > 0)
        let events = try JSONValue(stream.text()).elements
        #expect(events.first?.text == #"{"Event":"missed","Seq":6}"#)
        #expect(events.dropFirst().map { $0["Seq"]?.int } == [7])
        #expect(try stream.text() == "[]")
        #expect(try desk.stream(#"{"After":3}"#).text().hasPrefix(#"[{"Event":"missed","Seq":6},{"Seq":6,"#))
        #expect(try desk.stream(#"{"After":5}"#).seqs() == [6, 7])
    }

    @Test("A wait ends with an event, with its time, when it is woken and when stream or engine are closed", arguments: [true, false])
    func waiting(inMemory: Bool) throws {
        let folder = try Folder()
        let desk = try Desk(store: inMemory ? "sqlite::memory:" : folder.store)
        let stream = try desk.stream()
        func meanwhile<R: Sendable>(_ act: @escaping @Sendable () throws -> Void, _ wait: @escaping @Sendable () throws -> R) throws -> R? {
            let answer = Shared<R?>(nil)
            inThreads(2) { number in
                do {
                    if number == 0 {
                        Thread.sleep(forTimeInterval: 0.05)
                        try act()
                    } else {
                        let result = try wait()
                        answer.change { $0 = result }
                    }
                } catch {
                    Issue.record(error)
                }
            }
            return answer.value
        }
        #expect(try meanwhile({ try desk.append(session: 1) }) { try stream.seqs(-1) } == [1])
        let start = ContinuousClock.now
        #expect(try stream.seqs(40) == [])
        #expect(start.duration(to: .now) >= .milliseconds(39))
        #expect(try meanwhile({ stream.wake() }) { try stream.seqs(-1) } == [])
        stream.wake()
        #expect(try stream.seqs(-1) == [])
        // Somebody else reads from it.
        let second = Shared<OperationError?>(nil)
        let first = try meanwhile({
            let error = failure { try stream.next(milliseconds: 0) }
            second.change { $0 = error }
            stream.wake()
        }) { try stream.seqs(-1) }
        #expect(first == [])
        #expect(second.value?.kind == .conflict)
        #expect(try meanwhile({ stream.close() }) { failure { try stream.next(milliseconds: -1) }?.kind } == .closed)
        #expect(failure { try stream.descriptor() }?.kind == .closed)
        let other = try desk.stream()
        #expect(try meanwhile({ desk.engine.close() }) { failure { try other.next(milliseconds: -1) }?.kind } == .closed)
        #expect(failure { try other.next(milliseconds: 0) }?.kind == .closed)
        other.wake()
        other.close()
        #expect(failure { try desk.stream() }?.kind == .closed)
    }

    @Test("A descriptor is readable when there may be events, after a wake-up and when the engine is closed")
    func descriptor() throws {
        let desk = try Desk()
        let stream = try desk.stream()
        let number = try stream.descriptor()
        #expect(try stream.descriptor() == number)
        #expect(isReadable(number))
        #expect(try stream.seqs() == [])
        #expect(!isReadable(number))
        try desk.append(session: 1)
        #expect(isReadable(number))
        #expect(try stream.seqs() == [1])
        #expect(!isReadable(number))
        stream.wake()
        #expect(isReadable(number))
        #expect(try stream.seqs() == [])
        #expect(!isReadable(number))
        for session in 1...1100 { try desk.append(session: session) }
        #expect(try stream.seqs().count == 999)
        #expect(isReadable(number))
        #expect(try stream.seqs().count == 101)
        #expect(!isReadable(number))
        desk.engine.close()
        #expect(isReadable(number))
        stream.close()
    }

    @Test("What another engine writes to the file is noticed by those who wait")
    func otherEngine() throws {
        let folder = try Folder()
        let (one, two) = try (Desk(store: folder.store), Desk(store: folder.store, isEmpty: true))
        let stream = try one.stream()
        inThreads(2) { number in
            do {
                if number == 0 {
                    Thread.sleep(forTimeInterval: 0.05)
                    try two.append(session: 1)
                } else {
                    #expect(try stream.seqs(60_000) == [1])
                }
            } catch {
                Issue.record(error)
            }
        }
        try two.append(session: 2)
        #expect(try stream.seqs(0) == [2])
    }

    @Test("Every kind and every field is described, and an event of a later version is told of as far as it is known")
    func description() throws {
        let description = try JSONValue(String(decoding: LibraryDescription.text(of: "events"), as: UTF8.self))
        let names = description["events"]?.members.map(\.name) ?? []
        #expect(names == EventKind.allCases.map(\.name) + ["missed"])
        #expect(Set(names).count == names.count)
        let fields = Set(description["fields"]?.members.map(\.name) ?? [])
        for kind in description["events"]?.members ?? [] {
            for field in kind.value["fields"]?.elements ?? [] { #expect(fields.contains(field.string ?? "")) }
        }
        let desk = try Desk()
        let stream = try desk.stream()
        try desk.engine.store.writing { (writer) throws(OperationError) in _ = try writer.append(EventRow(at: 0, kind: 999)) }
        #expect(
            try stream.text()
                == #"[{"Seq":1,"At":"0001-01-01T00:00:00","Event":"unknown","ChatSessionId":0,"TopicId":0}]"#)
    }
}

extension Store {
    /// A write whose errors are the engine's.
    func writing<R>(
        _ body: (borrowing WriteTransaction<OperationError>) throws(OperationError) -> R
    ) throws(OperationError) -> R {
        try write(body)
    }
}

extension Desk {
    func stream(_ options: String = "") throws -> EventStream {
        try EventStream(options: Array(options.utf8), in: engine)
    }

    /// Appends an event to the log, as an operation does.
    func append(
        session: Int, topic: Int32 = 1, kind: EventKind = .sessionChanged, old: Int32? = nil, new: Int32? = nil, message: Int32 = 0,
        associate: Int32 = 0, details: String? = nil
    ) throws {
        var event = EventRow(at: clock.now, kind: kind.rawValue)
        event.sessionID = Int32(session)
        event.topicID = topic
        event.oldStatus = old
        event.newStatus = new
        event.messageID = message
        event.associateID = associate
        event.details = details
        try engine.store.writing { (writer) throws(OperationError) in _ = try writer.append(event) }
    }

    /// Where the store has a cursor.
    func saved(_ cursor: String) throws -> Int64? {
        try engine.store.writing { (writer) throws(OperationError) in try writer.eventCursor(named: cursor)?.seq }
    }

    /// Does what is due by the test's clock; milliseconds until there is more, -1 for never.
    func runDue() throws -> Int64 {
        let now = (clock.now - DateTime.unixEpoch) / 10_000
        let next = try engine.runDue(at: now)
        return next == .max ? -1 : next - now
    }
}

extension EventStream {
    func text(_ milliseconds: Int64 = 0) throws -> String {
        String(decoding: try next(milliseconds: milliseconds), as: UTF8.self)
    }

    /// The numbers of the next events.
    func seqs(_ milliseconds: Int64 = 0) throws -> [Int] {
        try JSONValue(text(milliseconds)).elements.map { $0["Seq"]?.int ?? 0 }
    }
}

private func isReadable(_ descriptor: Int32) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) == 1
}
