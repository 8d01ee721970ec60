import Testing
import Wire

@testable import Carriers

@Suite("Carriers from JSON")
struct JSONDecodingTests {
    @Test("Fields are found in any order, with any white space, and with names that are written with escapes")
    func orders() throws {
        let inOrder = #"{"ChatSessionId":7,"TopicId":3,"User":{"AssociateId":5,"Name":"anna"},"Status":"InQueue","Rank":2}"#
        let compact = try decode(ChatSessionEntity.self, inOrder)
        let others = [
            #"{"Rank":2,"Status":"InQueue","User":{"Name":"anna","AssociateId":5},"TopicId":3,"ChatSessionId":7}"#,
            " { \n\t\"ChatSessionId\" : 7 ,\r\n \"TopicId\" :3, \"User\" : { \"AssociateId\":5 , \"Name\" : \"anna\" } , \"Status\": \"InQueue\",\"Rank\":2 } \n",
            #"{"Chat\u0053essionId":7,"\u0054opicId":3,"U\u0073er":{"Associate\u0049d":5,"\u004eame":"anna"},"Stat\u0075s":"InQ\u0075eue","Rank":2}"#,
            #"{"\u0052ank":2,"ChatSessionId":7,"Status":4,"TopicId":3,"User":{"AssociateId":5,"Name":"anna"}}"#,
        ]
        for json in others { #expect(try encode(decode(ChatSessionEntity.self, json)) == encode(compact)) }
        #expect(compact.user?.name == "anna")
        #expect(compact.status == .inQueue)
    }

    @Test("Null is accepted for every field and stands for its value when it is missing")
    func nulls() throws {
        guard case .object(let members) = try JSONValue(encode(Ticket())) else { return }
        #expect(members.count > 60)
        for member in members {
            #expect(try encode(decode(Ticket.self, "{\"\(member.name)\":null}")) == encode(Ticket()))
        }
        let session = #"{"WhenEnded":null,"Status":null,"Flags":null,"ChatbotIsActive":null,"Rank":null,"User":null}"#
        #expect(try encode(decode(ChatSessionEntity.self, session)) == encode(ChatSessionEntity()))
    }

    @Test("A field that is not known is kept and written back, even one whose name begins like a known one")
    func unknownFields() throws {
        let json = #"{"TicketId":1,"Later":{"b":[1.50,true,"x"],"a":null},"Title":"T","Ti":2,"TitleX":3,"Title\"":4,"T\u0069tle\"x":5}"#
        let ticket = try decode(Ticket.self, json)
        #expect(ticket.title == "T")
        #expect(ticket.unknown.fields.map(\.name) == ["Later", "Ti", "TitleX", "Title\"", "Title\"x"])
        #expect(encode(ticket).hasSuffix(#""Later":{"b":[1.50,true,"x"],"a":null},"Ti":2,"TitleX":3,"Title\"":4,"Title\"x":5}"#))
    }

    @Test("A name that stands twice is refused with its place, however it is written", arguments: [
        (#"{"Title":"a","Title":"b"}"#, "Title"),
        (#"{"Title":"a","TicketId":1,"T\u0069tle":"b"}"#, "Title"),
        (#"{"T\u0069tle":"a","Title":"b"}"#, "Title"),
        (#"{"TicketTypeName":"a","Title":"b","TicketTypeName":"b"}"#, "TicketTypeName"),
        (#"{"Later":1,"Later":2}"#, ""),
        (#"{"Later":1,"Title":"a","L\u0061ter":2}"#, ""),
        (#"{"Later":{"a":1,"a":2}}"#, ""),
        (#"{"FieldProperties":{"a":null,"a":null}}"#, "FieldProperties"),
    ])
    func duplicates(_ json: String, _ path: String) {
        expectError(.malformed, path, of: json) { () throws(WireError) in try decode(Ticket.self, json) }
    }

    @Test("The twentieth name of a dictionary is refused when it stands there already")
    func duplicatesInLargeDictionaries() throws {
        let names = (0..<20).map { "\"name \($0)\":null" }.joined(separator: ",")
        #expect(try decode(Ticket.self, "{\"FieldProperties\":{\(names)}}").rights.fieldProperties?.pairs.count == 20)
        for repeated in [0, 10, 15, 16, 19] {
            expectError(.malformed, "FieldProperties", of: "name \(repeated)") { () throws(WireError) in
                try decode(Ticket.self, "{\"FieldProperties\":{\(names),\"name \(repeated)\":null}}")
            }
        }
    }

    @Test("An error says what was wrong, in which field, and at which byte", arguments: [
        (#"{"TopicId":"3"}"#, .value, "TopicId", 11),
        (#"{"TopicId":3.5}"#, .value, "TopicId", 11),
        (#"{"TopicId":01}"#, .malformed, "TopicId", 11),
        (#"{"TopicId":3"#, .malformed, "TopicId", 12),
        (#"{"TopicId" 3}"#, .malformed, "TopicId", 11),
        (#"{"TopicId":3 "Rank":1}"#, .malformed, "TopicId", 13),
        (#"{"TopicId":3,}"#, .malformed, "TopicId", 13),
        (#"{"TopicId":}"#, .malformed, "TopicId", 11),
        (#"{"TopicId"#, .malformed, "", 9),
        (#"{"#, .malformed, "", 1),
        (#"{Topic:1}"#, .malformed, "", 1),
        (#""#, .malformed, "", 0),
        (#"[]"#, .value, "", 0),
        (#"{} x"#, .malformed, "", 3),
        (#"{"User":{"AssociateId":true}}"#, .value, "User.AssociateId", 23),
        (#"{"User":[]}"#, .value, "User", 8),
        (#"{"User":{"Name":"\ud800"}}"#, .malformed, "User.Name", 23),
        (#"{"Status":"Nothing"}"#, .value, "Status", 10),
        (#"{"Status":99}"#, .value, "Status", 10),
        (#"{"WhenEnded":"yesterday"}"#, .value, "WhenEnded", 13),
        (#"{"WhenEnded":20260101}"#, .value, "WhenEnded", 13),
        (#"{"CustomerConsented":"true"}"#, .value, "CustomerConsented", 21),
        (#"{"Contact":{"Address":{"LocalizedAddress":[[],[{"Name":1}]]}}}"#, .value, "Contact.Address.LocalizedAddress[1][0].Name", 55),
        (#"{"Ticket":{"FieldProperties":{"title":{"FieldLength":"x"}}}}"#, .value, "Ticket.FieldProperties.title.FieldLength", 53),
        (#"{"U\u0073er":{"Name":1}}"#, .value, "User.Name", 21),
        (#"{"Later":tru}"#, .malformed, "", 9),
        (#"{"Later":{"a":[1,]}}"#, .malformed, "", 17),
        (#"{"Flags":-1}"#, .value, "Flags", 9),
        (#"{"Flags":{}}"#, .value, "Flags", 9),
    ] as [(String, WireError.Kind, String, Int)])
    func places(_ json: String, _ kind: WireError.Kind, _ path: String, _ offset: Int) {
        expectError(kind, path, offset, of: json) { () throws(WireError) in try decode(ChatSessionEntity.self, json) }
    }

    @Test("The bounds of size, depth, count and unknown fields are kept")
    func limits() throws {
        var limits = Limits()
        limits.depth = 4
        limits.listElements = 3
        limits.unknownFields = 2
        limits.messageBytes = 120
        #expect(throws: Never.self) { try decode(Ticket.self, #"{"Later":[[[1,2,3]]],"More":1}"#, limits: limits) }
        expectError(.limit, "", 12, of: "depth") { () throws(WireError) in try decode(Ticket.self, #"{"Later":[[[[1]]]]}"#, limits: limits) }
        expectError(.limit, "", 16, of: "elements") { () throws(WireError) in try decode(Ticket.self, #"{"Later":[1,2,3,4]}"#, limits: limits) }
        expectError(.limit, "", of: "fields") { () throws(WireError) in try decode(Ticket.self, #"{"a":1,"b":2,"c":3}"#, limits: limits) }
        expectError(.limit, "FieldProperties", of: "pairs") { () throws(WireError) in
            try decode(Ticket.self, #"{"FieldProperties":{"a":null,"b":null,"c":null,"d":null}}"#, limits: limits)
        }
        expectError(.limit, "", 120, of: "size") { () throws(WireError) in
            try decode(Ticket.self, "{\"Title\":\"\(String(repeating: "x", count: 120))\"}", limits: limits)
        }
    }

    @Test("Flags are read as names, as a number and with names that are not known")
    func flags() throws {
        let right = try decode(TableRight.self, #"{"Mask":"Select, Unused1, Later","Reason":null}"#).mask
        #expect(right.unnamed == ["Later"])
        #expect(try decode(TableRight.self, #"{"Mask":"S\u0065lect,Unused1 Later"}"#).mask == right)
        #expect(try decode(TableRight.self, #"{"Mask":"Sélect"}"#).mask.unnamed == ["Sélect"])
        #expect(try decode(TableRight.self, #"{"Mask":3}"#).mask.bits == 3)
        expectError(.malformed, "Mask", 10, of: "invalid UTF-8") { () throws(WireError) in
            try decode(TableRight.self, Array(#"{"Mask":"a"#.utf8) + [0xFF] + Array(#""}"#.utf8))
        }
    }
}

/// Expects an error of that kind, in that field and at that byte.
private func expectError<R>(
    _ kind: WireError.Kind, _ path: String, _ offset: Int? = nil, of what: String, from location: SourceLocation = #_sourceLocation,
    _ body: () throws(WireError) -> R
) {
    do throws(WireError) {
        _ = try body()
        Issue.record("\(what) was read", sourceLocation: location)
    } catch {
        #expect(error.kind == kind, "\(what): \(error)", sourceLocation: location)
        #expect(error.path == path, "\(what): \(error)", sourceLocation: location)
        if let offset { #expect(error.offset == offset, "\(what): \(error)", sourceLocation: location) }
    }
}
