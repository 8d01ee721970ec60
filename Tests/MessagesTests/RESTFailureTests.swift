import Messages
import Testing
import Wire

@Suite("Failures over REST")
struct RESTFailureTests {
    @Test(
        "An agent's route says message and place",
        arguments: [("", nil, ""), ("Ids[2]", nil, "at Ids[2]"), ("", 7, "at byte 7"), ("Ids[2]", 7, "at Ids[2], byte 7")] as [(String, Int?, String)])
    func agent(path: String, offset: Int?, place: String) throws {
        let response = HTTPResponse(OperationError(.value, "wrong \"x\"", path: path, offset: offset), style: .agent)
        #expect(response.status == 400)
        #expect(response["Content-Type"] == "application/json; charset=utf-8")
        #expect(
            try JSONValue(response.text)
                == .object([.init("Message", .string("wrong \"x\"")), .init("MessageDetail", .string(place))]))
    }

    @Test("An entity's route says type, message with place, and source")
    func entity() throws {
        let response = HTTPResponse(OperationError(.notFound, "there is nothing", path: "target"), style: .entity)
        #expect(response.status == 404)
        #expect(
            try JSONValue(response.text)
                == .object([
                    .init("Error", .bool(true)), .init("ErrorType", .string("SoNotFoundException")),
                    .init("ErrorMessage", .string("there is nothing — at target")), .init("ErrorSource", .string("ChatCore")),
                ]))
    }

    @Test("Whoever asked for XML gets it, escaped")
    func xml() {
        let error = OperationError(.value, "a < b & c", path: "Ids[0]")
        let agent = HTTPResponse(error, style: .agent, media: .xml)
        #expect(agent["Content-Type"] == "application/xml; charset=utf-8")
        #expect(agent.text.hasPrefix("<Error>"))
        #expect(agent.text.contains("<Message>a &lt; b &amp; c</Message><MessageDetail>at Ids[0]</MessageDetail></Error>"))
        let entity = HTTPResponse(error, style: .entity, media: .textXML)
        #expect(entity["Content-Type"] == "text/xml; charset=utf-8")
        #expect(entity.text.contains("<ErrorType>ArgumentException</ErrorType>"))
    }

    @Test("Who is not known is told how to become so, and nobody else is", arguments: OperationError.Kind.allCases)
    func challenge(kind: OperationError.Kind) {
        let response = HTTPResponse(OperationError(kind, "no"), style: .agent)
        #expect((response["WWW-Authenticate"] != nil) == (kind == .authentication))
        #expect((response.status == 401) == (kind == .authentication))
    }

    @Test(
        "Each kind has its status and its name",
        arguments: [
            (.authentication, 401, "SoSessionException"), (.denied, 403, "SoRightException"),
            (.notFound, 404, "SoNotFoundException"), (.conflict, 409, "SoConflictException"), (.limit, 413, "ArgumentException"),
            (.value, 400, "ArgumentException"), (.malformed, 400, "ArgumentException"), (.argument, 400, "ArgumentException"),
            (.operation, 400, "ArgumentException"), (.busy, 503, "SoServerException"), (.store, 500, "SoServerException"),
            (.internal, 500, "SoServerException"), (.closed, 500, "SoServerException"), (.memory, 500, "SoServerException"),
        ] as [(OperationError.Kind, Int32, String)])
    func kinds(kind: OperationError.Kind, status: Int32, type: String) {
        let error = OperationError(kind, "no")
        #expect(error.status == status)
        #expect("\(error.exceptionType)" == type)
        #expect(OperationError(kind, "no", status: 418).status == 418)
    }

    @Test("A sentence holds its place once")
    func sentences() {
        #expect(OperationError(.value, "no").sentence == "no")
        #expect(OperationError(.value, "no", path: "a.b").sentence == "no — at a.b")
        #expect(OperationError(.value, "no", offset: 3).sentence == "no — at byte 3")
        #expect(OperationError(.value, "no", path: "a.b", offset: 3).sentence == "no — at a.b (byte 3)")
    }

    @Test("A reader's error keeps its kind, message and place", arguments: [(.malformed, .malformed), (.value, .value), (.limit, .limit)] as [(WireError.Kind, OperationError.Kind)])
    func fromWire(wire: WireError.Kind, kind: OperationError.Kind) {
        let error = failure { () throws(OperationError) in
            try reading { () throws(WireError) -> Void in throw WireError(wire, "no", path: "a", offset: 4) }
        }
        #expect(error?.kind == kind)
        #expect(error?.message == "no")
        #expect(error?.path == "a")
        #expect(error?.offset == 4)
    }
}
