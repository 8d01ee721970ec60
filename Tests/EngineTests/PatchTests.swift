import Messages
import Testing
import Wire

@testable import Engine

@Suite("PATCH")
struct PatchTests {
    @Test(
        "A merge patch and a JSON patch change the same session in the same way",
        arguments: [
            ("application/merge-patch+json", #"{"customerName":"Eva","rating":null}"#),
            ("application/json-patch+json", #"[{"op":"replace","path":"customerName","value":"Eva"},{"op":"remove","path":"/Rating"}]"#),
            ("application/json", #"{"CustomerName":"Eva","Rating":0}"#),
            ("text/json", #" [{"op":"test","path":"/chatsessionid","value":102},{"op":"add","path":"/CustomerName","value":"Eva"},{"op":"add","path":"/Rating","value":0}]"#),
        ])
    func sessions(type: String, patch: String) throws {
        let desk = try Desk()
        let response = desk.send("PATCH", "ChatSession/102", [("Content-Type", type)], body: patch)
        #expect(response.status == 200, "\(response.text)")
        #expect(response.json?["CustomerName"] == .string("Eva"))
        #expect(response.json?["_Links"]?["Self"] == .string("/api/v1/ChatSession/102"))
        let stored = try desk.session(102)
        #expect(stored["CustomerName"] == .string("Eva") && stored["CustomerEmail"] == .string("kari@private.example"))
        #expect(stored["Status"] == .string("CustomerLast") && stored["User"]?["AssociateId"] == .number("1"))
    }

    @Test("A topic is patched, and what the patch does not name stays")
    func topics() throws {
        let desk = try Desk()
        let response = desk.send("PATCH", "ChatTopic/1", as: "anna", body: #"{"welcomemessage":"Hei","widget":{"themename":"dark"}}"#)
        #expect(response.status == 200, "\(response.text)")
        #expect(response.json?["WelcomeMessage"] == .string("Hei") && response.json?["Name"] == .string("Support"))
    }

    @Test("Saving by a patch keeps the rules of saving")
    func rules() throws {
        let desk = try Desk()
        let illegal = desk.send("PATCH", "ChatSession/107", body: #"{"Status":"InQueue"}"#)
        #expect(illegal.status == 409, "\(illegal.text)")
        #expect(illegal.json?["ErrorMessage"]?.string?.contains("Closed") == true)
        let long = desk.send("PATCH", "ChatSession/102", body: #"{"CustomerAlias":"\#(String(repeating: "x", count: 65))"}"#)
        #expect(long.status == 400 && long.json?["ErrorMessage"]?.string?.contains("ChatSessionEntity.CustomerAlias") == true)
        #expect(try desk.session(102)["CustomerAlias"] == .null)
    }

    @Test("A stranger learns nothing by a patch's tests, and a listener changes nothing")
    func strangers() throws {
        let desk = try Desk()
        for value in [#""Kari Hemmelig""#, #""another""#] {
            let body = #"[{"op":"test","path":"/CustomerName","value":\#(value)}]"#
            #expect(desk.send("PATCH", "ChatSession/102", as: "eve", body: body).status == 403)
        }
        #expect(desk.send("PATCH", "ChatSession/102", as: "ben", body: #"{"CustomerName":"x"}"#).status == 403)
        #expect(desk.send("PATCH", "ChatTopic/1", as: "ben", body: #"[{"op":"test","path":"/Name","value":"x"}]"#).status == 403)
        #expect(desk.send("PATCH", "ChatSession/999", body: "{}").status == 404)
        #expect(desk.send("PATCH", "ChatTopic/999", as: "anna", body: "{}").status == 404)
    }

    @Test(
        "A patch that cannot be is told with its place",
        arguments: [
            ("", "", 400, "at Patch"), ("", "{", 400, "at Patch (byte 1)"), ("", "3", 400, "at Patch"), ("", "[3]", 400, "at Patch[0]"),
            ("", #"[{"op":"replace","path":"/User/Foo/Bar","value":1}]"#, 400, "\"/User/Foo/Bar\" — at Patch[0].path"),
            ("", #"[{"op":"test","path":"/Rating","value":5}]"#, 409, "at Patch[0].value"), ("", #"{"Rating":"many"}"#, 400, "at Patch.Rating"),
            ("", #"{"Status":"Waiting"}"#, 400, "at Patch.Status"), ("", #"{"User":{"AssociateId":[]}}"#, 400, "at Patch.User.AssociateId"),
            ("", #"{"ChatSessionId":103}"#, 400, "at Patch.ChatSessionId"), ("", #"{"rating":1,"RATING":2}"#, 200, ""),
            ("application/json-patch+json", "{}", 400, "at Patch"), ("application/merge-patch+json", "[]", 400, "at Patch"),
            ("application/xml", "<ChatSessionEntity/>", 415, "at Content-Type"), ("text/plain", "{}", 415, "at Content-Type"),
        ] as [(String, String, Int32, String)])
    func refusals(type: String, patch: String, status: Int32, place: String) throws {
        let desk = try Desk()
        let response = desk.send("PATCH", "ChatSession/102", type.isEmpty ? [] : [("Content-Type", type)], body: patch)
        #expect(response.status == status, "\(response.text)")
        if status != 200 {
            #expect(response.json?["ErrorMessage"]?.string?.contains(place) == true, "\(response.text)")
            #expect(try desk.session(102)["Rating"] == .number("4"))
        }
    }
}
