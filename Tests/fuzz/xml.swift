import Carriers
import Wire

// Whatever is read from XML is written so that it reads back as the same, and nothing traps.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
    let input = UnsafeBufferPointer(start: data, count: size)
    guard let sessions = try? decode(input) else { return 0 }
    let written = encode(sessions)
    guard let again = try? written.withUnsafeBufferPointer(decode), encode(again) == written else {
        fatalError("what was written does not read back")
    }
    return 0
}

private func decode(_ bytes: UnsafeBufferPointer<UInt8>) throws(WireError) -> [ChatSessionEntity] {
    try XMLDecoder.read(bytes) { (decoder) throws(WireError) in
        let root = try decoder.root()
        return root.isNil ? [] : try decoder.carriers()
    }
}

private func encode(_ sessions: [ChatSessionEntity]) -> [UInt8] {
    var sessions = sessions
    var out = ByteWriter()
    out.put("<ArrayOfChatSessionEntity xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\">")
    var encoder = XMLEncoder(.rest, into: out)
    encoder.carriers(&sessions)
    out = encoder.finish()
    out.put("</ArrayOfChatSessionEntity>")
    return out.bytes()
}
