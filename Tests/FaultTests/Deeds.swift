/// What a few agents and their customers do, drawn by chance and aimed at sessions that are there.
struct Deeds {
    static let document = #"""
        {
          "Associates": [
            {"AssociateId": 1, "Name": "anna", "FullName": "Anna Solberg"}, {"AssociateId": 2, "Name": "ben"},
            {"AssociateId": 3, "Name": "cat"}, {"AssociateId": 4, "Name": "dan"}
          ],
          "Users": [
            {"UserName": "anna", "AssociateId": 1, "Password": "anna-secret"}, {"UserName": "ben", "AssociateId": 2, "Password": "b"},
            {"UserName": "cat", "AssociateId": 3, "Password": "c"}, {"UserName": "dan", "AssociateId": 4, "Password": "d"}
          ],
          "Topics": [
            {"ChatTopicId": 1, "Name": "Support", "WelcomeMessage": "Welcome!", "Agents": [
              {"User": {"AssociateId": 1}, "CanManage": true, "CanRespond": true}, {"User": {"AssociateId": 2}, "CanRespond": true},
              {"User": {"AssociateId": 3}, "CanRespond": true}]},
            {"ChatTopicId": 2, "Name": "Sales", "Agents": [
              {"User": {"AssociateId": 2}, "CanRespond": true}, {"User": {"AssociateId": 3}, "CanManage": true, "CanRespond": true},
              {"User": {"AssociateId": 4}, "CanListen": true}]},
            {"ChatTopicId": 3, "Name": "Forms", "UseQueueOfflineForm": true, "OfflineFormTimeLimit": 5, "OfflineFormQueueLength": 4,
             "WarnNewChatMinutes": 2, "WarnManagerNewChatMinutes": 4, "WarnChatMessageMinutes": 3, "WidgetEnableRating": true,
             "Widget": {"PreFormEnabled": true, "AutoFaqEnabled": true, "RequiredFields": "Name", "PostTranscriptEnabled": true},
             "Agents": [
              {"User": {"AssociateId": 3}, "CanRespond": true, "CanManage": true},
              {"User": {"AssociateId": 4}, "CanNotify": true, "CanRespond": true}]}
          ],
          "Presence": [
            {"UserId": 1, "Present": true}, {"UserId": 2, "Present": true}, {"UserId": 3, "Present": true}]
        }
        """#

    static let absence = #"{"ChatPresence":[{"UserId":4,"Present":false}]}"#
    private static let agents = ["anna", "ben", "cat", "dan"]

    var chance: Chance

    /// The next deed, for a store of which `rows` answers queries.
    mutating func next(_ rows: (String) -> [String]) -> Deed {
        let kind = chance.weighted(Deeds.kinds)
        return make(kind, rows)
    }

    private enum Kind {
        case start, post, pickUp, pickUpFirst, say, transfer, accept, reject, reset, save, delete, presence, agent, topic
        case list, messages, session, presences
        case arrive, write, look, fetch, submit, answer, request, act
    }

    private static let kinds: [(Int, Kind)] = [
        (14, .start), (3, .post), (8, .pickUp), (10, .pickUpFirst), (20, .say), (8, .transfer), (7, .accept), (4, .reject),
        (5, .reset), (8, .save), (4, .delete), (5, .presence), (2, .agent), (2, .topic),
        (4, .list), (4, .messages), (2, .session), (2, .presences),
        (10, .arrive), (16, .write), (4, .look), (4, .fetch), (7, .submit), (5, .answer), (3, .request), (14, .act),
    ]

    private mutating func make(_ kind: Kind, _ rows: (String) -> [String]) -> Deed {
        switch kind {
        case .start: return Deed("Chat.CreateChatSessionForTopic", by: agent(), #"{"ChatTopicId":\#(topic())}"#)
        case .post:
            let fields = #""TopicId":\#(topic()),"CustomerName":"\#(text(30))","CustomerEmail":"kari@private.example""#
            return Deed("Chat.SaveChatSessionEntity", by: agent(), #"{"ChatSessionEntity":{\#(fields)}}"#)
        case .pickUp: return Deed("Chat.PickUpChatSession", by: agent(), #"{"ChatSessionId":\#(session("status = 4", rows))}"#)
        case .pickUpFirst: return Deed("Chat.PickUpFirstChatSession", by: agent())
        case .say: return say(rows)
        case .transfer:
            let found = pair("status IN (5, 6) AND user_id IS NOT NULL", "user_id", rows)
            return Deed(
                "Chat.TransferChatSession", by: agent(found.associate),
                #"{"ChatSessionId":\#(found.id),"ToAssociate":"\#(chance.one(of: Deeds.agents))"}"#)
        case .accept, .reject:
            let found = pair("transfer_to IS NOT NULL", "transfer_to", rows)
            return Deed(
                kind == .accept ? "Chat.AcceptChatSessionTransfer" : "Chat.RejectChatSessionTransfer", by: agent(found.associate),
                #"{"ChatSessionId":\#(found.id)}"#)
        case .reset: return Deed("Chat.ResetChatSession", by: agent(), #"{"ChatSessionId":\#(session("status < 7", rows))}"#)
        case .save:
            let status = chance.one(of: ["Finished", "Closed", "UserLast", "CustomerLast", "Deleted"])
            let fields = #""ChatSessionId":\#(session("status > 3", rows)),"Status":"\#(status)","CustomerName":"\#(text(20))""#
            return Deed("Chat.SaveChatSessionEntity", by: agent(), #"{"ChatSessionEntity":{\#(fields)}}"#)
        case .delete:
            let ids = [session("1", rows), session("status > 6", rows)].sorted()
            return Deed("CustomerService.DeleteChatSessions", by: agent(), #"{"Ids":\#(Array(Set(ids)).sorted())}"#)
        case .presence:
            let name = chance.below(4)
            return Deed(
                "Chat.SaveChatPresence", by: .agent(Deeds.agents[name]),
                #"{"ChatPresence":[{"UserId":\#(name + 1),"Present":\#(chance.percent(80))}]}"#)
        case .agent:
            return Deed(
                "Chat.UpdateChatTopicUserAgent", by: .agent("cat"),
                #"{"ChatTopicId":2,"Username":"dan","Useragent":{"CanListen":true,"CanRespond":\#(chance.percent(50))}}"#)
        case .topic:
            return Deed(
                "Chat.SaveChatTopicEntity", by: .agent("anna"),
                #"{"ChatTopicEntity":{"ChatTopicId":1,"Name":"Support","WelcomeMessage":"\#(text(100))"}}"#)
        case .list: return Deed("Chat.ChatSessionsForUser", by: agent(), isReading: true)
        case .messages:
            return Deed("Chat.GetChatMessages", by: agent(), #"{"ChatSessionId":\#(session("1", rows))}"#, isReading: true)
        case .session:
            return Deed("Chat.GetChatSessionEntity", by: agent(), #"{"ChatSessionEntityId":\#(session("1", rows))}"#, isReading: true)
        case .presences: return Deed("Chat.GetChatPresence", by: agent(), isReading: true)
        default: return makeOwn(kind, rows)
        }
    }

    /// What customers do for themselves.
    private mutating func makeOwn(_ kind: Kind, _ rows: (String) -> [String]) -> Deed {
        func own(_ operation: String, _ session: Int, _ arguments: String = "", isInParts: Bool = false) -> Deed {
            var deed = Deed("Customer." + operation, by: .customer(of: session), arguments)
            deed.isInParts = isInParts
            return deed
        }
        let fields = #""CustomerName":"\#(text(20))","CustomerEmail":"kari@private.example""#
        switch kind {
        case .arrive: return Deed("Customer.StartSession", by: .host, #"{"ChatTopicId":\#(1 + chance.below(3)),"Language":"en"}"#)
        case .write:
            let name = chance.percent(60) ? #","ClientId":"m\#(chance.below(6))""# : ""
            return own("PostMessage", session("status IN (2, 4, 5, 6, 7)", rows), #"{"Message":"\#(text(200))"\#(name)}"#)
        case .look: return own("GetSession", session("status <> 8", rows), isInParts: true)
        case .fetch: return own("GetMessages", session("status <> 8", rows), isInParts: true)
        case .submit:
            return own("SubmitForm", session("status = 1", rows), "{\(fields)" + (chance.percent(50) ? #","Message":"Hello"}"# : "}"))
        case .answer: return own("AnswerFaq", session("status = 2", rows), #"{"Helped":\#(chance.percent(25))}"#)
        case .request: return own("SubmitOfflineForm", session("status = 3", rows), #"{\#(fields),"Message":"\#(text(90))"}"#)
        default:
            let id = session("status IN (4, 5, 6, 7)", rows)
            return switch chance.below(6) {
            case 0: own("Leave", id)
            case 1: own("Return", id)
            case 2: own("SetTyping", id, #"{"Typing":\#(chance.percent(50))}"#)
            case 3: own("MarkRead", id, #"{"ChatMessageId":\#(rows("SELECT ifnull(max(id), 0) FROM messages WHERE session_id = \(id)").first ?? "0")}"#)
            case 4: own("Rate", id, #"{"Rating":\#(1 + chance.below(5))}"#)
            default: own("RequestTranscript", id, #"{"Email":"kari@private.example"}"#)
            }
        }
    }

    private mutating func say(_ rows: (String) -> [String]) -> Deed {
        let side = chance.percent(50) ? "ToCustomer" : "ToUser"
        let length = chance.weighted([(60, 40), (30, 900), (10, 9000)])
        let fields = #""Message":"\#(text(length))","Type":"\#(side)""#
        return Deed(
            "Chat.AddChatMessage", by: agent(), #"{"ChatSessionId":\#(session("status IN (4, 5, 6, 7)", rows)),"Message":{\#(fields)}}"#)
    }

    private mutating func agent() -> Deed.Caller { .agent(chance.one(of: Deeds.agents)) }

    /// Mostly that associate.
    private mutating func agent(_ id: Int) -> Deed.Caller {
        Deeds.agents.indices.contains(id - 1) && chance.percent(85) ? .agent(Deeds.agents[id - 1]) : agent()
    }

    private mutating func topic() -> Int { 1 + chance.below(3) }

    private mutating func session(_ condition: String, _ rows: (String) -> [String]) -> Int {
        let found = rows("SELECT id FROM sessions WHERE \(condition) ORDER BY id DESC LIMIT 12").compactMap { Int($0) }
        return found.isEmpty || chance.percent(4) ? 1 + chance.below(30) : chance.one(of: found)
    }

    private mutating func pair(_ condition: String, _ column: String, _ rows: (String) -> [String]) -> (id: Int, associate: Int) {
        let found = rows("SELECT id, \(column) FROM sessions WHERE \(condition) ORDER BY id DESC LIMIT 12")
        if found.isEmpty { return (1 + chance.below(30), 0) }
        let parts = chance.one(of: found).split(separator: "|").compactMap { Int($0) }
        return parts.count == 2 ? (parts[0], parts[1]) : (0, 0)
    }

    private mutating func text(_ length: Int) -> String {
        let word = chance.one(of: ["rope ", "knot ", "sail ", "æøå "])
        return String(String(repeating: word, count: length / 5 + 1).prefix(1 + chance.below(length)))
    }
}
