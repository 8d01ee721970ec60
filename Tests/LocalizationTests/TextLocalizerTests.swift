import Glibc
import Testing
import Wire

@testable import Localization

@Suite("Texts as a caller reads them")
struct TextLocalizerTests {
    private let resources: ResourceNames

    init() throws {
        resources = try ResourceNames([
            "en": ["SR_HELLO": "Hello", "SR_ONLY_ENGLISH": "Only", "SR_NESTED": "[SR_HELLO]"], "NO": ["SR_HELLO": "Hallo"],
        ])
    }

    private func localizer(_ language: String?, culture: String? = nil) -> TextLocalizer {
        TextLocalizer(acceptLanguage: language, soLanguage: nil, soCulture: culture, resources: resources)
    }

    @Test("Without a language nothing changes, whatever the culture")
    func unchanged() {
        for text in [#"NO:"Ja";US:"Yes""#, "[SR_HELLO]", "[F:1234.5]"] {
            #expect(localizer(nil, culture: "sv").localize(text) == nil)
            #expect(localizer("*", culture: "sv").localize(text) == nil)
            #expect(TextLocalizer.unchanged.localize(text) == nil)
        }
        #expect(localizer("x").isUnchanged)
    }

    @Test(
        "Ordinary texts are not copied",
        arguments: ["", "Hei", "a [b] c", "[", "[]", "[sr_HELLO]", "[SR_UNKNOWN]", "[I:x]", "[[["])
    func ordinary(text: String) {
        #expect(localizer("nb").localize(text) == nil)
    }

    @Test("Names are resolved in the best language or English, inside a picked text too")
    func names() {
        #expect(localizer("nb").localize("[SR_HELLO], Ola!") == "Hallo, Ola!")
        #expect(localizer("de, nb").localize("[SR_HELLO]") == "Hallo")
        #expect(localizer("de").localize("[SR_HELLO]") == "Hello")
        #expect(localizer("nb").localize("[SR_ONLY_ENGLISH]") == "Only")
        #expect(localizer("nb").localize(#"US:"x";NO:"[SR_HELLO] [SR_UNKNOWN]""#) == "Hallo [SR_UNKNOWN]")
        #expect(localizer("nb").localize("[[SR_HELLO]] [SR_HELLO [SR_HELLO]") == "[Hallo] [SR_HELLO Hallo")
        #expect(localizer("nb").localize("æ[SR_HELLO]ø[SR_HELLO]å") == "æHalloøHalloå")
    }

    @Test("A replacement is not looked at again")
    func once() {
        #expect(localizer("nb").localize("[SR_NESTED]") == "[SR_HELLO]")
    }

    @Test("A table of texts with an unknown language or a faulty name is refused with its place")
    func faultyTables() {
        for (tables, path) in [
            (["xyz": [:]], "xyz"), (["": [:]], ""), (["NO": ["HELLO": "x"]], "NO.HELLO"), (["nb": ["SR_": "x"]], "nb.SR_"),
            (["nb": ["SR_A]": "x"]], "nb.SR_A]"),
        ] as [([String: [String: String]], String)] {
            let error = #expect(throws: WireError.self) { try ResourceNames(tables) }
            #expect(error?.kind == .value)
            #expect(error?.path == path)
        }
    }

    @Test("Two keys of one language are one table")
    func sameLanguage() throws {
        let both = try ResourceNames(["nb": ["SR_A": "a"], "NO": ["SR_B": "b"]])
        let localizer = TextLocalizer(acceptLanguage: "nn", soLanguage: nil, soCulture: nil, resources: both)
        #expect(localizer.localize("[SR_A][SR_B]") == "ab")
    }

    @Test("SO-Culture overrides the language's culture; an unknown one does not")
    func culture() {
        #expect(localizer("nb").localize("[D:12/24/2018]") == "24.12.2018")
        #expect(localizer("nb", culture: "sv").localize("[D:12/24/2018]") == "2018-12-24")
        #expect(localizer("nb", culture: " US ").localize("[D:12/24/2018]") == "12/24/2018")
        #expect(localizer("nb", culture: "en-GB").localize("[D:12/24/2018]") == "24/12/2018")
        #expect(localizer("nb", culture: "tlh").localize("[D:12/24/2018]") == "24.12.2018")
        #expect(localizer("tlh, nb").localize("[D:12/24/2018]") == "24.12.2018")
        #expect(localizer("tlh").localize("[D:12/24/2018]") == "2018-12-24")
    }

    @Test("Generated texts cost linear time and never trap")
    func generated() {
        var random = SplitMix(state: 2)
        let localizer = localizer("nb")
        let pieces = [
            "[", "]", "[SR_HELLO]", "[SR_", "[I:12]", "[D:01/01/2020", "NO:\"", "\"", ";", "\\", "US:\"", "æ", "\0", " ", "[F:-",
            "1", ".", "🙂",
        ]
        for _ in 0..<3000 {
            let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
                .joined()
            if let changed = localizer.localize(text) { #expect(changed.utf8.count <= 2 * text.utf8.count) }
        }
        for piece in ["[", "[SR_", "[A", "NO:\"a\";", "\"", "NO:\"\"\"", "\\", "[I:1]"] {
            let texts = [20_000, 200_000].map { String(repeating: piece, count: $0) }
            // The processor time of this thread, and the smallest of three runs: a busy machine must not look like a slow
            // algorithm. Quadratic time would be a hundredfold.
            let times = texts.map { text in
                (0..<3).map { _ in
                    let start = processorSeconds()
                    _ = localizer.localize(text)
                    return processorSeconds() - start
                }.min() ?? 0
            }
            #expect(times[1] < times[0] * 50 + 0.05, "\(piece): \(times)")
        }
    }
}

private func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
