import Testing

@testable import Wire

@Suite("Texts that share a block")
struct SharedTextTests {
    @Test("A text is the string that it was made from, for every length, and null stays null")
    func roundTrip() {
        for count in 0...100 {
            for letter in ["x", "é", "見", "😕"] {
                let string = String(repeating: letter, count: count)
                let text = SharedText(wrappedValue: string)
                #expect(text.wrappedValue == string)
                #expect(text.withBytes { $0.map(Array.init) } == Array(string.utf8))
                #expect(!text.isNull)
            }
        }
        #expect(SharedText(wrappedValue: nil).wrappedValue == nil)
        #expect(SharedText().withBytes { $0 == nil })
        #expect(SharedText().isNull)
    }

    @Test("A text takes no more room than a string")
    func size() {
        #expect(MemoryLayout<SharedText>.size == MemoryLayout<String?>.size)
    }

    @Test("Texts outlive the message that they came in, and each other")
    func lifetime() throws {
        let strings = (0..<2000).map { "text number \($0) " + String(repeating: "é", count: $0 % 60) }
        var message = strings.flatMap(quoted)
        let texts = try message.withUnsafeBufferPointer { (bytes) throws(WireError) in
            var reader = try JSONReader(bytes, limits: Limits())
            var texts: [SharedText] = []
            while reader.peek() == 0x22 { texts.append(try reader.quotedText()) }
            return texts
        }
        for index in message.indices { message[index] = 0x78 }
        #expect(texts.map(\.wrappedValue) == strings)
        var kept = texts
        let known = Set(strings)
        while !kept.isEmpty {
            kept = kept.enumerated().filter { $0.offset % 3 == 1 }.map(\.element)
            #expect(kept.allSatisfy { $0.wrappedValue.map(known.contains) == true })
        }
    }

    @Test("A text that is changed leaves its neighbours as they are")
    func change() throws {
        let message = Array("\"a text of more than a few letters\"\"another such text of some length\"".utf8)
        var texts = try message.withUnsafeBufferPointer { (bytes) throws(WireError) in
            var reader = try JSONReader(bytes, limits: Limits())
            return [try reader.quotedText(), try reader.quotedText()]
        }
        let copy = texts[0]
        texts[0].wrappedValue = "something else, and longer than it was before"
        #expect(copy.wrappedValue == "a text of more than a few letters")
        #expect(texts[1].wrappedValue == "another such text of some length")
    }

    @Test("What sixteen bytes at a time takes for UTF-8 is what the standard library does")
    func validity() {
        var numbers = SeededNumbers(seed: 8)
        let leads: [UInt8] = [0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBE, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF]
        var valid = 0
        for round in 0..<6_000 {
            // Good text with a few odd bytes in it, or odd bytes alone, up to a little over two windows.
            var bytes = Array((0..<Int.random(in: 0...9, using: &numbers)).flatMap { _ in Array("aé見😕z".randomElement(using: &numbers).map { String($0) } ?? "").flatMap { Array(String($0).utf8) } })
            if round % 3 > 0 {
                for _ in 0..<Int.random(in: 1...4, using: &numbers) {
                    bytes.insert(leads[Int.random(in: 0..<leads.count, using: &numbers)], at: Int.random(in: 0...bytes.count, using: &numbers))
                }
            }
            let padded = bytes + [UInt8](repeating: 0xBF, count: 16)
            let expected = String(validating: bytes, as: UTF8.self)
            let (any, allowed) = padded.withUnsafeBufferPointer { Text.isUTF8($0, count: bytes.count) }
            #expect(any == (expected != nil), "\(bytes)")
            #expect(allowed == (expected.map { !$0.unicodeScalars.contains("\u{FFFE}") && !$0.unicodeScalars.contains("\u{FFFF}") } ?? false), "\(bytes)")
            if any { valid += 1 }
        }
        #expect(valid > 1_000 && valid < 5_000)
    }
}

extension Text {
    /// Whether the first `count` bytes are UTF-8, and whether they may also stand in XML.
    fileprivate static func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>, count: Int) -> (any: Bool, inXML: Bool) {
        guard let start = bytes.baseAddress else { return (true, true) }
        return (isUTF8(start, count), isUTF8InXML(start, count))
    }
}
