import Carriers
import Wire

// Whatever is read from JSON is written so that it reads back as the same, and nothing traps.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
    let input = UnsafeBufferPointer(start: data, count: size)
    if let sessions = try? decode(input) {
        let written = encode(sessions)
        guard let again = try? written.withUnsafeBufferPointer(decode), encode(again) == written else {
            fatalError("what was written does not read back")
        }
    }
    if let value = try? JSONValue(input), case let text = value.text {
        guard let again = try? JSONValue(text), again == value else { fatalError("a value does not read back") }
    }
    return 0
}

private func decode(_ bytes: UnsafeBufferPointer<UInt8>) throws(WireError) -> [ChatSessionEntity] {
    try JSONDecoder.read(bytes) { (decoder) throws(WireError) in try decoder.carriers() }
}

private func encode(_ sessions: [ChatSessionEntity]) -> [UInt8] {
    var sessions = sessions
    var encoder = JSONEncoder()
    encoder.carriers(&sessions)
    return encoder.finish().bytes()
}
