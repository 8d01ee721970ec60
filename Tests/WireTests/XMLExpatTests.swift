import Testing

@testable import Wire

@Suite("Reading XML as expat does")
struct XMLExpatTests {
    @Test("4,000 documents, whole and damaged, are taken or refused as by expat, and say the same")
    func differential() throws {
        let documents: [[UInt8]] = (0..<4000).map { seed in
            var generator = XMLGenerator(seed: UInt64(seed))
            let document = generator.document()
            return seed % 2 == 0 ? Array(document.utf8) : generator.damage(document)
        }
        let expected = try Expat.infosets(documents)
        try #require(expected.count == documents.count)
        var taken = 0
        var refused = 0
        for (document, expected) in zip(documents, expected) {
            do throws(WireError) {
                let lines = try infoset(document)
                taken += 1
                if lines != expected, expected != nil || !hasNewNames(lines) { Issue.record("\(String(decoding: document, as: UTF8.self)): \(lines) in place of \(expected as Any)") }
            } catch {
                refused += 1
                #expect((0...document.count).contains(error.offset))
                if expected != nil, !isOurs(error) { Issue.record("\(String(decoding: document, as: UTF8.self)): \(error)") }
            }
        }
        #expect(taken > 1500)
        #expect(refused > 1000)
        print("Compared \(taken) documents that were taken and \(refused) that were refused with expat")
    }

    /// What this reader refuses on purpose.
    private func isOurs(_ error: WireError) -> Bool {
        error.kind == .limit || error.message.hasPrefix("the encoding") || error.message.hasPrefix("XML ")
    }

    /// Whether a name has letters that the fifth edition of XML allows; expat keeps to the fourth, which lists fewer.
    private func hasNewNames(_ lines: [String]) -> Bool {
        lines.contains { line in
            (line.hasPrefix("<") || line.hasPrefix("@"))
                && line.prefix { $0 != "=" }.unicodeScalars.contains { !$0.isASCII && !"é日本".unicodeScalars.contains($0) }
        }
    }
}
