import Messages
import Testing
import Wire

@testable import Engine

@Suite("Conditional requests")
struct ConditionTests {
    private static let imported = "Sat, 21 Nov 2026 09:00:00 GMT"
    private static let before = "Sat, 21 Nov 2026 08:59:59 GMT"

    /// A desk an hour after a session and a topic were changed.
    private func desk() throws -> Desk {
        let desk = try Desk()
        #expect(desk.send("PATCH", "ChatSession/102", body: #"{"Rating":3}"#).status == 200)
        #expect(desk.send("PATCH", "ChatTopic/1", as: "anna", body: #"{"Description":"d"}"#).status == 200)
        desk.clock.advance(seconds: 3600)
        return desk
    }

    @Test("A record says when it last changed, and that only its reader may keep it", arguments: ["ChatSession/102", "ChatTopic/1"])
    func dates(path: String) throws {
        let response = try desk().send("GET", path)
        #expect(response.status == 200 && response["Last-Modified"] == Self.imported)
        #expect(response["Cache-Control"] == "private, no-cache")
        #expect(response["Vary"]?.contains("SO-TimeZone") == true)
    }

    @Test("In the second of a change there is no date yet: another change may follow in it")
    func sameSecond() throws {
        let desk = try Desk()
        let answer = desk.send("PATCH", "ChatSession/102", body: #"{"Rating":3}"#)
        #expect(answer.status == 200 && answer["Last-Modified"] == nil)
        #expect(desk.send("GET", "ChatSession/102", [("If-Modified-Since", Self.imported)]).status == 200)
        desk.clock.advance(seconds: 1)
        #expect(desk.send("GET", "ChatSession/102")["Last-Modified"] == Self.imported)
    }

    @Test("An unchanged record is 304 without a body, in each form of a date", arguments: [imported, "Saturday, 21-Nov-26 09:00:00 GMT", "Sat Nov 21 09:00:00 2026", "Sat, 21 Nov 2026 09:30:00 GMT"])
    func notModified(date: String) throws {
        let desk = try desk()
        for path in ["ChatSession/102", "ChatTopic/1"] {
            for method in ["GET", "HEAD"] {
                let response = desk.send(method, path, [("If-Modified-Since", date)])
                #expect(response.status == 304 && response.body.isEmpty && response["Last-Modified"] == Self.imported)
            }
        }
    }

    @Test(
        "A record is sent when it has changed since, when the date is none, and when entity tags are asked for",
        arguments: [
            [("If-Modified-Since", before)], [("If-Modified-Since", "yesterday")], [("If-Modified-Since", "2026-11-21T10:00:00Z")],
            [("If-Modified-Since", imported), ("If-None-Match", "\"x\"")],
        ])
    func modified(headers: [(String, String)]) throws {
        let response = try desk().send("GET", "ChatSession/102", headers)
        #expect(response.status == 200 && !response.body.isEmpty)
    }

    @Test("Nobody sees a 304 of what they may not see")
    func rights() throws {
        #expect(try desk().send("GET", "ChatSession/102", as: "eve", [("If-Modified-Since", Self.imported)]).status == 403)
    }

    @Test(
        "A change that counts on an older record is 412 and changes nothing",
        arguments: [
            ("PUT", "ChatSession/102", #"{"TopicId":1,"Status":"CustomerLast","Rating":1}"#), ("PATCH", "ChatSession/102", #"{"Rating":1}"#),
            ("DELETE", "ChatSession/102", ""), ("PUT", "ChatTopic/1", #"{"Name":"x"}"#), ("PATCH", "ChatTopic/1", #"{"Name":"x"}"#),
            ("DELETE", "ChatTopic/1", ""),
        ])
    func precondition(method: String, path: String, body: String) throws {
        let desk = try desk()
        let before = try (desk.session(102), desk.host("Directory.GetTopic", #"{"ChatTopicId":1}"#))
        for header in [("If-Unmodified-Since", Self.before), ("If-Match", "\"x\""), ("If-Match", "W/\"x\", \"y\"")] {
            let response = desk.send(method, path, as: "anna", [header], body: body)
            #expect(response.status == 412, "\(response.text)")
            #expect(response.json?["ErrorType"] == .string("SoConflictException"))
            let place = header.0 == "If-Match" ? "If-Match" : path.hasPrefix("ChatSession") ? "ChatSessionEntityId" : "ChatTopicEntityId"
            #expect(response.json?["ErrorMessage"]?.string?.hasSuffix("at \(place)") == true)
        }
        #expect(try desk.session(102) == before.0)
        #expect(try desk.host("Directory.GetTopic", #"{"ChatTopicId":1}"#) == before.1)
    }

    @Test("A change goes through when the record is as old as it thinks, when the date is none, and with a star")
    func holds() throws {
        let desk = try desk()
        for (number, header) in [("If-Unmodified-Since", Self.imported), ("If-Unmodified-Since", "soon"), ("If-Match", "*")].enumerated() {
            let response = desk.send("PATCH", "ChatTopic/1", as: "anna", [header], body: #"{"Description":"d\#(number)"}"#)
            #expect(response.status == 200, "\(response.text)")
        }
        // The first of these changed it, an hour after the desk was made.
        desk.clock.advance(seconds: 60)
        #expect(desk.send("PATCH", "ChatTopic/1", as: "anna", [("If-Unmodified-Since", Self.imported)], body: "{}").status == 412)
    }

    @Test("Somebody without the right is told so, whatever the date")
    func rightsFirst() throws {
        let desk = try desk()
        #expect(desk.send("PUT", "ChatTopic/1", as: "ben", [("If-Unmodified-Since", Self.before)], body: #"{"Name":"x"}"#).status == 403)
        #expect(desk.send("PATCH", "ChatSession/102", as: "eve", [("If-Unmodified-Since", Self.before)], body: "{}").status == 403)
    }
}
