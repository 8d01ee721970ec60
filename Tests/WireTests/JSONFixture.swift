import Testing

@testable import Wire

/// Random numbers that are the same in every run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

/// Reads one token with `read` from bytes that lie in a block of exactly their size, so that a sanitizer would see a
/// reader that goes past them.
func reading<R>(_ bytes: [UInt8], _ read: (inout JSONReader) throws(WireError) -> R) throws(WireError) -> R {
    let block = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    defer { block.deallocate() }
    _ = block.initialize(from: bytes)
    var reader = try JSONReader(UnsafeBufferPointer(block), limits: Limits())
    let value = try read(&reader)
    try reader.finish()
    return value
}

func string(_ json: String) throws(WireError) -> String { try string(Array(json.utf8)) }

/// Reads the string in every way that there is: as a string, and as a carrier's text with more or less room for it.
func string(_ json: [UInt8]) throws(WireError) -> String {
    let plain = Result { () throws(WireError) in try reading(json) { (reader) throws(WireError) in try reader.string() } }
    for room in [nil, 0, 5, 40, 16_384] {
        let text = Result { () throws(WireError) in try reading(json) { (reader) throws(WireError) in
            if let room { reader.blocks.makeRoom(0, of: room) }
            return try reader.peek() == 0x22 ? reader.quotedText().wrappedValue : reader.string()
        } }
        expectSame(plain, text, String(decoding: json, as: UTF8.self))
    }
    return try plain.get()
}

private func expectSame(_ plain: Result<String, WireError>, _ text: Result<String?, WireError>, _ what: String) {
    switch (plain, text) {
    case (.success(let one), .success(let other)):
        #expect(other.map { Array($0.utf8) } == Array(one.utf8), "\(what)")
    case (.failure(let one), .failure(let other)):
        #expect(one.kind == other.kind && one.message == other.message && one.offset == other.offset, "\(what): \(one), \(other)")
    default: Issue.record("\(what): \(plain) as a string, \(text) as a text")
    }
}

func integer(_ json: String) throws(WireError) -> Int64 {
    try reading(Array(json.utf8)) { (reader) throws(WireError) in try reader.integer(Int64(Int32.min), Int64(Int32.max)) }
}

func double(_ json: String) throws(WireError) -> Double {
    try reading(Array(json.utf8)) { (reader) throws(WireError) in try reader.double() }
}

/// The text as a JSON string.
func quoted(_ text: String) -> [UInt8] {
    var text = text
    var writer = ByteWriter(capacity: 1)
    JSONText.write(&text, to: &writer)
    return writer.bytes()
}

/// Expects an error of that kind at that byte.
func expectError<R>(
    _ kind: WireError.Kind, at offset: Int, of what: String, from location: SourceLocation = #_sourceLocation,
    _ body: () throws(WireError) -> R
) {
    do throws(WireError) {
        let value = try body()
        Issue.record("\(what) was read as \(value)", sourceLocation: location)
    } catch {
        #expect(error.kind == kind, "\(what): \(error)", sourceLocation: location)
        #expect(error.offset == offset, "\(what): \(error)", sourceLocation: location)
    }
}
