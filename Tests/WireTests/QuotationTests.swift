import Testing

@testable import Wire

@Suite("What errors quote")
struct QuotationTests {
    @Test("A text of 200 bytes is shown whole, a longer one is cut between two characters and says so", arguments: ["x", "ø", "漢", "🙂", "e\u{301}"])
    func quoted(letter: String) {
        for count in [0, 1, 49, 50, 66, 67, 100, 199, 200, 201, 10_000] {
            let text = String(repeating: letter, count: count)
            let quoted = text.quoted
            #expect(text.utf8.count <= 200 ? quoted == text : quoted.hasSuffix("…"))
            #expect(quoted.utf8.count <= 200)
            if text.utf8.count > 200 { #expect(quoted.utf8.count > 190) }
            #expect(text.unicodeScalars.starts(with: quoted.unicodeScalars.prefix { $0 != "…" }))
            let bytes = Array(text.utf8)
            #expect(bytes.withUnsafeBufferPointer(\.quoted) == quoted)
            #expect(text[...].quoted == quoted)
        }
    }

    @Test("A character of any length is cut too")
    func marks() {
        let quoted = ("e" + String(repeating: "\u{301}", count: 100_000)).quoted
        #expect(quoted.utf8.count <= 200 && quoted.hasSuffix("…"))
    }

    @Test("An error is bounded whatever it is made of")
    func errors() {
        let long = String(repeating: "ø", count: 100_000)
        var error = WireError(.value, long, path: long, offset: 0)
        #expect(error.path.utf8.count <= 200 && error.message.utf8.count <= 1000)
        for _ in 0..<64 { error = error.within(long) }
        #expect(error.path.utf8.count <= 200)
        #expect(WireError(.value, "x", path: "b", offset: 0).within("a").path == "a.b")
    }
}
