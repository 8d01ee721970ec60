import Messages
import Testing
import Wire

@Suite("Credentials of a request")
struct CredentialsTests {
    private func read(_ headers: [(String, String)]) throws(OperationError) -> Credentials {
        try Credentials(
            of: HTTPRequest(method: "GET", target: "/", headers: headers.map { HTTPHeader($0.0, $0.1) }), ticketCookie: "SOTicket")
    }

    private func authorization(_ value: String) throws(OperationError) -> Credentials {
        try read([("Authorization", value)])
    }

    private func basic(_ text: String) -> String {
        "Basic " + Base64Bytes(Array(text.utf8)).text
    }

    @Test("Without any there are none")
    func none() throws {
        #expect(try read([]) == .none)
        #expect(try read([("Cookie", "SOTicket=7T:abc")]) == .none)
        #expect(try read([("X-XSRF-TOKEN", "abc")]) == .none)
        #expect(try read([("X-XSRF-TOKEN", "abc"), ("Cookie", "Other=1; XSOTicket=2")]) == .none)
    }

    @Test(
        "A scheme matches in any case, with blanks around its value",
        arguments: [
            ("SOTicket 7T:abc", .ticket("7T:abc")), ("soticket 7T:abc", .ticket("7T:abc")),
            ("  SOTICKET\u{20}\u{20} 7T:abc  ", .ticket("7T:abc")), ("Bearer 8A:xyz", .accessToken("8A:xyz")),
            ("BEARER 8A:xyz", .accessToken("8A:xyz")),
        ] as [(String, Credentials)])
    func schemes(value: String, credentials: Credentials) throws {
        #expect(try authorization(value) == credentials)
    }

    @Test(
        "Basic is a name and a password, which may be empty, hold colons and any letters",
        arguments: [
            ("anna:secret", "anna", "secret"), ("anna:", "anna", ""), ("anna:a:b::c", "anna", "a:b::c"), (":secret", "", "secret"),
            ("Ærlig:pässwörd 語", "Ærlig", "pässwörd 語"), ("7t:x", "7t", "x"),
        ])
    func basicPassword(text: String, name: String, password: String) throws {
        #expect(try authorization(basic(text)) == .password(name: name, password: password))
    }

    @Test("A ticket is accepted as the user name of Basic, with or without a password", arguments: ["7T:abc:", "7T:abc:whatever:x", "7T:abc"])
    func basicTicket(text: String) throws {
        #expect(try authorization(basic(text)) == .ticket("7T:abc"))
    }

    @Test(
        "An Authorization that cannot be read is refused, and no cookie stands in for it",
        arguments: [
            "", " ", "Basic", "Basic ", "Basic !!!", "Basic YW5uYQ==", "Basic /w==", "Digest username=x", "7T:abc", "SOTicket", "Bearer",
        ])
    func refused(value: String) {
        let error = failure { () throws(OperationError) in
            try read([("Authorization", value), ("X-XSRF-TOKEN", "abc"), ("Cookie", "SOTicket=7T:abc")])
        }
        #expect(error?.kind == .authentication)
        #expect(error?.path == "Authorization")
    }

    @Test("The refusal does not repeat what came in")
    func refusalIsDiscreet() {
        let error = failure { () throws(OperationError) in try authorization("Digest hunter2") }
        #expect(error?.message.contains("hunter2") == false)
    }

    @Test("A browser sends its cookie, among others, and repeats a value in a header")
    func browser() throws {
        #expect(
            try read([("x-xsrf-token", " abc= "), ("cookie", "a=b; SOTicket=7T:x+y/z= ;c=d")])
                == .browser(ticket: "7T:x+y/z=", xsrf: "abc="))
        #expect(
            try read([("X-XSRF-TOKEN", "abc"), ("Cookie", "a=b"), ("Cookie", "SOTicket=7T:x")])
                == .browser(ticket: "7T:x", xsrf: "abc"))
    }

    @Test("Authorization goes before the cookie")
    func authorizationFirst() throws {
        #expect(
            try read([("X-XSRF-TOKEN", "abc"), ("Cookie", "SOTicket=7T:x"), ("Authorization", "SOTicket 7T:y")]) == .ticket("7T:y"))
    }

    @Test("The name of the cookie counts case, the names of headers do not")
    func cookieCase() throws {
        #expect(try read([("X-XSRF-TOKEN", "abc"), ("Cookie", "soticket=7T:x")]) == .none)
    }
}
