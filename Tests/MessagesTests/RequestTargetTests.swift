import Messages
import Testing

@Suite("Request targets")
struct RequestTargetTests {
    private func read(_ target: String, mount: [String] = []) throws(OperationError) -> RequestTarget {
        try RequestTarget(target, mount: mount)
    }

    @Test(
        "A path is cut at its slashes, empty segments left out, and decoded",
        arguments: [
            ("/api/v1/ChatSession", ["api", "v1", "ChatSession"]), ("", []), ("/", []), ("//api///v1/", ["api", "v1"]),
            ("api/v1", ["api", "v1"]), ("/a%20b/%C3%A6", ["a b", "æ"]), ("/a+b", ["a+b"]), ("/a%2Fb", ["a/b"]), ("/a%3Fb", ["a?b"]),
            ("/æ", ["æ"]), ("/a/../b", ["a", "..", "b"]), ("/a#b/c?d", ["a"]),
        ])
    func segments(target: String, segments: [String]) throws {
        #expect(try read(target).segments == segments)
    }

    @Test(
        "An absolute URI is as good as its path",
        arguments: [
            ("http://desk.example/api/v1?x=1", ["api", "v1"], "1"), ("HTTPS://desk.example:8080/api?x=2", ["api"], "2"),
            ("https://desk.example?x=3", [], "3"), ("https://desk.example", [], nil), ("http://[::1]:80/a?x=/b", ["a"], "/b"),
        ] as [(String, [String], String?)])
    func absolute(target: String, segments: [String], option: String?) throws {
        let read = try read(target)
        #expect(read.segments == segments)
        #expect(read["x"] == option)
    }

    @Test("The mount is taken from the beginning, in any case, and a path without it is left alone")
    func mount() throws {
        #expect(try read("/Cust1/x/api/v1", mount: ["cust1", "X"]).segments == ["api", "v1"])
        #expect(try read("/api/v1", mount: ["Cust1"]).segments == ["api", "v1"])
        #expect(try read("/Cust12/api", mount: ["Cust1"]).segments == ["Cust12", "api"])
        #expect(try read("/Cust1", mount: ["Cust1"]).segments == [])
        #expect(try read("/Cust1", mount: ["Cust1", "x"]).segments == ["Cust1"])
        #expect(try read("http://desk.example/Cust1/api", mount: ["Cust1"]).segments == ["api"])
    }

    @Test("Query options are decoded, + as a space; names match in any case and the first one counts")
    func query() throws {
        let target = try read("/x?$Select=a%2Cb+c&&%24format=json&flag&=v&a=b=c&$select=later#$top=1")
        #expect(target["$select"] == "a,b c")
        #expect(target["$FORMAT"] == "json")
        #expect(target["flag"] == "")
        #expect(target["a"] == "b=c")
        #expect(target["$top"] == nil)
        #expect(target["none"] == nil)
    }

    @Test(
        "A bad escape is an error with its place",
        arguments: [("/a%", 2), ("/a%2", 2), ("/a%zz", 2), ("/ab?x=%g0", 6), ("/ab?%4=x", 4), ("http://h/a%-1", 10), ("/æ%1", 3)])
    func badEscape(target: String, offset: Int) {
        let error = failure { () throws(OperationError) in try read(target) }
        #expect(error?.kind == .value)
        #expect(error?.path == "target")
        #expect(error?.offset == offset)
    }

    @Test("What does not decode to UTF-8 is refused, and so is NUL", arguments: ["/%ff", "/%C3", "/%ED%A0%80", "/%00", "/x?a=%00", "/x?%C3%28=1"])
    func badText(target: String) {
        let error = failure { () throws(OperationError) in try read(target) }
        #expect(error?.kind == .value)
        #expect(error?.path == "target")
        #expect(error?.offset != nil)
    }

    @Test("65,536 bytes are read and one more is not")
    func bounds() throws {
        #expect(try read("/" + String(repeating: "a", count: 65_535)).segments.count == 1)
        let error = failure { () throws(OperationError) in try read("/" + String(repeating: "a", count: 65_536)) }
        #expect(error?.kind == .limit)
        #expect(error?.path == "target")
    }
}
