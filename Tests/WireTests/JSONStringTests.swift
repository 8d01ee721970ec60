import Testing

@testable import Wire

@Suite("JSON strings")
struct JSONStringTests {
    @Test("A short string is laid out as the standard library lays it out, for every length")
    func smallLayout() {
        for count in 0...SmallText.limit {
            for text in [String(repeating: "a", count: count), String(repeating: "z", count: max(count - 2, 0)) + (count < 2 ? "" : "é")] {
                let bytes = Array(text.utf8) + [UInt8](repeating: 0xFF, count: 16)
                let made = bytes.withUnsafeBufferPointer { bytes in
                    bytes.baseAddress.map { SmallText(Words.load($0), Words.load($0 + 8), count: text.utf8.count) }
                }
                let native = String(decoding: Array(text.utf8), as: UTF8.self)
                #expect(made.map { unsafeBitCast($0.string, to: Pair.self) } == unsafeBitCast(native, to: Pair.self), "\(text)")
                #expect(made?.isASCII == text.utf8.allSatisfy { $0 < 0x80 })
            }
        }
    }

    private struct Pair: Equatable {
        let low: UInt64
        let high: UInt64
    }

    @Test("Every length comes back with a special character at every place, and with text behind it or nothing")
    func lengthsAndPlaces() throws {
        for special in ["\"", "\\", "\n", "\u{1F}", "\u{7F}", "é", "ÿ", "見", "\u{FFFF}", "\u{10FFFF}", "😕", "/", " ", "!", "#"] {
            for length in 0...40 {
                for place in 0...length {
                    let text = String(repeating: "x", count: place) + special + String(repeating: "y", count: length - place)
                    let json = quoted(text)
                    #expect(try string(json) == text)
                    let second = try reading(json + Array(" , \"the rest of it all\"".utf8)) { (reader) throws(WireError) in
                        let first = try reader.string()
                        _ = reader.take(0x2C)
                        _ = try reader.string()
                        return first
                    }
                    #expect(Array(second.utf8) == Array(text.utf8))
                }
            }
        }
    }

    @Test("Every escape stands for its character")
    func escapes() throws {
        #expect(try string(#""\"\\\/\b\f\n\r\t""#) == "\"\\/\u{8}\u{C}\n\r\t")
        #expect(try string(#""\u0041\u00e9\u898B\uFFFF\u0000""#) == "Aé見\u{FFFF}\0")
        #expect(try string(#""\ud83d\uDE15 and \uDBFF\uDFFF""#) == "😕 and \u{10FFFF}")
        #expect(try string(#""Stra\u00dfe é \n""#) == "Straße é \n")
    }

    @Test("Only what must be escaped is written as an escape")
    func written() {
        #expect(String(decoding: quoted("\"\\/\u{8}\u{C}\n\r\t\u{1}\u{1F}\u{7F}é😕"), as: UTF8.self) == #""\"\\/\b\f\n\r\t\u0001\u001f"# + "\u{7F}é😕\"")
        #expect(quoted("") == [0x22, 0x22])
    }

    @Test("A string that is broken is refused where it is broken")
    func broken() {
        let cases: [(String, Int)] = [
            ("\"", 1), ("\"abc", 4), ("\"abc\\", 5), (#""\x""#, 2), (#""abc\u12"#, 6), (#""\u12g4""#, 5), (#""\u123"#, 3),
            (#""\ud800""#, 7), (#""\ud800x""#, 7), (#""\udc00""#, 7), (#""\ud800\n""#, 7), (#""\ud800\ud800""#, 13), (#""\ud83d\u0041""#, 13),
            ("\"a\u{1}b\"", 2), ("\"\u{0}\"", 1), ("\"0123456789abcdef\nx\"", 17), ("\"01234567\u{1F}\"", 9), ("\"\\n\u{1}\"", 3),
            ("\"a\nbcdefghijklmnopqrst\"", 2),
        ]
        for (json, offset) in cases {
            expectError(.malformed, at: offset, of: json) { () throws(WireError) in try string(json) }
        }
        expectError(.value, at: 0, of: "a number") { () throws(WireError) in try string("12") }
        expectError(.value, at: 1, of: "null") { () throws(WireError) in try string(" null") }
        expectError(.malformed, at: 0, of: "nothing") { () throws(WireError) in try string("") }
        expectError(.malformed, at: 4, of: "something behind") { () throws(WireError) in try string("\"a\" x") }
    }

    @Test("Bytes that are not UTF-8 are refused where they stand, in short, long and escaped strings")
    func invalidUTF8() {
        let invalid: [[UInt8]] = [
            [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xE1, 0x80],
            [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xEF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x90, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFE], [0xFF],
        ]
        for bytes in invalid {
            for before in ["", "x", "é", "見積", "0123456", "01234567", "a longer text before it", "mit Umlauten: äöü, ", "\\n", "😕 Straße \\\" "] {
                for after in ["", "y", "and a longer text behind it"] {
                    let json = [0x22] + Array(before.utf8) + bytes + Array(after.utf8) + [0x22]
                    expectError(.malformed, at: 1 + before.utf8.count, of: "\(bytes) in \(before)…\(after)") { () throws(WireError) in
                        try string(json)
                    }
                }
            }
        }
    }

    @Test("The first invalid byte is the one that the standard library finds, in random bytes")
    func agreesWithTheStandardLibrary() {
        var random = SeededNumbers(seed: 1)
        let pieces: [[UInt8]] = [
            [0x61], [0x7F], [0xC2, 0x80], [0xC3, 0xB8], [0xDF, 0xBF], [0xE0, 0xA0, 0x80], [0xE3, 0x81, 0x82], [0xED, 0x9F, 0xBF], [0xEE, 0x80, 0x80],
            [0xEF, 0xBF, 0xBD], [0xF0, 0x90, 0x80, 0x80], [0xF0, 0x9F, 0x98, 0x95], [0xF4, 0x8F, 0xBF, 0xBF], Array("plain text".utf8),
        ]
        for _ in 0..<20_000 {
            var bytes = (0..<Int.random(in: 0...12, using: &random)).flatMap { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }
            if Bool.random(using: &random), !bytes.isEmpty {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            let found = bytes.withUnsafeBufferPointer(Text.firstInvalid)
            if String(validating: bytes, as: UTF8.self) != nil {
                #expect(found == bytes.count, "\(bytes)")
            } else {
                #expect(found < bytes.count, "\(bytes)")
                #expect(String(validating: bytes[..<found], as: UTF8.self) != nil, "\(bytes)")
                let longer = (1...4).contains { String(validating: bytes[..<Swift.min(found + $0, bytes.count)], as: UTF8.self) != nil }
                #expect(!longer, "\(bytes)")
            }
        }
    }
}
