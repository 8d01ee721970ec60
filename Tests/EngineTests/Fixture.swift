import Foundation
import Messages
import Synchronization
import Testing
import Wire

@testable import Engine

/// A clock that stands still until a test moves it. It begins on Saturday 2026-11-21 at 09:00 UTC.
final class TestClock: Sendable {
    static let start = DateTime("2026-11-21T09:00:00Z")?.ticks ?? 0

    private let ticks = Mutex(TestClock.start)

    var now: Int64 { ticks.withLock { $0 } }

    func advance(seconds: Int64) {
        ticks.withLock { $0 += seconds * DateTime.ticksPerSecond }
    }
}

/// An engine with a small support desk in it; every password is the user's name and `-secret`.
///
///                 topic 1              topic 2
///     anna   1    manages              is notified
///     ben    2    listens
///     cat    3    responds             manages
///     dan    4
///     eve    5                         is an agent without a right
struct Desk {
    let engine: Engine
    let clock = TestClock()

    /// - Parameters:
    ///   - auth: further members of the config's `auth`, each with a comma in front.
    ///   - config: further members of the config, each with a comma in front.
    init(store: String = "sqlite::memory:", auth: String = "", config: String = "", isEmpty: Bool = false) throws {
        let clock = clock
        engine = try Engine(
            config: Array(#"{"store":"\#(store)","auth":{"passwordCost":"minimum"\#(auth)}\#(config)}"#.utf8),
            clock: { clock.now })
        if !isEmpty { _ = try engine.call(caller: [], operation: "System.Import", arguments: Array(Desk.document.utf8)) }
    }

    /// Calls as whoever the JSON object `caller` says.
    func call(_ operation: String, _ arguments: String = "", caller: String) throws(OperationError) -> JSONValue {
        let answer = try engine.call(
            caller: Array(caller.utf8), operation: operation, arguments: Array(arguments.utf8))
        return try reading { () throws(WireError) in try JSONValue(String(decoding: answer, as: UTF8.self)) }
    }

    func call(_ operation: String, _ arguments: String = "", as user: String) throws(OperationError) -> JSONValue {
        try call(operation, arguments, caller: #"{"Associate":"\#(user)"}"#)
    }

    func host(_ operation: String, _ arguments: String = "") throws(OperationError) -> JSONValue {
        try call(operation, arguments, caller: "")
    }

    func handle(_ method: String, _ target: String, _ headers: [(String, String)] = [], body: String = "") -> HTTPResponse {
        engine.handle(
            HTTPRequest(
                method: method, target: target, headers: headers.map { HTTPHeader($0.0, $0.1) }, body: Array(body.utf8)))
    }

    /// A ticket, as signing in gives it.
    func ticket(of user: String = "anna") throws -> String {
        let answer = try host(
            "SoPrincipal.AuthenticateUsernamePassword", #"{"UserName":"\#(user)","Password":"\#(user)-secret"}"#)
        return try #require(answer["Credentials"]?["Ticket"]?.string)
    }

    /// The ids of the sessions that a caller sees, in their order.
    func sessionIDs(of user: String) throws -> [Int] {
        try call("Chat.ChatSessionsForUser", as: user).elements.map { $0["ChatSessionId"]?.int ?? 0 }
    }

    func status(ofSession id: Int) throws -> String? {
        try host("Directory.GetChatSession", #"{"ChatSessionId":\#(id)}"#)["Status"]?.string
    }

    static let document = #"""
        {
          "Associates": [
            {"AssociateId": 1, "Name": "anna", "FullName": "Anna Solberg", "PersonId": 11, "GroupIdx": 3, "Type": "InternalAssociate"},
            {"AssociateId": 2, "Name": "ben", "FullName": "Ben Aas"}, {"AssociateId": 3, "Name": "cat"},
            {"AssociateId": 4, "Name": "dan"}, {"AssociateId": 5, "Name": "eve"}
          ],
          "Persons": [
            {"PersonId": 11, "Firstname": "Anna", "Email": "anna@desk.example", "CountryId": 578, "ContactId": 21},
            {"PersonId": 12, "Firstname": "Kari"}
          ],
          "Contacts": [{"ContactId": 21, "Name": "Fjell AS"}],
          "Projects": [{"ProjectId": 31, "Name": "NO:\"Bro\";US:\"Bridge\""}],
          "Sales": [{"SaleId": 41, "Title": "Rope", "SaleDate": "2026-07-01T12:00:00Z"}],
          "Tickets": [{"TicketId": 51, "Title": "Broken [SR_THING]", "Shade": "teal"}],
          "Users": [
            {"UserName": "anna", "AssociateId": 1, "Password": "anna-secret"}, {"UserName": "Ben", "AssociateId": 2, "Password": "ben-secret"},
            {"UserName": "cat", "AssociateId": 3, "Password": "cat-secret"}, {"UserName": "dan", "AssociateId": 4, "Password": "dan-secret"},
            {"UserName": "eve", "AssociateId": 5, "Password": "eve-secret"}
          ],
          "Topics": [
            {"ChatTopicId": 1, "Name": "Support", "Agents": [
              {"User": {"AssociateId": 1}, "CanManage": true}, {"User": {"AssociateId": 2}, "CanListen": true},
              {"User": {"AssociateId": 3}, "CanRespond": true}]},
            {"ChatTopicId": 2, "Name": "Sales", "Agents": [
              {"User": {"AssociateId": 1}, "CanNotify": true}, {"User": {"AssociateId": 3}, "CanManage": true},
              {"User": {"AssociateId": 5}}]}
          ],
          "Presence": [{"UserId": 1, "Present": true}, {"UserId": 2, "Present": false}],
          "Sessions": [
            {"ChatSessionId": 101, "TopicId": 1, "Status": "InQueue", "WhenRequested": "2026-11-21T10:00:00+01:00"},
            {"ChatSessionId": 102, "TopicId": 1, "Status": "CustomerLast", "WhenRequested": "2026-11-21T08:00:00Z",
             "User": {"AssociateId": 1}, "Person": {"PersonId": 12}, "Contact": {"ContactId": 21}, "Project": {"ProjectId": 31},
             "Sale": {"SaleId": 41}, "Ticket": {"TicketId": 51}, "TransferTo": {"AssociateId": 3},
             "CustomerName": "Kari Hemmelig", "CustomerEmail": "kari@private.example", "LastMessage": "my number is 4711",
             "SessionKey": "key-of-102", "Flags": "CustomerIsTyping", "Rating": 4, "Mood": {"Colour": "green"}},
            {"ChatSessionId": 103, "TopicId": 2, "Status": "UserLast", "WhenRequested": "2026-11-21T08:30:00Z", "User": {"AssociateId": 1}},
            {"ChatSessionId": 104, "TopicId": 1, "Status": "Deleted", "WhenRequested": "2026-11-21T08:00:00Z"},
            {"ChatSessionId": 105, "TopicId": 1, "Status": "Invalid", "WhenRequested": "2026-11-21T08:00:00Z"},
            {"ChatSessionId": 106, "TopicId": 2, "Status": "Finished", "WhenRequested": "2026-11-21T08:30:00Z"},
            {"ChatSessionId": 107, "TopicId": 1, "Status": "Closed", "WhenRequested": "2026-11-21T08:15:00Z", "User": {"AssociateId": 3}}
          ]
        }
        """#
}

/// A folder that is gone when the test is.
final class Folder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("chatcore-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    var store: String { "sqlite:\(path)/desk.db" }
}

/// The error that `body` throws; a failure of the test when it throws none, or another.
func failure<R>(at location: SourceLocation = #_sourceLocation, _ body: () throws -> R) -> OperationError? {
    do {
        _ = try body()
        Issue.record("No error was thrown.", sourceLocation: location)
    } catch {
        if let error = error as? OperationError { return error }
        Issue.record(error, sourceLocation: location)
    }
    return nil
}

/// Runs `body` in `count` threads at once and returns when all have ended.
func inThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let group = DispatchGroup()
    for number in 0..<count {
        group.enter()
        Thread.detachNewThread {
            body(number)
            group.leave()
        }
    }
    group.wait()
}

/// A value that the threads of a test share.
final class Shared<Value: Sendable>: Sendable {
    private let guarded: Mutex<Value>

    init(_ value: Value) { guarded = Mutex(value) }

    var value: Value { guarded.withLock { $0 } }

    func change(_ body: (inout Value) -> Void) {
        guarded.withLock { body(&$0) }
    }
}

// What tests ask a JSON value for; empty when it is of another shape.
extension JSONValue {
    var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
    var members: [JSONValue.Member] { if case .object(let members) = self { members } else { [] } }
    var string: String? { if case .string(let text) = self { text } else { nil } }
    var int: Int? { if case .number(let text) = self { Int(text) } else { nil } }
}

extension HTTPResponse {
    var text: String { String(decoding: body, as: UTF8.self) }
    var json: JSONValue? { try? JSONValue(text) }
}
