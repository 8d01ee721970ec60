import Carriers
import Messages
import Testing
import Wire

/// A carrier with a field of every kind.
private struct EveryKind: Carrier {
    static var typeName: StaticString { "EveryKind" }
    static let codec = Codec<EveryKind>.shared()

    var int: Int32 = 0
    var short: Int16 = 0
    var bool = false
    var double = 0.0
    var text: String?
    @SharedText var earlier: String?
    var date = DateTime.empty
    var span = TimeSpan()
    var bytes: Base64Bytes?
    var status = ChatSessionStatus.zero
    var fields = WidgetRequiredFields()
    var carrier: ChatMessage?
    var boxed: Boxed<ChatMessage>?
    var dictionary: StringDictionary?
    var ints: [Int32]?
    var texts: [String?]?
    var carriers: [ChatMessage]?
    var lists: [[ChatMessage]]?
    var unknown = UnknownFields()

    mutating func visit<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure) {
        try visitor.field("Int", &int)
        try visitor.field("Short", &short)
        try visitor.field("Bool", &bool)
        try visitor.field("Double", &double)
        try visitor.field("Text", &text)
        try visitor.earlierField("Earlier", &_earlier)
        try visitor.field("Date", &date)
        try visitor.field("Span", &span)
        try visitor.field("Bytes", &bytes)
        try visitor.field("Status", &status)
        try visitor.field("Fields", &fields)
        try visitor.field("Carrier", &carrier)
        try visitor.field("Boxed", &boxed)
        try visitor.field("Dictionary", &dictionary)
        try visitor.list("Ints", &ints)
        try visitor.list("Texts", &texts)
        try visitor.list("Carriers", &carriers)
        try visitor.list("Lists", &lists)
        visitor.skipField()
    }
}

@Suite("Parameters of a path or a query")
struct ParameterTests {
    private func read(_ name: String, _ text: String) throws(WireError) -> EveryKind {
        var value = EveryKind()
        var reader = ParameterReader(RouteMatch.Value(Route.Parameter(name: name, argument: name), text))
        try value.visit(&reader)
        #expect(reader.hasRead)
        return value
    }

