import Messages
import Testing

@Suite("Origins that the config allows")
struct OriginPatternTests {
    @Test(
        "A star stands for letters, digits, dots and hyphens",
        arguments: [
            ("https://app.example.com", "https://app.example.com", true), ("https://app.example.com", "HTTPS://App.Example.com", true),
            ("https://app.example.com", "https://app.example.com:444", false), ("https://app.example.com", "http://app.example.com", false),
            ("https://*.example.com", "https://a.example.com", true), ("https://*.example.com", "https://a.b.example.com", true),
            ("https://*.example.com", "https://example.com", false), ("https://*.example.com", "https://.example.com", false),
            ("https://*.example.com", "https://evil.com/.example.com", false), ("https://*.example.com", "https://evil.com#.example.com", false),
            ("https://*.example.com", "https://a@b.example.com", false), ("https://*.example.com", "https://a.example.com.evil.org", false),
            ("http://localhost:*", "http://localhost:8080", true), ("http://localhost:*", "http://localhost:", false),
            ("https://*-test.*.example.com", "https://x-test.eu.example.com", true), ("https://*-test.*.example.com", "https://x.eu.example.com", false),
            ("*", "https://whoever.example", true), ("*", "null", true), ("https://*.example.com", "null", false), ("https://*.example.com", "", false),
        ])
    func matching(pattern: String, origin: String, matches: Bool) throws {
        #expect(try #require(OriginPattern(pattern)).matches(origin) == matches)
    }

    @Test(
        "What is no origin is no pattern",
        arguments: [
            "", "example.com", "https://", "https://a.com/", "https://a.com/path", "://a.com", "https:/a.com", "https://a b.com", "**",
            "https://**.example.com", "ht*ps://a.com", "https://user@a.com", "https://*.*.*.*.*.com",
        ])
    func refusals(pattern: String) {
        #expect(OriginPattern(pattern) == nil)
    }

    @Test("A star alone is anybody")
    func anybody() throws {
        #expect(try #require(OriginPattern("*")).isAnybody)
        #expect(try !#require(OriginPattern("https://*.example.com")).isAnybody)
    }
}
