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

func string(_ json: [UInt8]) throws(WireError) -> String {
    try reading(json) { (reader) throws(WireError) in try reader.string() }
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
