import Messages
import Testing
import Wire

@testable import Engine

@Suite("The caller's language and time zone")
struct ContextTests {
    /// The first session's WhenRequested, which is 08:00 UTC on 2026-11-21.
    private func requested(_ desk: Desk, _ zone: String) throws -> String? {
        try desk.call("Chat.ChatSessionsForUser", caller: #"{"Associate":"anna","TimeZone":"\#(zone)"}"#)
            .elements.first?["WhenRequested"]?.string
    }

    @Test(
        "The known ids are the zones of their codes",
        arguments: [
            ("1", "UTC", "2026-11-21T08:00:00"), ("36", "AU-ACT", "2026-11-21T19:00:00"), ("50", "BD", "2026-11-21T14:00:00"),
            ("114", "CA-QC", "2026-11-21T03:00:00"), ("140", "DK", "2026-11-21T09:00:00"), ("156", "FR", "2026-11-21T09:00:00"),
            ("261", "NO", "2026-11-21T09:00:00"), ("425", "US-CA", "2026-11-21T00:00:00"), ("433", "US-HI", "2026-11-20T22:00:00"),
            ("460", "US-NY", "2026-11-21T03:00:00"),
        ])
    func known(id: String, code: String, expected: String) throws {
        let desk = try Desk()
        #expect(try requested(desk, id) == expected)
        #expect(try requested(desk, code) == expected)
        #expect(try requested(desk, code.lowercased()) == expected)
    }

    @Test(
        "Dates tell their offset when that is asked for",
        arguments: [
            ("NO, includeTZOffset", "2026-11-21T09:00:00+01:00"), ("433,INCLUDETZOFFSET", "2026-11-20T22:00:00-10:00"),
            ("includeTZOffset, UTC", "2026-11-21T08:00:00+00:00"), ("Asia/Kolkata, includeTZOffset", "2026-11-21T13:30:00+05:30"),
        ])
    func offsets(zone: String, expected: String) throws {
        #expect(try requested(try Desk(), zone) == expected)
    }

    @Test("Each date has the offset of its own day: in July it is summer")
    func summer() throws {
        let desk = try Desk()
        let session = try desk.call("Chat.ChatSessionsForUser", caller: #"{"Associate":"anna","TimeZone":"NO, includeTZOffset"}"#).elements.first
        #expect(session?["Sale"]?["SaleDate"]?.string == "2026-07-01T14:00:00+02:00")
    }

    @Test("The empty date is no moment and stays as it is in any zone", arguments: ["NO", "US-HI, includeTZOffset", "36"])
    func empty(zone: String) throws {
        let session = try Desk().call("Chat.ChatSessionsForUser", caller: #"{"Associate":"anna","TimeZone":"\#(zone)"}"#).elements.first
        #expect(session?["WhenEnded"]?.string == "0001-01-01T00:00:00")
    }

    @Test("Dates at the edges of the calendar do not leave it", arguments: ["US-HI", "AU-ACT, includeTZOffset"])
    func edges(zone: String) throws {
        let desk = try Desk()
        for date in ["9999-12-31T23:59:59.9999999Z", "0001-01-01T00:00:00.0000001Z", "9999-12-31T23:00:00-14:00", "0001-01-01T00:30:00+14:00"] {
            _ = try desk.host("Directory.SaveChatSession", #"{"ChatSession":{"ChatSessionId":102,"TopicId":1,"Status":"InQueue","WhenRequested":"\#(date)"}}"#)
            let sessions = try desk.call("Chat.ChatSessionsForUser", caller: #"{"Associate":"anna","TimeZone":"\#(zone)"}"#).elements
            let text = sessions.first { $0["ChatSessionId"]?.int == 102 }?["WhenRequested"]?.string
            #expect(text.flatMap { DateTime($0) } != nil, "\(date)")
        }
    }

    @Test("Without a zone, or with a blank one, dates come as they are", arguments: ["", "  "])
    func none(zone: String) throws {
        #expect(try requested(try Desk(), zone) == "2026-11-21T08:00:00Z")
    }

    @Test("The host adds ids and codes, and may change those that are known")
    func hostZones() throws {
        let desk = try Desk(config: #","localization":{"zoneIds":{"900":"Europe/Oslo","261":"UTC"},"zoneCodes":{"XX-North":"Asia/Tokyo"}}"#)
        #expect(try requested(desk, "900") == "2026-11-21T09:00:00")
        #expect(try requested(desk, "261") == "2026-11-21T08:00:00")
        #expect(try requested(desk, "xx-north") == "2026-11-21T17:00:00")
    }

    @Test("A zone that is not known is the caller's error, with nothing of the server in it", arguments: ["999", "XX", "Europe/Atlantis", "../../etc/passwd", "NO, DK", "NO,", "99999999999", "includeTZOffset"])
    func unknown(zone: String) throws {
        let desk = try Desk()
        let error = failure { try requested(desk, zone) }
        #expect(error?.kind == .value)
        #expect(error?.path == "TimeZone")
        #expect(error?.message.contains("/usr/share") == false)
    }

    @Test(
        "Texts in several languages come in the caller's",
        arguments: [("NO", "Bro"), ("nb-NO", "Bro"), ("US", "Bridge"), ("de, nb", "Bro"), ("de", "Bridge"), ("*", #"NO:"Bro";US:"Bridge""#), ("x", #"NO:"Bro";US:"Bridge""#)])
    func languages(language: String, name: String) throws {
        let session = try Desk().call("Chat.ChatSessionsForUser", caller: #"{"Associate":"anna","Language":"\#(language)"}"#).elements.first
        #expect(session?["Project"]?["Name"]?.string == name)
        #expect(session?["CustomerName"]?.string == "Kari Hemmelig")
    }

    @Test("Names of texts are looked up in the host's table, when a language is asked for")
    func resources() throws {
        let desk = try Desk(config: #","localization":{"resources":[{"language":"NO","texts":{"SR_THING":"kran"}}]}"#)
        func title(_ caller: String) throws -> String? {
            try desk.call("Chat.ChatSessionsForUser", caller: caller).elements.first?["Ticket"]?["Title"]?.string
        }
        #expect(try title(#"{"Associate":"anna","Language":"NO"}"#) == "Broken kran")
        #expect(try title(#"{"Associate":"anna","Language":"DA"}"#) == "Broken [SR_THING]")
        #expect(try title(#"{"Associate":"anna"}"#) == "Broken [SR_THING]")
    }

    @Test("What a caller reads is not what is stored")
    func notStored() throws {
        let desk = try Desk()
        _ = try desk.call("Chat.ChatSessionsForUser", caller: #"{"Associate":"anna","Language":"NO","TimeZone":"NO"}"#)
        #expect(try desk.host("Directory.GetProject", #"{"ProjectId":31}"#)["Name"]?.string == #"NO:"Bro";US:"Bridge""#)
    }

    @Test("A selection takes its part of the answer, and the whole answer is in the caller's zone")
    func select() throws {
        let session = try Desk().call(
            "Chat.ChatSessionsForUser", caller: #"{"Associate":"anna","TimeZone":"NO","Select":"whenRequested,user/fullName"}"#
        ).elements.first
        #expect(session?["WhenRequested"]?.string == "2026-11-21T09:00:00")
        #expect(session?["ChatSessionId"]?.int == 102)
        #expect(session?["CustomerName"] == .null)
        #expect(session?["User"]?["FullName"]?.string == "Anna Solberg")
        #expect(session?["User"]?["Name"] == .null)
    }
}
