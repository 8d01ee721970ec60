import Messages
import Testing

@Suite("Which form an answer takes")
struct MediaTypeTests {
    @Test("Without a preference it is JSON", arguments: [nil, "", " ", "*/*", "*", "*/*;q=0.1", "application/*"])
    func noPreference(header: String?) {
        #expect(MediaType.accepted(by: header) == .json)
    }

    @Test("Each type can be asked for, in any case", arguments: MediaType.allCases)
    func each(type: MediaType) {
        #expect(MediaType.accepted(by: type.rawValue) == type)
        #expect(MediaType.accepted(by: type.rawValue.uppercased()) == type)
        #expect(MediaType.accepted(by: "image/png, " + type.rawValue + ";charset=utf-8") == type)
    }

    @Test(
        "The highest weight wins, and of equals the first",
        arguments: [
            ("application/xml, application/json", .xml), ("application/json, application/xml", .json),
            ("application/json;q=0.5, application/xml", .xml), ("application/json;q=0.5, application/xml;q=0.4", .json),
            ("text/xml;q=0.499, text/json;q=0.5", .textJSON), ("text/xml;q=1, text/json;q=1.000", .textXML),
            ("text/*", .textJSON), ("text/json;q=0.1, text/*;q=0.9", .textXML), ("text/xml ; q=0.2 , text/json ; q=0.1", .textXML),
            ("application/xml;q=0.001, image/png", .xml),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", .xml),
        ] as [(String, MediaType)])
    func weights(header: String, type: MediaType) {
        #expect(MediaType.accepted(by: header) == type)
    }

    @Test(
        "The more exact range decides, wherever it stands",
        arguments: [
            ("*/*, application/json;q=0", .textJSON), ("application/*;q=0, */*", .textJSON),
            ("application/json;q=0.1, application/*;q=0.5", .xml), ("*/*;q=0.9, text/*;q=0.1, text/xml;q=1", .textXML),
        ] as [(String, MediaType)])
    func exactness(header: String, type: MediaType) {
        #expect(MediaType.accepted(by: header) == type)
    }

    @Test(
        "Nothing that is acceptable gives nothing",
        arguments: [
            "image/png", "application/json;q=0", "*/*;q=0", "*/*;q=0.000", "text/html, image/*", "json", "/", ",", "application",
            "application/jsonx", "application/json2;q=1",
        ])
    func nothing(header: String) {
        #expect(MediaType.accepted(by: header) == nil)
    }

    @Test(
        "A weight that is not one (RFC 9110, 12.4.2) takes its part of the header out",
        arguments: ["q=2", "q=1.5", "q=1.001", "q=0.1234", "q=", "q=.5", "q=-1", "q=0.5.5", "q=00", "q=05", "q=high", "q=0x1", "q=+1"])
    func malformedWeight(weight: String) {
        #expect(MediaType.accepted(by: "application/xml;\(weight), text/json;q=0.001") == .textJSON)
    }

    @Test("Of a header that never ends, the first parts are read")
    func bounded() {
        let flood = Array(repeating: "image/png", count: 100).joined(separator: ",")
        #expect(MediaType.accepted(by: flood + ",application/json") == nil)
        #expect(MediaType.accepted(by: "application/json," + flood) == .json)
    }

    @Test(
        "$format and Content-Type name a type, or json or xml for short; parameters do not count",
        arguments: [
            ("json", .json), ("XML", .xml), ("Text/Json", .textJSON), ("application/json; charset=utf-8", .json),
            (" application/merge-patch+json ;x=y", .mergePatch), ("image/png", nil), ("", nil), ("js", nil),
        ] as [(String, MediaType?)])
    func named(name: String, type: MediaType?) {
        #expect(MediaType(named: name) == type)
    }
}
