import Testing

@testable import Wire

@Suite("Writing text as XML")
struct XMLTextTests {
    private func written(_ text: String) -> String {
        var text = text
        var writer = ByteWriter(capacity: 1)
        text.withUTF8 { XMLText.write($0, to: &writer) }
        return writer.text()
    }

    @Test("Only what must be escaped is, and a carriage return stays one")
    func escaping() {
        #expect(written("") == "")
        #expect(written("a < b > c & d \" '") == "a &lt; b &gt; c &amp; d \" '")
        #expect(written("tab\tline\nreturn\r\n") == "tab\tline\nreturn&#13;\n")
        #expect(written("Grüße, 水😀") == "Grüße, 水😀")
    }

    @Test("Characters that XML cannot hold are marked as lost")
    func lost() {
        #expect(written("a\u{0}b\u{1F}c\u{FFFE}d\u{FFFF}e\u{FFFD}f\u{FFFC}\u{EFFF}\u{85}\u{7F}") == "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}e\u{FFFD}f\u{FFFC}\u{EFFF}\u{85}\u{7F}")
    }

    @Test("Every text reads back as itself, wherever its odd characters stand")
    func roundTrip() throws {
        var random = SeededNumbers(seed: 4)
        let pieces = ["a", "Straße", "見積もり", "😕", "\"", "<", ">", "&", "]]>", "\n", "\r", "\t", "0123456789abcdef", " ", "</x>", "\u{FFFC}"]
        for _ in 0..<2000 {
            let text = (0..<Int.random(in: 0..<9, using: &random)).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
            let lines = try infoset("<a>\(written(text))</a>")
            #expect(lines == (text.isEmpty ? ["<a", ">"] : ["<a", "=" + text, ">"]))
            var attribute = ByteWriter()
            XMLText.writeAttribute(text, to: &attribute)
            #expect(try infoset("<a b=\"\(attribute.text())\"/>") == ["<a", "@b=" + text, ">"])
        }
    }
}
