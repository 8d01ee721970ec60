import Messages
import Testing
import Wire

@testable import Engine

@Suite("Where a session begins")
struct StartTests {
    private func start(_ desk: Desk, as user: String = "anna", topic: Int = 1) throws -> JSONValue {
        try desk.call("Chat.CreateChatSessionForTopic", #"{"ChatTopicId":\#(topic)}"#, as: user)
    }

    @Test("With somebody there who can respond it waits in the queue, behind those who wait already")
    func queued() throws {
        let desk = try Desk()
        try desk.setPresence(of: 3)

        let session = try start(desk)

        #expect(session["Status"]?.string == "InQueue")
        #expect(session["InitialQueuePos"]?.int == 2)
        #expect(session["TopicId"]?.int == 1)
        for field in ["WhenRequested", "WhenIdle", "WhenFetched"] { #expect(session[field]?.string == "2026-11-21T09:00:00Z") }
        #expect(try start(desk)["InitialQueuePos"]?.int == 3)
        #expect(try desk.events().first == "created 108: InQueue")
    }

    @Test("Its key is 256 random bits in letters that a URL allows, another one each time")
    func key() throws {
        let desk = try Desk()
        let keys = try (0..<20).map { _ in try start(desk)["SessionKey"]?.string ?? "" }
        #expect(Set(keys).count == 20)
        for key in keys {
            #expect(key.utf8.count == 43)
            #expect(key.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
        }
    }

    @Test(
        "Forms, answers, opening hours, presence and a bot decide where",
        arguments: [
            ("", false, "OfflineForm"), ("", true, "InQueue"), (#","Widget":{"PreFormEnabled":true,"AutoFaqEnabled":true}"#, true, "PreChatForm"),
            (#","Widget":{"AutoFaqEnabled":true}"#, false, "Faq"), (#","OpeningHoursEnabled":true,"OpeningHours":{}"#, true, "OfflineForm"),
            (#","OpeningHoursEnabled":true,"OpeningHours":{"SatEnabled":true,"SatStart":"PT9H","SatStop":"PT9H1M"}"#, true, "InQueue"),
            (#","OpeningHoursEnabled":true,"OpeningHours":{"SatEnabled":true,"SatStart":"PT9H","SatStop":"PT9H1M","TzLocation":{"TZLocationCode":"NO"}}"#, true, "OfflineForm"),
            (#","BotEnabled":true,"OpeningHoursEnabled":true,"OpeningHours":{}"#, false, "CustomerLast"),
        ])
    func decided(topic: String, isPresent: Bool, status: String) throws {
        let desk = try Desk()
        try desk.saveTopic(1, topic)
        try desk.setPresence(of: 3, to: isPresent)
        let session = try start(desk)
        #expect(session["Status"]?.string == status)
        #expect(session["ChatbotIsActive"] == .bool(topic.contains("Bot")))
    }

    @Test("Members begin sessions, others do not; a topic that is not there is not found")
    func who() throws {
        let desk = try Desk()
        _ = try start(desk, as: "ben")
        for user in ["dan", "eve"] {
            let error = failure { try start(desk, as: user) }
            #expect(error?.kind == .denied)
            #expect(error?.path == "ChatTopicId")
        }
        let missing = failure { try start(desk, topic: 9) }
        #expect(missing?.kind == .notFound)
        #expect(missing?.path == "ChatTopicId")
    }

    @Test(
        "A topic is open by its own clock, start inclusive and stop exclusive",
        arguments: [(0, "true"), (59, "true"), (60, "false"), (86_400, "false")])
    func opening(seconds: Int64, expected: String) throws {
        let desk = try Desk()
        try desk.saveTopic(
            1,
            #","OpeningHoursEnabled":true,"OpeningHours":{"SatEnabled":true,"SatStart":"PT10H","SatStop":"PT10H1M","TzLocation":{"TZLocationCode":"NO"}}"#)
        desk.clock.advance(seconds: seconds)
        let isOpen = try desk.call("Chat.IsWithinOpeningHours", #"{"ChatTopicId":1}"#, as: "dan")
        #expect(isOpen == .bool(expected == "true"))
        #expect(try desk.call("Chat.IsWithinOpeningHours", #"{"ChatTopicId":2}"#, as: "dan") == .bool(true))
        let missing = failure { try desk.call("Chat.IsWithinOpeningHours", #"{"ChatTopicId":9}"#, as: "dan") }
        #expect(missing?.kind == .notFound)
        #expect(missing?.path == "ChatTopicId")
    }
}
