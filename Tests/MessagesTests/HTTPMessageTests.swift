import Messages
import Testing

@Suite("HTTP-shaped messages")
struct HTTPMessageTests {
    @Test("A header is found by its name in any case, the first of several")
    func headers() {
        let request = HTTPRequest(
            method: "GET", target: "/", headers: [HTTPHeader("Accept", "a"), HTTPHeader("accept", "b"), HTTPHeader("X", "c")])
        #expect(request["ACCEPT"] == "a")
        #expect(request["Accept-Language"] == nil)
        #expect(HTTPResponse(status: 200, contentType: "text/plain", body: [])["content-type"] == "text/plain")
    }

    @Test("A header that is a list may be split over several lines (RFC 9110, 5.3)")
    func lists() {
        let request = HTTPRequest(
            method: "GET", target: "/", headers: [HTTPHeader("Accept", "a;q=0.1"), HTTPHeader("X", "c"), HTTPHeader("accept", "b")])
        #expect(request.list("Accept") == "a;q=0.1, b")
        #expect(request.list("X") == "c")
        #expect(request.list("Y") == nil)
    }

    @Test(
        "Only ASCII letters are equal in either case",
        arguments: [
            ("accept", "ACCEPT", true), ("a-b_1", "A-B_1", true), ("", "", true), ("a", "ab", false), ("@", "`", false),
            ("[", "{", false), ("æ", "Æ", false), ("k", "\u{212A}", false), ("1", "Q", false),
        ])
    func letterCase(first: String, second: String, isEqual: Bool) {
        #expect(first.equalsIgnoringCase(second) == isEqual)
    }

    @Test("Blanks are taken from both ends and line ends are not", arguments: [(" \ta b\t ", "a b"), ("", ""), (" ", ""), ("\r\n", "\r\n")])
    func trimming(text: String, trimmed: String) {
        #expect(text.trimmed() == trimmed)
    }
}
