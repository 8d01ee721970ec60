import Testing
import Wire

@testable import Carriers

@Suite("Carriers to XML and back")
struct XMLRoundTripTests {
    /// JSON without what XML cannot say: control characters, and an array among the fields that are not known.
    private func comparable(_ json: String) -> String {
        json.replacing("\\u0001", with: "\u{FFFD}").replacing(#/,?"New(\\"|_x0022_)Field":\[[^\]]*\]/#, with: "").replacing("{,", with: "{")
    }

    private func check<C: Carrier>(_ type: C.Type, rounds: Range<UInt64>) throws {
        for seed in rounds {
            var filler = RandomFiller(seed: seed)
            let value = filler.filled(C.self)
            for (form, prefix) in [(XMLForm.compact, ""), (.manual, "s")] {
                let written = encodeXML(value, form)
                let text = document(written, prefix: prefix)
                let read = try decodeXML(C.self, Array(text.utf8))
                #expect(encodeXML(read, form) == written)
                #expect(comparable(encode(read)) == comparable(encode(value)), "seed \(seed)")
            }
            let bare = "<r xmlns:i=\"\(XMLSpace.instance)\">\(encodeXML(value, .rest))</r>"
            let read = try decodeXML(C.self, Array(bare.utf8), service: "", arrays: "")
            #expect(encodeXML(read, .rest) == encodeXML(value, .rest))
        }
    }

    @Test("Sessions with all that hangs on them come back as they were, in every form")
    func sessions() throws { try check(ChatSessionEntity.self, rounds: 0..<60) }

    @Test("So do topics, principals, associates, addresses and failures")
    func others() throws {
        try check(ChatTopicEntity.self, rounds: 0..<30)
        try check(SoPrincipalCarrier.self, rounds: 0..<30)
        try check(Associate.self, rounds: 0..<30)
        try check(Address.self, rounds: 0..<30)
        try check(SoExceptionInfo.self, rounds: 0..<30)
        try check(ChatOpeningHours.self, rounds: 0..<30)
    }

    @Test("A document with white space, comments and prefixes put in says the same")
    func spelling() throws {
        for seed in 0..<20 as Range<UInt64> {
            var filler = RandomFiller(seed: seed)
            let value = filler.filled(ChatSessionEntity.self)
            let plain = document(encodeXML(value))
            let expected = try encodeXML(decodeXML(ChatSessionEntity.self, Array(plain.utf8)))
            let spaced = plain.replacing("><", with: ">\n <!-- x --><?y z?><").replacing(#/>\n <!-- x --><\?y z\?><\//#, with: "></")
            #expect(try encodeXML(decodeXML(ChatSessionEntity.self, Array(spaced.utf8))) == expected)
            let prefixed = plain.replacing(#/<(\/?)(?=[A-Z_])/#) { "<\($0.1)s:" }.replacing("xmlns=\"", with: "xmlns:s=\"urn:service\" xmlns=\"")
            #expect(try encodeXML(decodeXML(ChatSessionEntity.self, Array(prefixed.utf8))) == expected)
        }
    }

    @Test("5,000 documents that were damaged are read or refused with a place inside them, and nothing traps")
    func mutations() throws {
        var random = SeededNumbers(seed: 9)
        let splinters: [[UInt8]] =
            [
                "<", ">", "/", "&", "]]>", "<!--", "-->", "<![CDATA[", "&#xD800;", "&lt;", "</", "/>", " i:nil=\"true\"", "<Rating>1</Rating>", "\n", "xmlns=\"\" ",
                " xmlns:i=\"urn:x\"", "99999999999999999999", "s:", "<a:int>",
            ].map { Array($0.utf8) } + [[0x00], [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xEF, 0xBF, 0xBF]]
        var refused = 0
        for round in 0..<5000 {
            var filler = RandomFiller(seed: UInt64(round % 20))
            let form = round % 2 == 0 ? XMLForm.compact : .manual
            var bytes = Array(document(encodeXML(filler.filled(ChatSessionEntity.self), form), prefix: round % 2 == 0 ? "" : "s").utf8)
            for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<5, using: &random) {
                case 0 where round % 5 == 0: bytes.removeSubrange(place...)
                case 1: bytes.removeSubrange(place..<Swift.min(place + Int.random(in: 1...9, using: &random), bytes.count))
                case 2: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 3: bytes.insert(contentsOf: splinters[Int.random(in: 0..<splinters.count, using: &random)], at: place)
                default: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
                }
            }
            do throws(WireError) {
                let read = try decodeXML(ChatSessionEntity.self, bytes)
                let written = encodeXML(read)
                #expect(try encodeXML(decodeXML(ChatSessionEntity.self, fields: written)) == written)
            } catch {
                refused += 1
                #expect((0...bytes.count).contains(error.offset), "\(error)")
                #expect(!error.message.isEmpty)
            }
        }
        #expect(refused > 2500)
    }
}
