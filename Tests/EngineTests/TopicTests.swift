import Messages
import Testing
import Wire

@testable import Engine

@Suite("Topics")
struct TopicTests {
    @Test("Whoever signed in reads a topic; one that does not exist is null")
    func reading() throws {
        let desk = try Desk()
        #expect(try desk.call("Chat.GetChatTopicEntity", #"{"ChatTopicEntityId":2}"#, as: "dan")["Name"]?.string == "Sales")
        #expect(try desk.call("Chat.GetChatTopicEntity", #"{"ChatTopicEntityId":9}"#, as: "dan") == .null)
    }

    @Test("Somebody's topics are those in which they hold a right")
    func ofUser() throws {
        let desk = try Desk()
        let ids = { (user: String) in try desk.call("Chat.ChatTopicsForUser", as: user).elements.compactMap { $0["ChatTopicId"]?.int } }
        #expect(try ids("anna") == [1, 2])
        #expect(try ids("ben") == [1])
        #expect(try ids("eve") == [])
    }

    @Test("A new topic is for those who manage one, and its maker has every right in it")
    func making() throws {
        let desk = try Desk()
        let made = try desk.call("Chat.SaveChatTopicEntity", #"{"ChatTopicEntity":{"Name":"Night","SecondsPrAccept":7}}"#, as: "anna")
        #expect(made["ChatTopicId"]?.int == 3)
        #expect(made["SecondsPrAccept"]?.int == 0)
        let agents = try desk.call("Chat.GetChatTopicUserAgentList", #"{"ChatTopicId":3}"#, as: "anna").elements
        #expect(agents.map { $0["User"]?["AssociateId"]?.int } == [1])
        #expect(agents.allSatisfy { $0["CanManage"] == .bool(true) && $0["CanRespond"] == .bool(true) })

        let error = failure { try desk.call("Chat.SaveChatTopicEntity", #"{"ChatTopicEntity":{"Name":"Mine"}}"#, as: "ben") }
        #expect(error?.kind == .denied)
    }

    @Test("An administrator makes and changes any topic")
    func administrators() throws {
        let desk = try Desk(config: #","mount":{"administrators":["dan"]}"#)
        #expect(try desk.call("Chat.PostChatTopicEntity", #"{"ChatTopicEntity":{"ChatTopicId":1}}"#, as: "dan")["ChatTopicId"]?.int == 3)
        let changed = try desk.call("Chat.SaveChatTopicEntity", #"{"ChatTopicEntity":{"ChatTopicId":2,"Name":"Buying"}}"#, as: "dan")
        #expect(changed["Name"]?.string == "Buying")
    }

    @Test("Who manages a topic replaces it; its statistics and its agents stay")
    func changing() throws {
        let desk = try Desk()
        _ = try desk.host("Directory.SaveTopic", #"{"Topic":{"ChatTopicId":1,"Name":"Support","SecondsPrAccept":40,"LastAccept":"2026-11-20T08:00:00Z"}}"#)
        let topic = #"{"ChatTopicEntityId":1,"ChatTopicEntity":{"Name":"Help","SecondsPrAccept":1,"Colour":"red"}}"#
        let saved = try desk.call("Chat.PutChatTopicEntity", topic, as: "anna")
        #expect(saved["Name"]?.string == "Help")
        #expect(saved["SecondsPrAccept"]?.int == 40)
        #expect(saved["LastAccept"]?.string == "2026-11-20T08:00:00Z")
        #expect(saved["Colour"]?.string == "red")
        #expect(try desk.call("Chat.GetChatTopicUserAgentList", #"{"ChatTopicId":1}"#, as: "anna").elements.count == 3)
    }

    @Test(
        "A topic that cannot be is refused with its place",
        arguments: [
            (#""WarnNewChatMinutes":-1"#, "WarnNewChatMinutes"), (#""OfflineFormQueueLength":-2"#, "OfflineFormQueueLength"),
            (#""OpeningHours":{"MonStart":"PT25H"}"#, "OpeningHours.MonStart"),
            (#""OpeningHours":{"LunchStop":"-PT1H"}"#, "OpeningHours.LunchStop"),
            (#""OpeningHours":{"TzLocation":{"TZLocationCode":"Atlantis"}}"#, "OpeningHours.TzLocation"),
            (#""OpeningHours":{"TzLocation":{"TimeZoneDSTRules":{"2026":{}}}}"#, "OpeningHours.TzLocation.TimeZoneDSTRules"),
            (#""Widget":{"RequiredFields":"Shoes"}"#, "Widget.RequiredFields"),
            (#""ChatTopicId":-1"#, "ChatTopicId"),
        ])
    func impossible(fields: String, place: String) throws {
        let desk = try Desk()
        let error = failure { try desk.call("Chat.SaveChatTopicEntity", #"{"ChatTopicEntity":{\#(fields)}}"#, as: "anna") }
        #expect(error?.kind == .value)
        #expect(error?.path == "ChatTopicEntity.\(place)")
    }

    @Test("Saving says what is missing: the topic itself, one of that number, the right, the number of the path")
    func refusals() throws {
        let desk = try Desk()
        let nothing = failure { try desk.call("Chat.SaveChatTopicEntity", "{}", as: "anna") }
        #expect(nothing?.kind == .value && nothing?.path == "ChatTopicEntity")
        let nowhere = failure { try desk.call("Chat.SaveChatTopicEntity", #"{"ChatTopicEntity":{"ChatTopicId":9}}"#, as: "anna") }
        #expect(nowhere?.kind == .notFound && nowhere?.path == "ChatTopicEntity.ChatTopicId")
        let foreign = failure { try desk.call("Chat.SaveChatTopicEntity", #"{"ChatTopicEntity":{"ChatTopicId":2}}"#, as: "anna") }
        #expect(foreign?.kind == .denied && foreign?.path == "ChatTopicEntity.ChatTopicId")
        let other = failure {
            try desk.call("Chat.PutChatTopicEntity", #"{"ChatTopicEntityId":1,"ChatTopicEntity":{"ChatTopicId":2}}"#, as: "anna")
        }
        #expect(other?.kind == .value && other?.path == "ChatTopicEntity.ChatTopicId")
    }

    @Test("A topic without sessions goes; one with sessions stays")
    func deleting() throws {
        let desk = try Desk()
        let made = try desk.call("Chat.SaveChatTopicEntity", #"{"ChatTopicEntity":{"Name":"Night"}}"#, as: "anna")["ChatTopicId"]?.int ?? 0
        #expect(try desk.call("Chat.DeleteChatTopicEntity", #"{"ChatTopicEntityId":\#(made)}"#, as: "anna") == .null)
        #expect(try desk.call("Chat.GetChatTopicEntity", #"{"ChatTopicEntityId":\#(made)}"#, as: "anna") == .null)

        let gone = failure { try desk.call("Chat.DeleteChatTopicEntity", #"{"ChatTopicEntityId":\#(made)}"#, as: "anna") }
        #expect(gone?.kind == .notFound && gone?.path == "ChatTopicEntityId")
        let used = failure { try desk.call("Chat.DeleteChatTopicEntity", #"{"ChatTopicEntityId":1}"#, as: "anna") }
        #expect(used?.kind == .conflict && used?.path == "ChatTopicEntityId")
        let foreign = failure { try desk.call("Chat.DeleteChatTopicEntity", #"{"ChatTopicEntityId":2}"#, as: "anna") }
        #expect(foreign?.kind == .denied && foreign?.path == "ChatTopicEntityId")
    }
}
