import Carriers
import Messages
import Testing
import Wire

/// One way in which a client reaches an operation.
struct Reach: Sendable, CustomTestStringConvertible {
    let operation: String
    let connection: String

    var testDescription: String { "\(operation) \(connection)" }

    static let soap: [Reach] = Catalogue.operations.flatMap { operation in
        (operation.releases.map(Array.init) ?? []).flatMap { release in
            ["wsdl", "manual"].flatMap { dialect in
                ["1.1", "1.2"].map { version in
                    Reach(
                        operation: operation.name,
                        connection: #"{"Protocol":"soap","Version":\#(release),"Dialect":"\#(dialect)","Soap":"\#(version)","Ticket":"7T:x"}"#)
                }
            }
        }
    }

    static let rest: [Reach] = Catalogue.operations.flatMap { operation in
        operation.routes.map { route in
            Reach(operation: operation.name, connection: #"{"Protocol":"rest","Route":"\#(route.style)","Mount":"/Cust1"}"#)
        }
    }
}

@Suite("Every operation, from a client's arguments to those that the service reads, and back with the answer")
struct EveryOperationTests {
    private func encode(_ reach: Reach, _ arguments: [UInt8]) throws(OperationError) -> HTTPRequest {
        try ClientRequest.encode(operation: reach.operation, connection: Array(reach.connection.utf8), arguments: arguments)
    }

    /// What our own service reads from a SOAP request.
    private func readSOAP(_ request: HTTPRequest) throws -> (operation: String, form: SOAPForm, arguments: [UInt8]) {
        let target = try RequestTarget(request.target, mount: [])
        let destination = try #require(SOAPDestination(segments: target.segments))
        return try request.body.withUnsafeBufferPointer { bytes in
            try SOAPRequest.read(bytes, service: destination.service, release: destination.release) {
                (head, decoder) throws(WireError) in
                guard let operation = Operation.soap(head.operation, destination.service, destination.release) else {
                    throw WireError(.value, "no operation", offset: 0)
                }
                return (operation.name, head.form, try readArguments(operation.arguments, &decoder))
            }
        }
    }

    private func readArguments<C: Carrier>(_ type: C.Type, _ decoder: inout XMLDecoder) throws(WireError) -> [UInt8] {
        var arguments = C()
        try decoder.arguments(&arguments)
        return arguments.json
    }

    private func readREST(_ request: HTTPRequest) throws -> (match: RouteMatch, arguments: [UInt8]) {
        let target = try RequestTarget(request.target, mount: ["Cust1"])
        guard case .operation(let match) = RESTDestination(method: request.method, segments: target.segments, exposedGroups: []) else {
            throw OperationError(.notFound, request.target)
        }
        return (match, try RESTArguments.read(match, query: target, body: request.body, limits: Limits()).json)
    }

    @Test("All operation versions and routes of the protocol are tried, the two of PATCH and the customers'")
    func counts() {
        #expect(Reach.soap.count == 90 * 4)
        #expect(Reach.rest.count == 63 + 2 + Catalogue.operations.count { $0.group == "Customer" })
    }

    @Test("Arguments with every field filled arrive over SOAP as they were sent", arguments: Reach.soap)
    func soapRequests(reach: Reach) throws {
        let operation = try Catalogue.operation(named: reach.operation)
        for seed in 1...2 as ClosedRange<UInt64> {
            let sent = operation.arguments.filled(seed: seed).json
            let read = try readSOAP(try encode(reach, sent))
            #expect(read.operation == reach.operation)
            #expect(text(read.arguments) == text(sent))
            #expect(reach.connection.contains(read.form.dialect == .wsdl ? "wsdl" : "manual"))
        }
    }

    @Test("Arguments with every field filled arrive over REST as they were sent", arguments: Reach.rest)
    func restRequests(reach: Reach) throws {
        let operation = try Catalogue.operation(named: reach.operation)
        for seed in 1...2 as ClosedRange<UInt64> {
            let sent = operation.arguments.filled(seed: seed).json
            let request = try encode(reach, sent)
            let read = try readREST(request)
            #expect(read.match.operation.name == reach.operation)
            #expect(reach.connection.contains("\"\(read.match.route.style)\""))
            #expect(text(read.arguments) == text(sent))
            #expect(request.body.isEmpty == (request["Content-Type"] == nil))
        }
    }

    @Test("Arguments that are not given arrive as not given", arguments: Reach.soap.filter { $0.connection.contains("1.1") })
    func soapWithout(reach: Reach) throws {
        let operation = try Catalogue.operation(named: reach.operation)
        #expect(text(try readSOAP(try encode(reach, [])).arguments) == text(operation.arguments.init().json))
    }

    @Test("An answer with every field filled comes back over SOAP as it was given", arguments: Reach.soap)
    func soapAnswers(reach: Reach) throws {
        let operation = try Catalogue.operation(named: reach.operation)
        let form = try readSOAP(try encode(reach, [])).form
        func check<A: OperationAnswer>(_ type: A.Type) throws {
            var answer = A.filled(seed: 3)
            let body = SOAPResponseWriter.result(form, element: operation.responseElement) { $0.arguments(&answer) }.bytes()
            let response = HTTPResponse(status: 200, contentType: form.version.contentType, body: body)
            let result = try ClientResponse.decode(operation: operation.name, response: response)
            // The fields keep the order that they have in SOAP.
            #expect(try ordered(result) == ordered(A.isEmpty ? Array("null".utf8) : answer.body(in: AnswerForm())))
        }
        try check(operation.answer)
    }

    @Test(
        "An answer comes back over REST as it was given, filled or null, from JSON and from XML",
        arguments: Catalogue.operations.filter { !$0.routes.isEmpty }.map(\.name))
    func restAnswers(name: String) throws {
        let operation = try Catalogue.operation(named: name)
        func check<A: OperationAnswer>(_ type: A.Type) throws {
            for var answer in [A.filled(seed: 4), A()] {
                let expected = A.isEmpty ? "null" : text(answer.body(in: AnswerForm()))
                for media in [MediaType.json, .xml] {
                    let response =
                        A.isEmpty
                        ? HTTPResponse(status: 204)
                        : HTTPResponse(status: 200, contentType: media.contentType, body: answer.body(in: AnswerForm(media: media)))
                    #expect(text(try ClientResponse.decode(operation: name, response: response)) == expected)
                }
            }
        }
        try check(operation.answer)
    }

    @Test(
        "Whatever form a failure has, it comes back as the server's error with its message",
        arguments: [Route.Style.agent, .entity], [MediaType.json, .xml])
    func failures(style: Route.Style, media: MediaType) throws {
        for (kind, status) in [(OperationError.Kind.notFound, 404), (.denied, 403), (.value, 400)] as [(OperationError.Kind, Int)] {
            let response = HTTPResponse(OperationError(kind, "so <it> is & stays"), style: style, media: media)
            let error = failure { () throws(OperationError) in
                try ClientResponse.decode(operation: "Chat.GetChatSessionEntity", response: response)
            }
            #expect(error?.kind == .remote)
            #expect(error?.message == "so <it> is & stays")
            #expect(error?.path == "HTTP \(status)")
        }
    }

    @Test(
        "A value that cannot stand in a path is refused with the argument's name",
        arguments: [
            ("Chat.TransferChatSession", #"{"ChatSessionId":5}"#, "ToAssociate"),
            ("Chat.TransferChatSession", #"{"ChatSessionId":5,"ToAssociate":""}"#, "ToAssociate"),
            ("Chat.TransferChatSession", #"{"ChatSessionId":5,"ToAssociate":".."}"#, "ToAssociate"),
            ("Chat.GetChatTopicUserAgent", #"{"ChatTopicId":5,"Username":"a\u0000"}"#, "Username"),
        ])
    func pathValues(operation: String, arguments: String, path: String) {
        let error = failure { () throws(OperationError) in
            try encode(Reach(operation: operation, connection: #"{"Protocol":"rest","Route":"entity"}"#), Array(arguments.utf8))
        }
        #expect(error?.kind == .value)
        #expect(error?.path == path)
    }

    @Test(
        "A route that the operation has not, or that is not known, is an error of the connection",
        arguments: [
            ("Chat.SaveChatPresence", "entity", .operation), ("Chat.GetAll", "agent", .operation), ("Chat.GetChatMessages", "both", .value),
        ] as [(String, String, OperationError.Kind)])
    func routes(operation: String, route: String, kind: OperationError.Kind) {
        let error = failure { () throws(OperationError) in
            try encode(Reach(operation: operation, connection: #"{"Protocol":"rest","Route":"\#(route)"}"#), [])
        }
        #expect(error?.kind == kind)
        #expect(error?.path == "connection.Route")
    }

    @Test("Path, query and body are written as the routes have them")
    func shapes() throws {
        func rest(_ operation: String, _ arguments: String, _ more: String = "") throws -> HTTPRequest {
            try encode(Reach(operation: operation, connection: #"{"Protocol":"rest","Route":"entity"\#(more)}"#), Array(arguments.utf8))
        }
        let messages = try rest("Chat.GetChatMessages", #"{"ChatSessionId":5,"After":9}"#, #","Select":"Message""#)
        #expect(messages.method == "GET")
        #expect(messages.target == "/api/v1/ChatSession/5/Messages?after=9&$select=Message")
        #expect(messages.body.isEmpty)
        let agent = try rest("Chat.GetChatTopicUserAgent", #"{"ChatTopicId":5,"Username":"a/b æ"}"#)
        #expect(agent.target == "/api/v1/ChatTopic/5/UserAgent/a%2Fb%20%C3%A6")
        let list = try rest("Chat.GetAll", #"{"Filter":"status eq 'InQueue'","Top":5}"#)
        #expect(list.target == "/api/v1/ChatSession?$filter=status%20eq%20%27InQueue%27&$top=5")
        let patch = try rest("Chat.PatchChatSessionEntity", #"{"ChatSessionEntityId":5,"Patch":" [{\"op\":\"test\"}]"}"#)
        #expect(patch.method == "PATCH")
        #expect(patch["Content-Type"]?.hasPrefix("application/json-patch+json") == true)
        #expect(patch.text == #" [{"op":"test"}]"#)
        let merge = try rest("Chat.PatchChatTopicEntity", #"{"ChatTopicEntityId":5,"Patch":"{\"Name\":null}"}"#)
        #expect(merge["Content-Type"]?.hasPrefix("application/merge-patch+json") == true)
        let message = try rest("Chat.AddChatMessage", #"{"ChatSessionId":5,"Message":null}"#)
        #expect(message.text == "null")
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
