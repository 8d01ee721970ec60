import Messages
import Testing
import Wire

@testable import Engine

/// A customer of the support desk, who knows the key of one session.
struct Customer {
    let desk: Desk
    let key: String
    /// The number of the session.
    let session: Int

    /// Begins a session with these further arguments, each with a comma in front.
    init(_ desk: Desk, topic: Int = 1, _ more: String = "") throws {
        self.desk = desk
        let answer = try desk.host("Customer.StartSession", #"{"ChatTopicId":\#(topic)\#(more)}"#)
        key = try #require(answer["SessionKey"]?.string)
        session = try #require(answer["ChatSessionId"]?.int)
    }

    @discardableResult
    func call(_ operation: String, _ arguments: String = "") throws(OperationError) -> JSONValue {
        try desk.call("Customer.\(operation)", arguments, caller: #"{"SessionKey":"\#(key)"}"#)
    }

    @discardableResult
    func say(_ text: String, as clientID: String? = nil) throws(OperationError) -> JSONValue {
        try call("PostMessage", #"{"Message":"\#(text)"\#(clientID.map { #","ClientId":"\#($0)""# } ?? "")}"#)
    }

    func messages(after: Int = 0) throws -> [JSONValue] {
        try call("GetMessages", #"{"After":\#(after)}"#).elements
    }

    /// The session as its customer sees it.
    func view() throws -> JSONValue { try call("GetSession") }

    func status() throws -> String? { try desk.session(session)["Status"]?.string }

    /// The desk with somebody at it who can respond in topic 1, and a topic of these further fields, each with a comma in front.
    static func desk(_ topic: String = "", isAttended: Bool = true, config: String = "") throws -> Desk {
        let desk = try Desk(config: config)
        if !topic.isEmpty { try desk.saveTopic(1, topic) }
        try desk.setPresence(of: 3, to: isAttended)
        return desk
    }

    func pickUp(as user: String = "cat") throws {
        _ = try desk.call("Chat.PickUpChatSession", #"{"ChatSessionId":\#(session)}"#, as: user)
    }
}
