import Carriers
import Messages
import Wire

// The first line is a record and the second a patch of either kind: it is applied or refused, what comes out can be
// written and read again, and nothing traps.

private let shapes = [RecordShape(), RecordShape(of: ChatSessionEntity.self), RecordShape(of: ChatTopicEntity.self)]

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
    let input = UnsafeBufferPointer(start: data, count: size)
    let lines = input.split(separator: 0x0A, maxSplits: 1)
    guard lines.count == 2, let target = try? JSONValue(UnsafeBufferPointer(rebasing: lines[0])),
        let patch = try? JSONValue(UnsafeBufferPointer(rebasing: lines[1]))
    else { return 0 }
    for shape in shapes {
        // A merge can repeat no name unless the patch did, in another case.
        _ = MergePatch(patch).applied(to: target, as: shape).text
        do throws(OperationError) {
            let result = try JSONPatch(patch).applied(to: target, as: shape)
            if result.text.isEmpty { fatalError("a patched value has no text") }
        } catch {
            if error.status != 400, error.status != 409 { fatalError("a bad patch is neither 400 nor 409") }
        }
    }
    return 0
}
