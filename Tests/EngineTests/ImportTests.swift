import Messages
import Storage
import Testing
import Wire

@testable import Engine

@Suite("Importing a document")
struct ImportTests {
    @Test("It answers how many of each there were, and so does counting")
    func counts() throws {
        let desk = try Desk(isEmpty: true)
        let counted = try desk.host("System.Import", Desk.document)
        #expect(
            counted.members.map { "\($0.name) \($0.value.int ?? -1)" } == [
                "Associates 5", "Persons 2", "Contacts 1", "Projects 1", "Sales 1", "Tickets 1", "Users 5", "Topics 2", "Presence 2",
                "Sessions 7", "Messages 0",
            ])
        #expect(try desk.host("System.CountRows") == counted)
    }

    @Test("Nothing is a document too", arguments: ["", "{}", #"{"Sessions":null,"Users":[]}"#])
    func nothing(document: String) throws {
        let desk = try Desk()
        let before = try desk.host("System.CountRows")
        #expect(try desk.host("System.Import", document).members.allSatisfy { $0.value.int == 0 })
        #expect(try desk.host("System.CountRows") == before)
    }

    @Test("The same document again changes nothing")
    func again() throws {
        let desk = try Desk()
        let before = try desk.call("Chat.ChatSessionsForUser", as: "anna")
        _ = try desk.host("System.Import", Desk.document)
        #expect(try desk.call("Chat.ChatSessionsForUser", as: "anna") == before)
        #expect(try desk.host("System.CountRows")["Sessions"]?.int == 7)
    }

    @Test("What stands in it replaces what is stored under the same id, as a whole; the rest stays")
    func upsert() throws {
        let desk = try Desk()
        _ = try desk.host(
            "System.Import",
            #"""
            {"Associates":[{"AssociateId":2,"Name":"benny"}], "Users":[{"UserName":"BEN","AssociateId":2,"Password":"new"}],
             "Topics":[{"ChatTopicId":2,"Name":"Rope"}], "Presence":[{"UserId":2,"Present":true}],
             "Sessions":[{"ChatSessionId":102,"TopicId":2,"Status":"UserLast"}]}
            """#)
        let ben = try desk.host("Directory.GetAssociate", #"{"AssociateId":2}"#)
        #expect(ben["Name"]?.string == "benny")
        #expect(ben["FullName"] == .null)
        #expect(try desk.engine.user(named: "ben", password: "new")?.userName == "BEN")
        // A topic that names no agents keeps those it has.
        let topic = try desk.host("Directory.GetTopic", #"{"ChatTopicId":2}"#)
        #expect(topic["Name"]?.string == "Rope")
        #expect(topic["Agents"]?.elements.count == 3)
        let session = try desk.host("Directory.GetChatSession", #"{"ChatSessionId":102}"#)
        #expect(session["TopicId"]?.int == 2)
        #expect(session["User"] == .null)
        #expect(session["CustomerName"] == .null)
        #expect(session["Mood"] == nil)
        #expect(try desk.host("System.CountRows")["Users"]?.int == 5)
    }

    @Test("What a session refers to may come in the same document, and only its key is read there")
    func references() throws {
        let desk = try Desk(isEmpty: true)
        _ = try desk.host(
            "System.Import",
            #"""
            {"Sessions":[{"ChatSessionId":1,"TopicId":1,"Status":"InQueue","User":{"AssociateId":7,"Name":"not this"},"Person":{"PersonId":0}}],
             "Topics":[{"ChatTopicId":1}], "Associates":[{"AssociateId":7,"Name":"this"}]}
            """#)
        let session = try desk.host("Directory.GetChatSession", #"{"ChatSessionId":1}"#)
        #expect(session["User"]?["Name"]?.string == "this")
        #expect(session["Person"] == .null)
    }

    @Test("Messages are stored as they are, under the sessions of the document or the store, and replaced by number")
    func messages() throws {
        let desk = try Desk()
        let first = #"{"ChatMessageId":9,"ChatSessionId":1,"Type":"ToUser","Message":"Hei","Author":"Ola","WhenPosted":"2026-09-14T09:30:00.5+02:00","Mood":1}"#
        _ = try desk.host(
            "System.Import", #"{"Sessions":[{"ChatSessionId":1,"TopicId":1}],"Messages":[\#(first),{"ChatMessageId":8,"ChatSessionId":101}]}"#)
        #expect(try desk.host("System.CountRows")["Messages"]?.int == 2)
        func stored() throws -> [MessageRow] {
            try desk.engine.store.read { (reader: borrowing ReadTransaction<StoreError>) throws(StoreError) in
                try reader.messages(ofSession: 1, now: .max)
            }
        }
        let message = try #require(try stored().first)
        #expect(message.id == 9 && message.type == 2 && message.message == "Hei" && message.author == "Ola")
        #expect(message.whenPosted == DateTime("2026-09-14T07:30:00.5Z")?.utcTicks)
        #expect(message.extra == #"{"Mood":1}"#)
        let counts = try desk.host("System.Import", #"{"Messages":[{"ChatMessageId":9,"ChatSessionId":1,"Message":"Hallo"}]}"#)
        #expect(counts["Messages"]?.int == 1)
        #expect(try stored().map(\.message) == ["Hallo"])
    }

    @Test("A field that nobody knows is kept in every kind of record")
    func unknown() throws {
        let desk = try Desk()
        let kinds = [
            ("Associates", "Associate", "AssociateId", 1), ("Persons", "Person", "PersonId", 12), ("Contacts", "Contact", "ContactId", 21),
            ("Projects", "Project", "ProjectId", 31), ("Sales", "Sale", "SaleId", 41), ("Tickets", "Ticket", "TicketId", 51),
            ("Topics", "Topic", "ChatTopicId", 1),
        ]
        for (list, kind, key, id) in kinds {
            _ = try desk.host("System.Import", #"{"\#(list)":[{"\#(key)":\#(id),"Shade":[1,{"of":"teal"}]}]}"#)
            let record = try desk.host("Directory.Get\(kind)", #"{"\#(key)":\#(id)}"#)
            #expect(record["Shade"] == (try JSONValue(#"[1,{"of":"teal"}]"#)), "\(kind)")
        }
    }

    @Test(
        "Records need a number of their own",
        arguments: [
            ("Associates", "AssociateId"), ("Persons", "PersonId"), ("Contacts", "ContactId"), ("Projects", "ProjectId"),
            ("Sales", "SaleId"), ("Tickets", "TicketId"), ("Topics", "ChatTopicId"), ("Sessions", "ChatSessionId"),
        ])
    func numbers(list: String, key: String) throws {
        let desk = try Desk()
        let before = try desk.host("System.CountRows")
        for (records, index) in [("{}", 0), (#"{"\#(key)":-4}"#, 0), (#"{"\#(key)":77,"TopicId":1},{"\#(key)":77,"TopicId":1}"#, 1)] {
            let error = failure { try desk.host("System.Import", #"{"\#(list)":[\#(records)]}"#) }
            #expect(error?.kind == .value)
            #expect(error?.path == "\(list)[\(index)].\(key)")
        }
        #expect(try desk.host("System.CountRows") == before)
    }

    static let faults: [(String, String)] = [
        (#""Users":[{"AssociateId":1,"Password":"p"}]"#, "Users[0].UserName"),
        (#""Users":[{"UserName":"a:b","AssociateId":1,"Password":"p"}]"#, "Users[0].UserName"),
        (#""Users":[{"UserName":"a\u0000","AssociateId":1,"Password":"p"}]"#, "Users[0].UserName"),
        (#""Users":[{"UserName":"\#(String(repeating: "x", count: 256))","AssociateId":1,"Password":"p"}]"#, "Users[0].UserName"),
        (#""Users":[{"UserName":"x","AssociateId":1}]"#, "Users[0].Password"),
        (#""Users":[{"UserName":"x","AssociateId":1,"Password":""}]"#, "Users[0].Password"),
        (#""Users":[{"UserName":"x","AssociateId":1,"Password":"\#(String(repeating: "x", count: 1025))"}]"#, "Users[0].Password"),
        (#""Users":[{"UserName":"x","AssociateId":1,"Password":"p","PasswordHash":"h"}]"#, "Users[0].Password"),
        (#""Users":[{"UserName":"x","AssociateId":1,"PasswordHash":"plain"}]"#, "Users[0].PasswordHash"),
        (#""Users":[{"UserName":"x","AssociateId":1,"Pasword":"p"}]"#, "Users[0].Pasword"),
        (#""Users":[{"UserName":"x","AssociateId":1,"Password":"p"},{"UserName":"y","AssociateId":77,"Password":"p"}]"#, "Users[1].AssociateId"),
        (#""Users":[{"UserName":"x","AssociateId":1,"Password":"p"},{"UserName":"X","AssociateId":1,"Password":"p"}]"#, "Users[1].UserName"),
        (#""Topics":[{"ChatTopicId":9,"Agents":[{"User":{"AssociateId":1}},{"User":{"AssociateId":77}}]}]"#, "Topics[0].Agents[1].User.AssociateId"),
        (#""Topics":[{"ChatTopicId":9,"Agents":[{"CanListen":true}]}]"#, "Topics[0].Agents[0].User.AssociateId"),
        (#""Topics":[{"ChatTopicId":9,"Agents":[{"User":{"AssociateId":1}},{"User":{"AssociateId":1}}]}]"#, "Topics[0].Agents[1].User.AssociateId"),
        (#""Presence":[{"UserId":1,"Present":true},{"UserId":77}]"#, "Presence[1].UserId"),
        (#""Presence":[{"UserId":2},{"UserId":2,"Present":true}]"#, "Presence[1].UserId"),
        (#""Presence":[{"Present":true}]"#, "Presence[0].UserId"),
        (#""Sessions":[{"ChatSessionId":1}]"#, "Sessions[0].TopicId"),
        (#""Sessions":[{"ChatSessionId":1,"TopicId":77}]"#, "Sessions[0].TopicId"),
        (#""Sessions":[{"ChatSessionId":1,"TopicId":1},{"ChatSessionId":2,"TopicId":1,"User":{"AssociateId":77}}]"#, "Sessions[1].User.AssociateId"),
        (#""Sessions":[{"ChatSessionId":1,"TopicId":1,"User":{"AssociateId":-1}}]"#, "Sessions[0].User.AssociateId"),
        (#""Sessions":[{"ChatSessionId":1,"TopicId":1,"Person":{"PersonId":77}}]"#, "Sessions[0].Person.PersonId"),
        (#""Sessions":[{"ChatSessionId":1,"TopicId":1,"Contact":{"ContactId":77}}]"#, "Sessions[0].Contact.ContactId"),
        (#""Sessions":[{"ChatSessionId":1,"TopicId":1,"Project":{"ProjectId":77}}]"#, "Sessions[0].Project.ProjectId"),
        (#""Sessions":[{"ChatSessionId":1,"TopicId":1,"Sale":{"SaleId":77}}]"#, "Sessions[0].Sale.SaleId"),
        (#""Sessions":[{"ChatSessionId":1,"TopicId":1,"Ticket":{"TicketId":77}}]"#, "Sessions[0].Ticket.TicketId"),
        (#""Sessions":[{"ChatSessionId":1,"TopicId":1,"TransferTo":{"AssociateId":77}}]"#, "Sessions[0].TransferTo.AssociateId"),
        (#""Sessions":[{"ChatSessionId":1,"TopicId":1,"CustomerAlias":"\#(String(repeating: "x", count: 65))"}]"#, "Sessions[0].CustomerAlias"),
        (#""Sessions":[{"ChatSessionId":1,"TopicId":1,"CustomerPhone":"\#(String(repeating: "1", count: 33))"}]"#, "Sessions[0].CustomerPhone"),
        (#""Sessions":[{"ChatSessionId":1,"TopicId":1,"Status":"Asleep"}]"#, "Sessions[0].Status"),
        (#""Sessions":[{"ChatSessionId":1,"TopicId":1,"WhenIdle":"yesterday"}]"#, "Sessions[0].WhenIdle"),
        (#""Sessions":[{"ChatSessionId":4294967296}]"#, "Sessions[0].ChatSessionId"),
        (#""Messages":[{"ChatSessionId":101}]"#, "Messages[0].ChatMessageId"),
        (#""Messages":[{"ChatMessageId":1,"ChatSessionId":101},{"ChatMessageId":1,"ChatSessionId":101}]"#, "Messages[1].ChatMessageId"),
        (#""Messages":[{"ChatMessageId":1,"ChatSessionId":77}]"#, "Messages[0].ChatSessionId"),
        (#""Messages":[{"ChatMessageId":1,"ChatSessionId":101,"Author":"\#(String(repeating: "x", count: 256))"}]"#, "Messages[0].Author"),
        (#""Messages":[{"ChatMessageId":1,"ChatSessionId":101,"SpecialParam":"\#(String(repeating: "x", count: 256))"}]"#, "Messages[0].SpecialParam"),
        (#""Messages":[{"ChatMessageId":1,"ChatSessionId":101,"Type":"Shout"}]"#, "Messages[0].Type"),
        (#""Sessions":{}"#, "Sessions"), (#""Session":[]"#, "Session"),
    ]

    @Test("One bad value is named by its path, and nothing of the document is stored", arguments: faults)
    func atomic(list: String, path: String) throws {
        let desk = try Desk()
        let before = try desk.host("System.CountRows")

        let error = failure { try desk.host("System.Import", #"{"Associates":[{"AssociateId":1,"Name":"changed"},{"AssociateId":99}],\#(list)}"#) }

        #expect(error?.kind == .value)
        #expect(error?.path == path)
        #expect(try desk.host("System.CountRows") == before)
        #expect(try desk.host("Directory.GetAssociate", #"{"AssociateId":1}"#)["Name"]?.string == "anna")
    }

    @Test("A document that is cut off, or too large, is not stored either")
    func malformed() throws {
        let desk = try Desk(config: #","limits":{"messageBytes":2000,"listElements":3}"#, isEmpty: true)
        let cut = failure { try desk.host("System.Import", #"{"Associates":[{"AssociateId":1}"#) }
        #expect(cut?.kind == .malformed)
        #expect(cut?.offset == 32)
        let long = failure { try desk.host("System.Import", #"{"Contacts":[{"ContactId":1,"Name":"\#(String(repeating: "x", count: 2000))"}]}"#) }
        #expect(long?.kind == .limit)
        let many = failure { try desk.host("System.Import", #"{"Contacts":[{"ContactId":1},{"ContactId":2},{"ContactId":3},{"ContactId":4}]}"#) }
        #expect(many?.kind == .limit)
        #expect(many?.path == "Contacts")
        #expect(try desk.host("System.CountRows")["Contacts"]?.int == 0)
    }

    @Test("What a wide config lets in comes out again")
    func deep() throws {
        let desk = try Desk(config: #","limits":{"depth":256}"#)
        let nest = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
        _ = try desk.host(
            "System.Import",
            #"{"Sessions":[{"ChatSessionId":102,"TopicId":1,"Status":"InQueue","Mood":\#(nest)}],"Tickets":[{"TicketId":51,"Mood":\#(nest)}]}"#)
        let session = try desk.engine.call(caller: [], operation: "Directory.GetChatSession", arguments: Array(#"{"ChatSessionId":102}"#.utf8))
        #expect(String(decoding: session, as: UTF8.self).contains("\"Mood\":\(nest)"))
        let ticket = try desk.engine.call(caller: [], operation: "Directory.GetTicket", arguments: Array(#"{"TicketId":51}"#.utf8))
        #expect(String(decoding: ticket, as: UTF8.self).contains("\"Mood\":\(nest)"))
    }
}