    @Test(
        "Text becomes a value of the argument's type, whose name may be in any case",
        arguments: [
            ("int", "-5", #""Int":-5"#), ("INT", "2147483647", #""Int":2147483647"#), ("Short", "-32768", #""Short":-32768"#),
            ("Bool", "true", #""Bool":true"#), ("Bool", "True", #""Bool":true"#), ("bool", "1", #""Bool":true"#),
            ("Double", "1.5e3", #""Double":1500.0"#), ("Text", "", #""Text":"""#), ("Text", "æ/å", #""Text":"æ/å""#),
            ("Earlier", "x", #""Earlier":"x""#), ("Date", "2026-11-21T09:00:00Z", #""Date":"2026-11-21T09:00:00Z""#),
            ("Span", "08:30:00", #""Span":"PT8H30M""#), ("Bytes", "AQI=", #""Bytes":"AQI=""#),
            ("Status", "InQueue", #""Status":"InQueue""#), ("Status", "4", #""Status":"InQueue""#),
            ("Fields", "Email,Name", #""Fields":"Email, Name""#), ("Ints", "1, -2,3", #""Ints":[1,-2,3]"#), ("Ints", "", #""Ints":[]"#),
            ("Texts", "a, b", #""Texts":["a","b"]"#),
        ])
    func values(name: String, text: String, json: String) throws {
        let read = String(decoding: try read(name, text).json, as: UTF8.self)
        #expect(read.contains(json), "\(read)")
    }

    @Test(
        "Text that is no value of the type is refused and the value stays",
        arguments: [
            ("Int", "2147483648"), ("Int", ""), ("Int", "+5"), ("Int", "5 "), ("Int", "0x5"), ("Int", "1.0"), ("Short", "32768"),
            ("Bool", "yes"), ("Bool", ""), ("Double", "nan"), ("Double", "inf"), ("Double", "1,5"), ("Date", "yesterday"),
            ("Span", "8 hours"), ("Bytes", "?"), ("Status", "Sleeping"), ("Status", "99"), ("Ints", "1,,2"), ("Ints", "1,"),
            ("Ints", "1;2"), ("Carrier", "{}"), ("Boxed", "{}"), ("Dictionary", "{}"), ("Carriers", "[]"), ("Lists", "[]"),
        ])
    func refusals(name: String, text: String) {
        do throws(WireError) {
            _ = try read(name, text)
            Issue.record("nothing was thrown")
        } catch {
            #expect(error.kind == .value)
            #expect(error.message.hasPrefix("expected "))
        }
    }
}

@Suite("Arguments of a REST request")
struct RESTArgumentsTests {
    private func read(_ method: String, _ target: String, _ body: String = "", limits: Limits = Limits()) throws(OperationError) -> any Carrier {
        let target = try RequestTarget("/api/v1/" + target, mount: [])
        guard case .operation(let match) = RESTDestination(method: method, segments: target.segments, exposedGroups: []) else {
            throw OperationError(.notFound, "nowhere", path: "target")
        }
        return try RESTArguments.read(match, query: target, body: Array(body.utf8), limits: limits)
    }

    @Test("Path, query and body each give their part")
    func parts() throws {
        let messages = try #require(try read("GET", "chatsession/5/MESSAGES?AFTER=9&after=10&x=y") as? GetChatMessagesArguments)
        #expect((messages.chatSessionID, messages.after) == (5, 9))
        let get = try #require(try read("POST", "Agents/Chat/GetChatSessionEntity?chatSessionEntityId=7", "{}") as? EntityIDArguments<ChatSessionEntity>)
        #expect(get.id == 7)
        let agent = try #require(try read("PUT", "ChatTopic/3/UserAgent/a%2Fb", #"{"TopicId":4}"#) as? UpdateChatTopicUserAgentArguments)
        #expect((agent.chatTopicID, agent.username, agent.useragent?.topicID) == (3, "a/b", 4))
        let agents = try #require(try read("PUT", "ChatTopic/3/UserAgent", "[{},{}]") as? UpdateChatTopicUserAgentsArguments)
        #expect((agents.chatTopicID, agents.useragents?.count) == (3, 2))
        let patch = try #require(try read("PATCH", "ChatTopic/3", " [] ") as? PatchEntityArguments<ChatTopicEntity>)
        #expect((patch.id, patch.patch) == (3, " [] "))
        let list = try #require(try read("GET", "ChatTopic/3/Sessions?$filter=a&$top=5&$JSONSAFE=true") as? TopicSessionListArguments)
        #expect((list.chatTopicEntityID, list.options.filter, list.options.top, list.options.skip, list.options.jsonSafe) == (3, "a", 5, 0, true))
    }

    @Test("A body that is one argument may name it; links that come with a record are dropped")
    func values() throws {
        for body in [#"{"TopicId":5}"#, #"{"ChatSessionEntity":{"TopicId":5}}"#, #"{"TopicId":5,"_Links":{"Self":"x"}}"#] {
            let save = try #require(try read("POST", "Agents/Chat/SaveChatSessionEntity", body) as? EntityArguments<ChatSessionEntity>)
            #expect(save.entity?.topicID == 5)
            #expect(save.entity?.unknown.isEmpty == true)
        }
        let none = try #require(try read("POST", "ChatSession", "null") as? EntityArguments<ChatSessionEntity>)
        #expect(none.entity == nil)
        let kept = try #require(try read("POST", "ChatSession", #"{"Colour":"red"}"#) as? EntityArguments<ChatSessionEntity>)
        #expect(kept.entity?.unknown["Colour"] == .string("red"))
    }

    @Test("A body where none belongs is not looked at on the routes of entities")
    func strayBody() throws {
        #expect(try read("POST", "ChatSession/5/Pickup", "<x/>") is ChatSessionIDArguments)
    }

    @Test(
        "What is wrong is told with the name of the parameter, or of the argument and the place in it",
        arguments: [
            ("GET", "ChatSession/x", "", .value, "id"), ("GET", "ChatSession/99999999999", "", .value, "id"),
            ("GET", "ChatSession/5/Messages?after=", "", .value, "after"), ("POST", "ChatSession/5/Transcript?html=maybe", "", .value, "html"),
            ("POST", "Agents/Chat/GetChatSessionEntity?chatSessionEntityId=5.0", "", .value, "chatSessionEntityId"),
            ("GET", "ChatSession?$top=many", "", .value, "$top"),
            ("POST", "ChatSession/5/Messages", #"{"SpecialType":"Odd"}"#, .value, "Message.SpecialType"),
            ("POST", "ChatSession/5/Messages", "{", .malformed, "Message"), ("POST", "ChatSession/5/Messages", "{}{}", .malformed, "Message"),
            ("PUT", "ChatTopic/5/UserAgent", #"[{},{"TopicId":"x"}]"#, .value, "Useragents[1].TopicId"),
            ("PUT", "ChatTopic/5/UserAgent", "{}", .value, "Useragents"),
            ("POST", "Agents/Chat/AddChatMessage", #"{"Message":{"Type":9}}"#, .value, "Message.Type"),
            ("POST", "Agents/Chat/AddChatMessage", #"{"Massage":{}}"#, .value, "Massage"),
            ("POST", "Agents/Chat/SaveChatSessionEntity", #"{"Status":"Odd"}"#, .value, "ChatSessionEntity.Status"),
        ] as [(String, String, String, OperationError.Kind, String)])
    func faults(method: String, target: String, body: String, kind: OperationError.Kind, path: String) {
        let error = failure { () throws(OperationError) in try read(method, target, body) }
        #expect(error?.kind == kind)
        #expect(error?.path == path)
    }

    @Test("A change that is too large or no text is refused")
    func patches() throws {
        var limits = Limits()
        limits.messageBytes = 10
        #expect(failure { () throws(OperationError) in try read("PATCH", "ChatSession/5", #"{"Alias":"long"}"#, limits: limits) }?.kind == .limit)
        let target = try RequestTarget("/api/v1/ChatSession/5", mount: [])
        guard case .operation(let match) = RESTDestination(method: "PATCH", segments: target.segments, exposedGroups: []) else {
            Issue.record("no route")
            return
        }
        let error = failure { () throws(OperationError) in
            try RESTArguments.read(match, query: target, body: [0x22, 0xFF, 0x22], limits: Limits())
        }
        #expect(error?.kind == .malformed)
    }
}
