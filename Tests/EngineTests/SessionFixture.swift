import Carriers
import Storage
import Testing
import Wire

@testable import Engine

// What the tests of sessions share: the same support desk, seen by what happens in it.
extension Desk {
    /// Gives a topic further fields, each with a comma in front; its agents stay.
    func saveTopic(_ id: Int, _ fields: String) throws {
        _ = try host("Directory.SaveTopic", #"{"Topic":{"ChatTopicId":\#(id),"Name":"Topic \#(id)"\#(fields)}}"#)
    }

    func setPresence(of user: Int, to isPresent: Bool = true) throws {
        _ = try host("System.SavePresence", #"{"Presence":[{"UserId":\#(user),"Present":\#(isPresent)}]}"#)
    }

    func addSession(_ id: Int, topic: Int = 1, _ status: String, _ fields: String = "") throws {
        _ = try host(
            "Directory.SaveChatSession",
            #"{"ChatSession":{"ChatSessionId":\#(id),"TopicId":\#(topic),"Status":"\#(status)"\#(fields)}}"#)
    }

    /// A session as the host sees it.
    func session(_ id: Int) throws -> JSONValue {
        try host("Directory.GetChatSession", #"{"ChatSessionId":\#(id)}"#)
    }

    /// Says something in a session.
    @discardableResult
    func say(_ text: String, in session: Int, _ fields: String = #","Type":"ToCustomer""#, as user: String) throws -> JSONValue {
        try call(
            "Chat.AddChatMessage", #"{"ChatSessionId":\#(session),"Message":{"Message":"\#(text)"\#(fields)}}"#, as: user)
    }

    func messages(of session: Int, after: Int = 0, as user: String) throws -> [JSONValue] {
        try call("Chat.GetChatMessages", #"{"ChatSessionId":\#(session),"After":\#(after)}"#, as: user).elements
    }

    /// The log since its beginning, a line for each event: `changed 101: InQueue > CustomerLast`, `message 101: 1`.
    func events() throws -> [String] {
        let rows = try engine.store.read { (transaction: borrowing ReadTransaction<StoreError>) throws(StoreError) in
            try transaction.events(after: 0, limit: 5000).events
        }
        return rows.map { event in
            func name(_ status: Int32?) -> String { status.flatMap(ChatSessionStatus.init(rawValue:)).map { "\($0.name)" } ?? "?" }
            return switch EventKind(rawValue: event.kind) {
            case .sessionCreated: "created \(event.sessionID): \(name(event.newStatus))"
            case .sessionChanged: "changed \(event.sessionID): \(name(event.oldStatus)) > \(name(event.newStatus))"
            case .sessionMessage: "message \(event.sessionID): \(event.messageID)"
            case let kind?: "\(kind.name) \(event.sessionID)"
            case nil: "\(event.kind)?"
            }
        }
    }

    /// What stands in the audit of what was done to sessions, but not by the host.
    func audit() throws -> [AuditRow] {
        try engine.store.read { (transaction: borrowing ReadTransaction<StoreError>) throws(StoreError) in
            try transaction.audit(limit: 1000)
        }.filter { $0.sessionID != 0 && $0.who != "host" }
    }
}
