@testable import Wire

/// Documents of all shapes: well-formed ones in every odd spelling, and, after `damage`, ones that nearly are.
struct XMLGenerator {
    private var random: SeededNumbers
    private var depth = 0

    init(seed: UInt64) { random = SeededNumbers(seed: seed) }

    private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
    private mutating func one(_ choices: String...) -> String { choices[below(choices.count)] }
    private mutating func some(_ most: Int, _ part: (inout XMLGenerator) -> String) -> String {
        (0..<below(most + 1)).map { _ in part(&self) }.joined()
    }

    mutating func document() -> String {
        let declaration = one("", "", "<?xml version='1.0'?>", "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n", "<?xml\tversion = '1.0'\r\nencoding='utf-8' standalone='yes'?>")
        return declaration + some(2) { $0.aside() } + element() + some(2) { $0.aside() }
    }

    private mutating func aside() -> String {
        one("\n", "  ", "<!-- a < b & c -->", "<!---->", "<?p?>", "<?p x > ? >?>", "\r\n\t")
    }

    private mutating func space() -> String { one("", "", "", " ", "\n", "\t ", "\r\n") }

    private mutating func name() -> String { one("a", "b", "Name", "x-1", "_y.z", "é", "日本", "ChatSessionId") }

    private mutating func prefix() -> String { one("", "", "", "p:", "q:", "xml:") }

    private mutating func element() -> String {
        depth += 1
        defer { depth -= 1 }
        // The outermost element binds every prefix, so that most documents are well-formed.
        var attributes = depth == 1 ? " xmlns:p='urn:p' xmlns:q=\"urn:q\"" : ""
        var used: Set<String> = []
        for _ in 0..<below(4) {
            let attribute = below(4) == 0 ? one("xmlns", "xmlns:p", "xmlns:q", "xmlns:r") : prefix() + name()
            guard used.insert(attribute).inserted, depth > 1 || !attribute.hasPrefix("xmlns:") else { continue }
            let quote = one("'", "\"")
            let value = attribute.hasPrefix("xmlns") ? one("urn:p", "urn:q", "urn:&#114;", attribute == "xmlns" ? "" : "urn:s") : self.value()
            attributes += one(" ", "\n", "  ") + attribute + space() + "=" + space() + quote + value + quote
        }
        let tag = (below(8) == 0 ? "xml:" : one("", "", "p:", "q:")) + name()
        if below(4) == 0 { return "<\(tag)\(attributes)\(space())/>" }
        let content = some(depth > 6 ? 2 : 5) { generator in
            switch generator.below(4) {
            case 0 where generator.depth <= 6: generator.element()
            case 1: generator.aside()
            default: generator.text()
            }
        }
        return "<\(tag)\(attributes)\(space())>\(content)</\(tag)\(space())>"
    }

    private mutating func value() -> String {
        some(3) { $0.one("x", "&lt;", "&#10;", "\n", "\r\n", "\t", "&quot;&apos;", "ü", "😀", "&#x6C34;", ">", "]]>", "0123456789") }
    }

    private mutating func text() -> String {
        one(
            "text", "&amp;", "&#x20AC;", "\n", "\r", "\r\n", "\t", "Grüße", "水", "😀", "]]", "]", ">", "\"'", "<![CDATA[]]>", "<![CDATA[<a>&b;]]]]>",
            "<![CDATA[\r\n]]>", "0123456789ABCDEF", "\u{85}\u{7F}", "\u{FFFD}")
    }

    /// The document with one to three small things wrong, or right after all.
    mutating func damage(_ document: String) -> [UInt8] {
        var bytes = Array(document.utf8)
        let splinters: [[UInt8]] = [
            "<", ">", "&", "/", "=", "'", "\"", "]]>", "<!--", "-->", "<?", "?>", "<![CDATA[", "&#0;", "&x;", "&lt", ":", "xmlns:p='urn:z' ",
            "</a>", "<a>", "<a/>", " ", "--", "é", "\u{1}", "<?xml version='1.0'?>", "p:",
        ].map { Array($0.utf8) } + [[0x00], [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xEF, 0xBF, 0xBF], [0xEF, 0xBB, 0xBF]]
        for _ in 0...below(3) where !bytes.isEmpty {
            let place = below(bytes.count)
            switch below(6) {
            case 0: bytes.removeSubrange(place...)
            case 1: bytes.removeSubrange(place..<Swift.min(place + 1 + below(6), bytes.count))
            case 2: bytes[place] = UInt8(below(256))
            case 3: bytes[place] ^= 1 << UInt8(below(8))
            case 4:
                let from = below(bytes.count)
                bytes.insert(contentsOf: Array(bytes[from..<Swift.min(from + 1 + below(12), bytes.count)]), at: place)
            default: bytes.insert(contentsOf: splinters[below(splinters.count)], at: place)
            }
        }
        return bytes
    }
}
