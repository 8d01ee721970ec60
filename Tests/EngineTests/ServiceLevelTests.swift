import Messages
import Testing
import Wire

@testable import Engine

@Suite("Promises to those who wait, and calendars")
struct ServiceLevelTests {
    /// Saturday the 21st of November 2026 begins at 9 in UTC, which is 10 in Oslo.
    static let hours = #""openingHours":{"zone":"NO","monday":"08:00-16:00","saturday":"10:00-11:00, 12:00-13:00","exceptions":{"2026-11-23":"","2026-11-24":"09:00-10:00"}}"#

    @Test("Who has waited for longer than promised is told of once, to those who manage the topic")
    func broken() throws {
        let desk = try AssigningDesk(#"{"1":{"serviceLevelSeconds":90}}"#, present: [2])
        let customers = try (0..<2).map { _ in try Customer(desk.desk) }
        #expect(try desk.next() == 90)
        _ = try desk.act("PickUpChatSession", on: customers[0].session, as: "bob")
        desk.desk.clock.advance(seconds: 90)
        #expect(try desk.next() == -1)
        let told = try desk.told(.sessionWarning)
        #expect(told.map { $0["ChatSessionId"]?.int } == [customers[1].session])
        #expect(told.first?["Audience"]?.string == "serviceLevel" && told.first?["By"]?.string == "timer")
        #expect(told.first?["Recipients"]?.elements.compactMap(\.int) == [1])
        #expect(told.first?["NewStatus"]?.string == "InQueue" && told.first?["AlertLevel"]?.int == 0)
        #expect(try desk.desk.session(customers[1].session)["AlertLevel"]?.int == 0)
    }

    @Test("Only open time counts, by the config's calendar, and a session that comes back begins anew")
    func openTime() throws {
        let desk = try AssigningDesk(#"{"1":{"serviceLevelSeconds":5400,\#(Self.hours)}}"#, present: [2])
        _ = try Customer(desk.desk)
        // An hour until 11, an hour's break, and half an hour of the next span.
        #expect(try desk.next() == 9000)
        desk.desk.clock.advance(seconds: 600)
        _ = try desk.act("PickUpChatSession", on: 1, as: "bob")
        _ = try desk.act("ResetChatSession", on: 1, as: "bob")
        #expect(try desk.next() == 9000)
    }

    @Test("Without a calendar the topic's own hours count")
    func ownHours() throws {
        let desk = try AssigningDesk(
            #"{"1":{"serviceLevelSeconds":1800}}"#, present: [2],
            fields: #","OpeningHoursEnabled":true,"OpeningHours":{"SatEnabled":true,"SatStart":"PT9H","SatStop":"PT12H","UseLunchHours":true,"LunchStart":"PT9H15M","LunchStop":"PT10H"}"#)
        _ = try Customer(desk.desk)
        #expect(try desk.next() == 4500)
    }

    @Test("A promise made before the topic ceased to promise is not told of after the session was picked up")
    func stale() throws {
        let folder = try Folder()
        let promising = try AssigningDesk(#"{"*":{"serviceLevelSeconds":60}}"#, present: [2], store: folder.store)
        let customers = try (0..<2).map { _ in try Customer(promising.desk) }
        let plain = try AssigningDesk("{}", store: folder.store, isEmpty: true)
        _ = try plain.act("PickUpChatSession", on: customers[0].session, as: "bob")
        plain.desk.clock.advance(seconds: 60)
        #expect(try plain.next() == -1)
        #expect(try plain.told(.sessionWarning).map { $0["ChatSessionId"]?.int } == [customers[1].session])
    }

    @Test(
        "The calendar stands in place of the topic's hours: several spans a day, dates of their own, in its zone",
        arguments: [
            (0, true), (3599, true), (3600, false), (7200, true), (10_800, false), (172_800, false), (255_599, false),
            (255_600, true), (259_200, false), (604_800, true), (777_600, true),
        ] as [(Int64, Bool)])
    func calendar(seconds: Int64, isOpen: Bool) throws {
        let desk = try AssigningDesk(#"{"1":{\#(Self.hours)}}"#, present: [2], fields: #","OpeningHoursEnabled":true,"OpeningHours":{}"#)
        desk.desk.clock.advance(seconds: seconds)
        #expect(try desk.desk.call("Chat.IsWithinOpeningHours", #"{"ChatTopicId":1}"#, as: "bob") == .bool(isOpen))
        #expect(try Customer(desk.desk).status() == (isOpen ? "InQueue" : "OfflineForm"))
    }

    @Test("A calendar without a zone goes by the zone of the topic's own hours, and by UTC without one", arguments: [("", "true"), (#","OpeningHours":{"TzLocation":{"TZLocationCode":"NO"}}"#, "false")])
    func zones(fields: String, isOpen: String) throws {
        let desk = try AssigningDesk(#"{"1":{"openingHours":{"saturday":"09:00-10:00"}}}"#, fields: fields)
        #expect(try desk.desk.call("Chat.IsWithinOpeningHours", #"{"ChatTopicId":1}"#, as: "bob") == .bool(isOpen == "true"))
    }
}
