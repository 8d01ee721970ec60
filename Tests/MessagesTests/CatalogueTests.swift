import Carriers
import Messages
import Testing
import Wire

@Suite("The catalogue of operations")
struct CatalogueTests {
    @Test("No two operations share a name, and each is found by its own")
    func names() throws {
        #expect(Set(Catalogue.operations.map(\.name)).count == Catalogue.operations.count)
        for operation in Catalogue.operations {
            #expect(try Catalogue.operation(named: operation.name).name == operation.name)
        }
    }

    @Test("A name that is not there is an error that shows its beginning", arguments: ["", "Chat", "chat.getchatpresence", "Chat.GetChatPresence "])
    func unknown(name: String) {
        let error = failure { () throws(OperationError) in try Catalogue.operation(named: name) }
        #expect(error?.kind == .operation)
        #expect(error?.path == "operation")
        let long = failure { () throws(OperationError) in try Catalogue.operation(named: String(repeating: "x", count: 5000)) }
        #expect((long?.message.utf8.count ?? 9999) < 300)
    }

    @Test("Nothing that belongs to the host has a route or a SOAP service")
    func host() {
        for operation in Catalogue.operations where operation.access == .host {
            #expect(operation.routes.isEmpty && operation.releases == nil, "\(operation.name)")
            #expect(["System", "Directory"].contains(operation.group), "\(operation.name)")
        }
    }

    @Test("Each kind of record has its three operations, and its key is a field of its own")
    func directory() throws {
        for kind in ["Associate", "Person", "Contact", "Project", "Sale", "Ticket", "Topic", "ChatSession", "FaqEntry"] {
            for verb in ["Save", "Get", "Delete"] {
                #expect(try Catalogue.operation(named: "Directory.\(verb)\(kind)").access == .host)
            }
        }
        func keyIsField<Record: DirectoryRecord>(_ type: Record.Type) throws {
            let record = try Record(json: #"{"\#(Record.directoryKey)":41}"#)
            #expect(record.directoryID == 41)
            #expect(record.unknown.isEmpty)
        }
        try keyIsField(Associate.self)
        try keyIsField(Person.self)
        try keyIsField(Contact.self)
        try keyIsField(Project.self)
        try keyIsField(Sale.self)
        try keyIsField(Ticket.self)
        try keyIsField(TopicRecord.self)
        try keyIsField(ChatSessionEntity.self)
        try keyIsField(FaqEntry.self)
    }
}

@Suite("Arguments of an operation")
struct OperationArgumentsTests {
    private func read(_ json: String, of name: String, limits: Limits = Limits()) throws(OperationError) -> any Carrier {
        try OperationArguments.read(Array(json.utf8), of: try Catalogue.operation(named: name), limits: limits)
    }

    @Test("No bytes stand for an object without fields")
    func empty() throws {
        let arguments = try #require(try read("", of: "CustomerService.DeleteChatSessions") as? DeleteChatSessionsArguments)
        #expect(arguments.ids == nil)
        let given = try #require(try read(#"{"Ids":[4,5]}"#, of: "CustomerService.DeleteChatSessions") as? DeleteChatSessionsArguments)
        #expect(given.ids == [4, 5])
    }

    @Test(
        "What is wrong is told with kind and place",
        arguments: [
            ("CustomerService.DeleteChatSessions", #"{"Id":[1]}"#, .value, "Id"),
            ("CustomerService.DeleteChatSessions", #"{"Ids":[1,"x"]}"#, .value, "Ids[1]"),
            ("CustomerService.DeleteChatSessions", #"{"Ids":[1,2147483648]}"#, .value, "Ids[1]"),
            ("CustomerService.DeleteChatSessions", #"{"Ids":1}"#, .value, "Ids"),
            ("CustomerService.DeleteChatSessions", #"{"Ids":[1}"#, .malformed, "Ids"),
            ("CustomerService.DeleteChatSessions", #"{"Ids":[],"Ids":[]}"#, .malformed, "Ids"),
            ("CustomerService.DeleteChatSessions", "[]", .value, ""), ("CustomerService.DeleteChatSessions", "null", .value, ""),
            ("Chat.GetChatPresence", #"{"x":1}"#, .value, "x"),
            ("System.Import", #"{"Sessions":[{},{"User":{"AssociateId":true}}]}"#, .value, "Sessions[1].User.AssociateId"),
            ("System.Import", #"{"Topics":[{"Agents":[{"User":{"AssociateId":"x"}}]}]}"#, .value, "Topics[0].Agents[0].User.AssociateId"),
            ("Directory.SavePerson", #"{"Contact":{}}"#, .value, "Contact"),
        ] as [(String, String, OperationError.Kind, String)])
    func faults(operation: String, json: String, kind: OperationError.Kind, path: String) {
        let error = failure { () throws(OperationError) in try read(json, of: operation) }
        #expect(error?.kind == kind)
        #expect(error?.path == path)
    }

    @Test("The bounds are those that were given")
    func limits() {
        var limits = Limits()
        limits.listElements = 2
        let error = failure { () throws(OperationError) in
            try read(#"{"Ids":[1,2,3]}"#, of: "CustomerService.DeleteChatSessions", limits: limits)
        }
        #expect(error?.kind == .limit)
        limits = Limits()
        limits.messageBytes = 10
        let long = failure { () throws(OperationError) in
            try read(#"{"Ids":[1,2,3]}"#, of: "CustomerService.DeleteChatSessions", limits: limits)
        }
        #expect(long?.kind == .limit)
    }
}
