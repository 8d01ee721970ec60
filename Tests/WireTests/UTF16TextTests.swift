import Testing

@testable import Wire

@Suite("UTF-16 with a byte order mark")
struct UTF16TextTests {
    private func bytes(_ text: String, bigEndian: Bool) -> [UInt8] {
        ([0xFEFF] + Array(text.utf16)).flatMap { unit in
            let (high, low) = (UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit))
            return bigEndian ? [high, low] : [low, high]
        }
    }

    private func utf8(_ bytes: [UInt8]) throws(WireError) -> [UInt8] {
        try lending(bytes) { (bytes) throws(WireError) in
            #expect(UTF16Text.isMarked(bytes))
            return try UTF16Text.utf8(bytes)
        }
    }

    @Test("Text becomes UTF-8 from either byte order", arguments: [true, false])
    func transcoding(bigEndian: Bool) throws {
        for text in ["", "plain", "Grüße\u{7FF}\u{800}\u{FFFD}", "水😀\u{10FFFF}\u{10000}"] {
            #expect(try utf8(bytes(text, bigEndian: bigEndian)) == Array(text.utf8))
        }
    }

    @Test("Surrogates that stand alone and half a unit are refused where they stand")
    func refused() {
        let before = bytes("ab", bigEndian: true)
        for alone in [[0xD8, 0x00], [0xDC, 0x00], [0xD8, 0x00, 0x00, 0x41], [0xDC, 0x00, 0xD8, 0x00], [0xD8, 0x00, 0xD8, 0x00]] as [[UInt8]] {
            expectError(.malformed, at: 6, of: "\(alone)") { () throws(WireError) in try utf8(before + alone) }
        }
        expectError(.malformed, at: 6, of: "half a unit") { () throws(WireError) in try utf8(before + [0x00]) }
    }

    @Test("A place in the UTF-8 leads back to the place in the UTF-16")
    func offsets() {
        let text = Array("aé水😀b".utf8)
        #expect(text.indices.filter { text[$0] & 0xC0 != 0x80 }.map { UTF16Text.offset(ofUTF8: $0, in: text) } == [2, 4, 6, 8, 12])
        #expect(UTF16Text.offset(ofUTF8: text.count, in: text) == 14)
    }

    @Test("The declaration of a document in UTF-16 says so, or says nothing")
    func declaration() throws {
        #expect(try infoset(Array("<?xml version='1.0' encoding='UTF-16'?><a/>".utf8), wasUTF16: true) == ["<a", ">"])
        #expect(try infoset(Array("<?xml version='1.0'?><a/>".utf8), wasUTF16: true) == ["<a", ">"])
        expectError(.malformed, at: 19, of: "utf-8") { () throws(WireError) in
            try infoset(Array("<?xml version='1.0' encoding='utf-8'?><a/>".utf8), wasUTF16: true)
        }
    }
}
