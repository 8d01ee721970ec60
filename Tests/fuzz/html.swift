import Sessions

// Any text is reduced to markup that reducing again leaves as it is, to no more characters than were asked for, and to
// plain text without markup; nothing traps.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
    let bytes = UnsafeBufferPointer(start: data, count: size)
    guard let text = String(validating: bytes, as: UTF8.self) else { return 0 }
    let reduced = HTMLReduction.reduce(text)
    if HTMLReduction.reduce(reduced) != reduced { fatalError("reducing twice is not reducing once: \(reduced)") }
    let limit = Int(bytes.first ?? 0)
    let cut = HTMLReduction.reduce(text, limit: limit)
    if cut.unicodeScalars.count > limit { fatalError("\(cut.unicodeScalars.count) characters in place of \(limit): \(cut)") }
    if HTMLReduction.reduce(cut) != cut { fatalError("what was cut is not reduced: \(cut)") }
    let line = HTMLReduction.plainLine(text)
    if line.utf8.contains(0x0A) || line.utf8.contains(0x0D) { fatalError("a line has two lines: \(line)") }
    return 0
}
