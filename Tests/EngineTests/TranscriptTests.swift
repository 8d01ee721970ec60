import Messages
import Testing
import Wire

@testable import Engine

@Suite("Transcripts")
struct TranscriptTests {
    private func desk() throws -> Desk {
        let desk = try Desk()
        try desk.say("<b>Hi</b> & welcome", in: 102, as: "anna")
        desk.clock.advance(seconds: 61)
        try desk.say("Thanks", in: 102, #","Type":"ToUser""#, as: "cat")
        try desk.say("later", in: 102, #","Type":"ToCustomer","WhenPosted":"2030-01-01T00:00:00Z""#, as: "anna")
        return desk
    }

    @Test(
        "A line for each message that is shown, in the caller's zone",
        arguments: [("", "09:00:00", "09:01:01"), (#","TimeZone":"NO""#, "10:00:00", "10:01:01"), (#","TimeZone":"US-NY, includeTZOffset""#, "04:00:00", "04:01:01")])
    func text(zone: String, first: String, second: String) throws {
        let transcript = try desk().call(
            "Chat.GetChatTranscript", #"{"ChatSessionId":102}"#, caller: #"{"Associate":"ben"\#(zone)}"#)
        #expect(
            transcript.string == """
                [2026-11-21 \(first)] Anna Solberg: Hi & welcome
                [2026-11-21 \(second)] Kari Hemmelig: Thanks

                """)
    }

    @Test("As HTML it is a whole and harmless fragment")
    func html() throws {
        let html = try desk().call("Chat.GetChatTranscript", #"{"ChatSessionId":102,"Html":true}"#, as: "ben").string ?? ""
        #expect(html.hasPrefix("<div class=\"transcript\">"))
        #expect(html.contains("<b>Kari Hemmelig</b>: Thanks</div>"))
        #expect(html.contains("&amp; welcome"))
        #expect(!html.contains("later"))
    }

    @Test("The zone of a request over HTTP reaches it too")
    func http() throws {
        let desk = try desk()
        let headers = [("Authorization", "SOTicket \(try desk.ticket())"), ("SO-TimeZone", "NO"), ("Content-Type", "application/json")]
        for (target, body) in [("/api/v1/ChatSession/102/Transcript?html=false", ""), ("/api/v1/Agents/Chat/GetChatTranscript", #"{"ChatSessionId":102}"#)] {
            #expect(desk.handle("POST", target, headers, body: body).json?.string?.contains("10:01:01") == true)
        }
    }

    @Test("It is for members; of no session there is none, and of one without messages an empty one")
    func readers() throws {
        let desk = try Desk()
        let error = failure { try desk.call("Chat.GetChatTranscript", #"{"ChatSessionId":102}"#, as: "dan") }
        #expect(error?.kind == .denied)
        #expect(error?.path == "ChatSessionId")
        #expect(try desk.call("Chat.GetChatTranscript", #"{"ChatSessionId":999}"#, as: "dan") == .null)
        #expect(try desk.call("Chat.GetChatTranscript", #"{"ChatSessionId":102}"#, as: "ben").string == "")
    }
}
