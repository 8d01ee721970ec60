import Messages
import Testing
import Wire

@testable import Engine

/// For each operation that the audit tells of: how it is done at the support desk, where cat can respond in topic 1 and is there.
enum AuditScenes {
    typealias Scene = @Sendable (_ desk: Desk, _ operation: String) throws -> Void

    static let all: [String: Scene] = sessions.merging(topics) { first, _ in first }
        .merging(customers) { first, _ in first }.merging(hosts) { first, _ in first }.merging(directory) { first, _ in first }

    private static func calls(_ arguments: String, as user: String) -> Scene {
        { desk, operation in _ = try desk.call(operation, arguments, as: user) }
    }

    private static func host(_ arguments: String) -> Scene {
        { desk, operation in _ = try desk.host(operation, arguments) }
    }

    private static let sessions: [String: Scene] = [
        "CustomerService.DeleteChatSessions": calls(#"{"Ids":[101]}"#, as: "anna"),
        "Chat.SaveChatSessionEntity": calls(#"{"ChatSessionEntity":{"ChatSessionId":107,"TopicId":1,"Status":"Closed","CustomerName":"K"}}"#, as: "anna"),
        "Chat.PostChatSessionEntity": calls(#"{"ChatSessionEntity":{"TopicId":1,"Status":"InQueue"}}"#, as: "anna"),
        "Chat.PutChatSessionEntity": calls(
            #"{"ChatSessionEntityId":107,"ChatSessionEntity":{"TopicId":1,"Status":"Closed","CustomerName":"K"}}"#, as: "anna"),
        "Chat.PatchChatSessionEntity": calls(#"{"ChatSessionEntityId":107,"Patch":"{\"CustomerName\":\"K\"}"}"#, as: "anna"),
        "Chat.DeleteChatSessionEntity": calls(#"{"ChatSessionEntityId":107}"#, as: "anna"),
        "Chat.TransferChatSession": { desk, operation in
            try desk.addSession(102, "CustomerLast", #","User":{"AssociateId":1}"#)
            _ = try desk.call(operation, #"{"ChatSessionId":102,"ToAssociate":"cat"}"#, as: "anna")
        },
        "Chat.AcceptChatSessionTransfer": calls(#"{"ChatSessionId":102}"#, as: "cat"),
        "Chat.RejectChatSessionTransfer": calls(#"{"ChatSessionId":102}"#, as: "cat"),
        "Chat.PickUpChatSession": calls(#"{"ChatSessionId":101}"#, as: "cat"),
        "Chat.PickUpFirstChatSession": calls("", as: "cat"),
        "Chat.ResetChatSession": calls(#"{"ChatSessionId":102}"#, as: "anna"),
        "Chat.CreateChatSessionForTopic": calls(#"{"ChatTopicId":1}"#, as: "anna"),
    ]

    private static let topics: [String: Scene] = [
        "Chat.SaveChatTopicEntity": calls(#"{"ChatTopicEntity":{"ChatTopicId":1,"Name":"New"}}"#, as: "anna"),
        "Chat.PostChatTopicEntity": calls(#"{"ChatTopicEntity":{"Name":"New"}}"#, as: "anna"),
        "Chat.PutChatTopicEntity": calls(#"{"ChatTopicEntityId":1,"ChatTopicEntity":{"Name":"New"}}"#, as: "anna"),
        "Chat.PatchChatTopicEntity": calls(#"{"ChatTopicEntityId":1,"Patch":"{\"Name\":\"New\"}"}"#, as: "anna"),
        "Chat.DeleteChatTopicEntity": { desk, operation in
            let id = try desk.call("Chat.PostChatTopicEntity", #"{"ChatTopicEntity":{"Name":"New"}}"#, as: "anna")["ChatTopicId"]?.int ?? 0
            _ = try desk.call(operation, #"{"ChatTopicEntityId":\#(id)}"#, as: "anna")
        },
        "Chat.AddChatTopicUserAgent": calls(#"{"ChatTopicId":1,"Useragent":{"User":{"AssociateId":4},"CanListen":true}}"#, as: "anna"),
        "Chat.UpdateChatTopicUserAgent": calls(
            #"{"ChatTopicId":1,"Username":"ben","Useragent":{"User":{"AssociateId":2},"CanListen":true}}"#, as: "anna"),
        "Chat.UpdateChatTopicUserAgents": calls(#"{"ChatTopicId":1,"Useragents":[]}"#, as: "anna"),
        "Chat.DeleteChatTopicUserAgent": calls(#"{"ChatTopicId":1,"Username":"ben"}"#, as: "anna"),
        "Chat.SaveChatPresence": calls(#"{"ChatPresence":[{"UserId":1,"Present":false}]}"#, as: "anna"),
    ]

    private static let customers: [String: Scene] = [
        "Customer.StartSession": { desk, _ in _ = try Customer(desk) },
        "Customer.Leave": { desk, _ in try Customer(desk).call("Leave") },
        "Customer.SubmitForm": { desk, _ in
            try desk.saveTopic(1, #","Widget":{"PreFormEnabled":true}"#)
            try Customer(desk).call("SubmitForm", #"{"CustomerName":"K"}"#)
        },
        "Customer.Consent": { desk, _ in try Customer(desk).call("Consent") },
        "Customer.AnswerFaq": { desk, _ in
            try desk.saveTopic(1, #","Widget":{"AutoFaqEnabled":true,"AutoFaqCategory":{"KbCategoryId":7}}"#)
            try Customer(desk).call("AnswerFaq", #"{"Helped":true}"#)
        },
        "Customer.OpenOfflineForm": { desk, _ in
            try desk.saveTopic(1, #","UseQueueOfflineForm":true,"OfflineFormTimeLimit":1"#)
            let customer = try Customer(desk)
            desk.clock.advance(seconds: 61)
            try customer.call("OpenOfflineForm")
        },
        "Customer.SubmitOfflineForm": { desk, _ in
            try desk.saveTopic(1, #","TicketEnabled":true"#)
            for user in [1, 3] { try desk.setPresence(of: user, to: false) }
            try Customer(desk).call("SubmitOfflineForm", #"{"CustomerName":"K","CustomerEmail":"k@x.example","Message":"Call me"}"#)
        },
        "Customer.Rate": { desk, _ in
            try desk.saveTopic(1, #","WidgetEnableRating":true"#)
            let customer = try Customer(desk)
            try customer.pickUp()
            try customer.call("Rate", #"{"Rating":5}"#)
        },
        "Customer.RequestTranscript": { desk, _ in
            try desk.saveTopic(1, #","Widget":{"PostTranscriptEnabled":true}"#)
            let customer = try Customer(desk)
            try customer.pickUp()
            try customer.call("RequestTranscript", #"{"Email":"k@x.example"}"#)
        },
    ]

    private static let hosts: [String: Scene] = [
        "System.Import": host(#"{"Persons":[{"PersonId":77}]}"#),
        "System.SaveUser": host(#"{"UserName":"new","AssociateId":4,"Password":"x"}"#),
        "System.DeleteUser": host(#"{"UserName":"dan"}"#),
        "System.SavePresence": host(#"{"Presence":[{"UserId":4,"Present":true}]}"#),
        "System.IssueAccessToken": host(#"{"UserName":"dan"}"#),
        "System.EndSessions": host(#"{"UserName":"dan"}"#),
        "System.LiftLock": { desk, operation in
            for _ in 0..<10 {
                _ = try desk.call(
                    "SoPrincipal.AuthenticateUsernamePassword", #"{"UserName":"dan","Password":"x"}"#, caller: #"{"Peer":"10.0.0.1"}"#)
            }
            _ = try desk.host(operation, #"{"UserName":"dan"}"#)
        },
        "System.ExportCustomer": host(#"{"PersonId":12}"#),
        "System.EraseCustomer": host(#"{"ChatSessionId":106}"#),
    ]

    /// Of every kind of record one is saved, and one that nothing refers to is deleted.
    private static let directory: [String: Scene] = {
        var scenes: [String: Scene] = [:]
        let kinds = [
            ("Associate", "AssociateId", ""), ("Person", "PersonId", ""), ("Contact", "ContactId", ""), ("Project", "ProjectId", ""),
            ("Sale", "SaleId", ""), ("Ticket", "TicketId", ""), ("Topic", "ChatTopicId", ""), ("ChatSession", "ChatSessionId", #","TopicId":1,"Status":"Closed""#),
            ("FaqEntry", "FaqEntryId", #","CategoryId":1,"Title":"T""#),
        ]
        for (kind, key, more) in kinds {
            scenes["Directory.Save\(kind)"] = host(#"{"\#(kind)":{"\#(key)":900\#(more)}}"#)
            scenes["Directory.Delete\(kind)"] = { desk, operation in
                _ = try desk.host("Directory.Save\(kind)", #"{"\#(kind)":{"\#(key)":900\#(more)}}"#)
                _ = try desk.host(operation, #"{"\#(key)":900}"#)
            }
        }
        return scenes
    }()
}
