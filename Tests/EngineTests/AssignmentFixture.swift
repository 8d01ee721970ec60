import Messages
import Storage
import Testing
import Wire

@testable import Engine

/// A desk whose topics do more than the protocol has; ann (1), bob (2) and cat (3) respond in both, and ann manages topic 1.
struct AssigningDesk {
    let desk: Desk

    /// - Parameters:
    ///   - topics: the config's `topics`.
    ///   - present: who is there.
    ///   - fields: further fields of topic 1, each with a comma in front.
    init(_ topics: String, present: [Int] = [], fields: String = "", store: String = "sqlite::memory:", isEmpty: Bool = false) throws {
        desk = try Desk(store: store, config: #","topics":\#(topics)"#, isEmpty: true)
        if isEmpty { return }
        let names = ["ann", "bob", "cat"]
        let agents = (1...3).map { #"{"User":{"AssociateId":\#($0)},"CanRespond":true,"CanManage":\#($0 == 1)}"# }.joined(separator: ",")
        _ = try desk.host(
            "System.Import",
            #"""
            {"Associates":[\#((1...3).map { #"{"AssociateId":\#($0),"Name":"\#(names[$0 - 1])"}"# }.joined(separator: ","))],
             "Users":[\#((1...3).map { #"{"UserName":"\#(names[$0 - 1])","AssociateId":\#($0),"Password":"x"}"# }.joined(separator: ","))],
             "Topics":[{"ChatTopicId":1,"Name":"Support"\#(fields),"Agents":[\#(agents)]},{"ChatTopicId":2,"Name":"Sales","Agents":[\#(agents)]}],
             "Presence":[\#(present.map { #"{"UserId":\#($0),"Present":true}"# }.joined(separator: ","))]}
            """#)
    }

    /// Where a session is: `InQueue`, `InQueue > 2` when it is offered, `CustomerLast 2` when somebody has it.
    func place(of id: Int) throws -> String {
        let session = try desk.session(id)
        let holder = session["User"]?["AssociateId"]?.int.map { " \($0)" } ?? ""
        let target = session["TransferTo"]?["AssociateId"]?.int.map { " > \($0)" } ?? ""
        return (session["Status"]?.string ?? "?") + holder + target
    }

    func places(_ sessions: [Customer]) throws -> [String] {
        try sessions.map { try place(of: $0.session) }
    }

    func pass(seconds: Int64) throws {
        desk.clock.advance(seconds: seconds)
        _ = try desk.runDue()
    }

    /// In how many seconds there is something to do; -1 for not within a day.
    func next() throws -> Int64 {
        let next = try desk.runDue()
        return next < 0 || next > 86_400_000 ? -1 : next / 1000
    }

    @discardableResult
    func act(_ operation: String, on session: Int, as user: String) throws(OperationError) -> JSONValue {
        try desk.call("Chat.\(operation)", #"{"ChatSessionId":\#(session)}"#, as: user)
    }

    /// Ends a session, as its agent does.
    func finish(_ session: Int, as user: String) throws {
        _ = try desk.call(
            "Chat.SaveChatSessionEntity", #"{"ChatSessionEntity":{"ChatSessionId":\#(session),"TopicId":1,"Status":"Finished"}}"#, as: user)
    }

    /// The events of one kind as JSON.
    func told(_ kind: EventKind) throws -> [JSONValue] {
        try desk.engine.store.read { (transaction: borrowing ReadTransaction<StoreError>) throws(StoreError) in
            try transaction.events(after: 0, limit: 5000).events
        }.filter { $0.kind == kind.rawValue }.map { try $0.json() }
    }
}
