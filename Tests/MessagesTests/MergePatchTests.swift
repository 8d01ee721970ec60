import Carriers
import Messages
import Testing
import Wire

@Suite("Merge patches")
struct MergePatchTests {
    private func merged(_ target: String, _ patch: String, as shape: RecordShape = RecordShape()) throws -> String {
        MergePatch(try JSONValue(patch)).applied(to: try JSONValue(target), as: shape).text
    }

    @Test(
        "Members are replaced, added and taken away as RFC 7396 has it",
        arguments: [
            (#"{"x":"y"}"#, #"{"x":"z"}"#, #"{"x":"z"}"#), (#"{"x":"y"}"#, #"{"w":"z"}"#, #"{"x":"y","w":"z"}"#),
            (#"{"x":"y"}"#, #"{"x":null}"#, "{}"), (#"{"x":"y","w":"z"}"#, #"{"x":null}"#, #"{"w":"z"}"#),
            (#"{"x":["y"]}"#, #"{"x":"z"}"#, #"{"x":"z"}"#), (#"{"x":"z"}"#, #"{"x":["y"]}"#, #"{"x":["y"]}"#),
            (#"{"x":{"y":"z"}}"#, #"{"x":{"y":"v","w":null}}"#, #"{"x":{"y":"v"}}"#),
            (#"{"x":[{"y":"z"}]}"#, #"{"x":[1]}"#, #"{"x":[1]}"#), (#"["x","y"]"#, #"["z","v"]"#, #"["z","v"]"#),
            (#"{"x":"y"}"#, #"["z"]"#, #"["z"]"#), (#"{"x":"y"}"#, "null", "null"), (#"{"x":"y"}"#, #""z""#, #""z""#),
            (#"{"x":null}"#, #"{"y":1}"#, #"{"x":null,"y":1}"#), ("[1,2]", #"{"x":"y","z":null}"#, #"{"x":"y"}"#),
            ("{}", #"{"x":{"y":{"z":null}}}"#, #"{"x":{"y":{}}}"#),
        ])
    func cases(target: String, patch: String, result: String) throws {
        #expect(try merged(target, patch) == result)
    }

    @Test("Members match the carriers' names without regard to case, at any depth and where there was nothing")
    func names() throws {
        let shape = RecordShape(of: ChatSessionEntity.self)
        let target = #"{"ChatSessionId":3,"CustomerName":"Kim","User":null}"#
        #expect(
            try merged(target, #"{"customername":"Eva","USER":{"associateid":7},"extra":1}"#, as: shape)
                == #"{"ChatSessionId":3,"CustomerName":"Eva","User":{"AssociateId":7},"extra":1}"#)
        #expect(try merged(target, #"{"customerName":null}"#, as: shape) == #"{"ChatSessionId":3,"User":null}"#)
    }

    @Test("Ten thousand members on both sides take no more than their size asks for")
    func size() throws {
        let members = (0..<10_000).map { #""m\#($0)":1"# }.joined(separator: ",")
        let nulls = (0..<10_000).map { #""m\#($0)":null"# }.joined(separator: ",")
        #expect(try merged("{\(members)}", "{\(nulls)}") == "{}")
    }
}
