import Carriers
import Messages
import Testing
import Wire

@Suite("JSON patches")
struct JSONPatchTests {
    private func patched(
        _ target: String, _ patch: String, as shape: RecordShape = RecordShape()
    ) throws(OperationError) -> String {
        let (target, patch) = try reading { () throws(WireError) in (try JSONValue(target), try JSONValue(patch)) }
        return try JSONPatch(patch).applied(to: target, as: shape).text
    }

    @Test(
        "Changes are made as RFC 6902 has it",
        arguments: [
            (#"{"a":1}"#, #"[{"op":"add","path":"/b","value":2}]"#, #"{"a":1,"b":2}"#),
            (#"{"a":["x","z"]}"#, #"[{"op":"add","path":"/a/1","value":"y"}]"#, #"{"a":["x","y","z"]}"#),
            (#"{"a":1,"b":2}"#, #"[{"op":"remove","path":"/a"}]"#, #"{"b":2}"#),
            (#"{"a":["x","y","z"]}"#, #"[{"op":"remove","path":"/a/1"}]"#, #"{"a":["x","z"]}"#),
            (#"{"a":1,"b":2}"#, #"[{"op":"replace","path":"/a","value":3}]"#, #"{"a":3,"b":2}"#),
            (#"{"a":{"x":1,"y":2},"b":{}}"#, #"[{"op":"move","from":"/a/x","path":"/b/z"}]"#, #"{"a":{"y":2},"b":{"z":1}}"#),
            (#"{"a":[1,2,3,4]}"#, #"[{"op":"move","from":"/a/1","path":"/a/3"}]"#, #"{"a":[1,3,4,2]}"#),
            (#"{"a":[1,"x",{"y":2}]}"#, #"[{"op":"test","path":"/a/1","value":"x"},{"op":"test","path":"/a/2","value":{"y":2.0}}]"#, #"{"a":[1,"x",{"y":2}]}"#),
            (#"{"a":1}"#, #"[{"op":"add","path":"/b","value":{"c":{}}}]"#, #"{"a":1,"b":{"c":{}}}"#),
            (#"{"a":1}"#, #"[{"op":"add","path":"/b","value":2,"note":"passed over"}]"#, #"{"a":1,"b":2}"#),
            (#"{"/":9,"~1":10}"#, #"[{"op":"test","path":"/~01","value":10},{"op":"replace","path":"/~1","value":8}]"#, #"{"/":8,"~1":10}"#),
            (#"{"a":["x"]}"#, #"[{"op":"add","path":"/a/-","value":["y"]}]"#, #"{"a":["x",["y"]]}"#),
            (#"{"a":1}"#, #"[{"op":"copy","from":"/a","path":"/b"}]"#, #"{"a":1,"b":1}"#),
            (#"{"a":1}"#, #"[{"op":"add","path":"/a","value":null}]"#, #"{"a":null}"#),
            (#"{"a":1}"#, #"[{"op":"add","path":"","value":[1]}]"#, "[1]"), (#"{"":1}"#, #"[{"op":"replace","path":"/","value":2}]"#, #"{"":2}"#),
            (#"{"a":{"b":1}}"#, #"[{"op":"test","path":"","value":{"a":{"b":1}}}]"#, #"{"a":{"b":1}}"#),
            (#"{"a":{"b":1}}"#, #"[{"op":"move","from":"/a","path":"/a"}]"#, #"{"a":{"b":1}}"#), (#"{"a":1}"#, "[]", #"{"a":1}"#),
        ])
    func cases(target: String, patch: String, result: String) throws {
        #expect(try patched(target, patch) == result)
    }

    @Test(
        "The vendor's liberties: no slash in front, names in any case, an object for a list is appended to it",
        arguments: [
            (#"{"CustomerName":"Kim"}"#, #"[{"Op":"Replace","Path":"customername","Value":"Eva"}]"#, #"{"CustomerName":"Eva"}"#),
            (#"{"User":{"AssociateId":1}}"#, #"[{"op":"replace","path":"user/associateid","value":2}]"#, #"{"User":{"AssociateId":2}}"#),
            (#"{"User":null}"#, #"[{"op":"add","path":"USER","value":{"associateID":2}}]"#, #"{"User":{"AssociateId":2}}"#),
            ("{}", #"[{"op":"add","path":"/rank","value":2}]"#, #"{"Rank":2}"#),
            (#"{"List":[{"a":1}]}"#, #"[{"op":"add","path":"/List","value":{"a":2}}]"#, #"{"List":[{"a":1},{"a":2}]}"#),
            (#"{"List":[{"a":1}]}"#, #"[{"op":"replace","path":"list","value":{"a":2}}]"#, #"{"List":[{"a":1},{"a":2}]}"#),
            (#"{"List":[1]}"#, #"[{"op":"replace","path":"/List","value":[2]}]"#, #"{"List":[2]}"#),
            (#"{"Person":null}"#, #"[{"op":"test","path":"person","value":null},{"op":"remove","path":"person"}]"#, "{}"),
        ])
    func liberties(target: String, patch: String, result: String) throws {
        #expect(try patched(target, patch, as: RecordShape(of: ChatSessionEntity.self)) == result)
    }

    @Test("A list that is null gets its first element from an object")
    func firstElement() throws {
        #expect(
            try patched(#"{"ChildItems":null}"#, #"[{"op":"add","path":"childitems","value":{"name":"x"}}]"#, as: RecordShape(of: MDOListItem.self))
                == #"{"ChildItems":[{"Name":"x"}]}"#)
    }

    @Test(
        "What cannot be done is told with the change's place, its member and the path",
        arguments: [
            (#"[{"op":"remove","path":"/b"}]"#, "[0].path", "there is nothing at \"/b\""),
            (#"[{"op":"replace","path":"b","value":1}]"#, "[0].path", "there is nothing at \"b\""),
            (#"[{"op":"add","path":"/x/y","value":1}]"#, "[0].path", "there is nothing at \"/x/y\""),
            (#"[{"op":"add","path":"/a/y","value":1}]"#, "[0].path", "\"/a/y\" leads into something that has no members"),
            (#"[{"op":"add","path":"/l/3","value":1}]"#, "[0].path", "there is nothing at \"/l/3\""),
            (#"[{"op":"replace","path":"/l/-","value":1}]"#, "[0].path", "there is nothing at \"/l/-\""),
            (#"[{"op":"add","path":"/l/01","value":1}]"#, "[0].path", "\"/l/01\" leads into an array; expected a number or - there"),
            (#"[{"op":"remove","path":"/l/x"}]"#, "[0].path", "\"/l/x\" leads into an array; expected a number or - there"),
            (#"[{"op":"remove","path":"/l/99999999999999999999"}]"#, "[0].path", "\"/l/99999999999999999999\" leads into an array; expected a number or - there"),
            (#"[{"op":"copy","from":"/q","path":"/a"}]"#, "[0].from", "there is nothing at \"/q\""),
            (#"[{"op":"move","from":"/o","path":"/o/p"}]"#, "[0].path", "\"/o/p\" is inside of what is moved"),
            (#"[{"op":"remove","path":""}]"#, "[0].path", "the whole value cannot be removed"),
            (#"[{"op":"add","path":"/b","value":1},{"op":"remove","path":"/c"}]"#, "[1].path", "there is nothing at \"/c\""),
        ])
    func refusals(patch: String, place: String, message: String) {
        let error = failure { () throws(OperationError) in try patched(#"{"a":1,"l":[1,2],"o":{}}"#, patch) }
        #expect(error?.kind == .value && error?.status == 400)
        #expect(error?.path == place)
        #expect(error?.message == message)
    }

    @Test(
        "A test that fails is a conflict",
        arguments: [#""x""#, "2", "null", "[1]", #"{"a":1}"#, "1.5", "true"])
    func failedTests(value: String) {
        let error = failure { () throws(OperationError) in
            try patched(#"{"a":1}"#, #"[{"op":"test","path":"/a","value":\#(value)}]"#)
        }
        #expect(error?.kind == .conflict && error?.status == 409 && error?.path == "[0].value")
        #expect(error?.message == "another value is at \"/a\"")
    }

    @Test(
        "What is no patch is told with its place",
        arguments: [
            ("{}", "", "expected an array of changes, each an object with op and path"), ("[1]", "[0]", "expected an object with op and path"),
            ("[{}]", "[0].op", "expected add, remove, replace, move, copy or test"),
            (#"[{"op":"fix","path":"/a"}]"#, "[0].op", "expected add, remove, replace, move, copy or test"),
            (#"[{"op":"remove"}]"#, "[0].path", "expected a path such as \"/CustomerName\""),
            (#"[{"op":"remove","path":3}]"#, "[0].path", "expected a path such as \"/CustomerName\""),
            (#"[{"op":"add","path":"/a"}]"#, "[0].value", "add needs a value"),
            (#"[{"op":"copy","path":"/a"}]"#, "[0].from", "expected a path such as \"/CustomerName\""),
            (#"[{"op":"remove","path":"/a~2b"}]"#, "[0].path", "expected ~0 or ~1 in the path (its byte 4)"),
        ])
    func syntax(patch: String, place: String, message: String) {
        let error = failure { () throws(OperationError) in try patched("{}", patch) }
        #expect(error?.kind == .value && error?.path == place && error?.message == message)
    }

    @Test("A patch that doubles what is there is stopped, however short it is")
    func doubling() {
        let copies = Array(repeating: #"{"op":"copy","from":"/a","path":"/a/-"}"#, count: 40).joined(separator: ",")
        let deep = failure { () throws(OperationError) in try patched(#"{"a":[[]]}"#, "[\(copies)]") }
        #expect(deep?.kind == .limit && deep?.status == 400)
        let wide = (0..<60).map { #"{"op":"copy","from":"/a","path":"/a/b\#($0)"},{"op":"move","from":"/a/b\#($0)","path":"/c\#($0)"},{"op":"copy","from":"","path":"/a"}"# }
        let error = failure { () throws(OperationError) in try patched(#"{"a":{}}"#, "[\(wide.joined(separator: ","))]") }
        #expect(error?.kind == .limit && error?.status == 400)
    }

    @Test("A patch has at most a thousand changes, and a path at most 4096 bytes")
    func bounds() {
        let changes = Array(repeating: #"{"op":"test","path":"","value":{}}"#, count: 1001).joined(separator: ",")
        let many = failure { () throws(OperationError) in try patched("{}", "[\(changes)]") }
        #expect(many?.kind == .limit && many?.status == 400 && many?.path == "[1000]")
        let path = String(repeating: "x", count: 4097)
        let long = failure { () throws(OperationError) in try patched("{}", #"[{"op":"remove","path":"\#(path)"}]"#) }
        #expect(long?.kind == .limit && long?.status == 400 && long?.path == "[0].path")
    }
}
