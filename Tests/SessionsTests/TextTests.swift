import Carriers
import Glibc
import Sessions
import Testing
import Wire

@Suite("Harmless tags")
struct HTMLReductionTests {
    @Test(
        "What is harmless stays, and the rest is text",
        arguments: [
            ("plain", "plain"), ("a < b & c > d", "a &lt; b &amp; c &gt; d"), ("<b>bold</b>", "<b>bold</b>"), ("<B CLASS=x>bold</b >", "<b>bold</b>"),
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"), ("<img src=x onerror=y>", "&lt;img src=x onerror=y&gt;"),
            ("<b onclick='x()'>hi", "<b>hi</b>"), ("hi</b>", "hi"), ("<b><i>x</b>y</i>", "<b><i>x</i></b>y"), ("a<br>b<br/>c</br>", "a<br/>b<br/>c"),
            ("<!-- x -->", "&lt;!-- x --&gt;"), ("<bb>", "&lt;bb&gt;"), ("<b", "&lt;b"), ("<b <i>x</i>", "&lt;b <i>x</i>"), ("</ b>", "&lt;/ b&gt;"),
            ("<a href=\"https://example.com/?a=1&amp;b=2\" target=_blank>x</a>", "<a href=\"https://example.com/?a=1&amp;b=2\">x</a>"),
            ("<a HREF='mailto:a@example.com'>x</a>", "<a href=\"mailto:a@example.com\">x</a>"),
            ("<a href=http://example.com/>x</a>", "<a href=\"http://example.com/\">x</a>"), ("<a href=\"javascript:alert(1)\">x</a>", "x"),
            ("<a href=\"java&#115;cript:x\">x</a>", "x"), ("<a href=\"&#104;ttps://example.com\">x</a>", "<a href=\"https://example.com\">x</a>"),
            ("<a href=\"data:text/html,x\">x</a>", "x"), ("<a href=\"//example.com\">x</a>", "x"), ("<a>x</a>", "x"), ("<a href=\" https://e.com/\">x</a>", "<a href=\"https://e.com/\">x</a>"),
            ("<a href=\"https://e.com/\" href=\"javascript:x\">x</a>", "<a href=\"https://e.com/\">x</a>"), ("<a href=\"ht&#9;tps://e.com\">x</a>", "x"),
            ("<a href='https://e.com/\"onclick=x'>x</a>", "<a href=\"https://e.com/&quot;onclick=x\">x</a>"),
            ("<a href='https://a.com'><a href='https://b.com'>x</a></a>", "<a href=\"https://a.com\">x</a>"), ("<a = href=https://e.com>x</a>", "<a href=\"https://e.com\">x</a>"),
            ("&lt;b&gt; &amp;&quot;&apos;&nbsp;&#65;&#x42;", "&lt;b&gt; &amp;\"'\u{A0}AB"), ("&copy; &; &#0; &#xD800; &#x1F600; &#99999999;", "&amp;copy; &amp;; &amp;#0; &amp;#xD800; 😀 &amp;#99999999;"),
            ("a\u{0}b\u{1B}c\td\n", "abc\td\n"), ("blåbær 語 🙂", "blåbær 語 🙂"), ("<p title=\"<b>\">x", "<p>x</p>"), ("<b\u{0}>x", "&lt;b&gt;x"), ("", ""),
        ])
    func cases(text: String, reduced: String) {
        #expect(HTMLReduction.reduce(text) == reduced)
        #expect(HTMLReduction.reduce(reduced) == reduced)
    }

    /// Texts put together from what makes markup go wrong.
    static func pieces(_ dice: inout LifeTests.Dice, count: Int) -> String {
        let pieces = [
            "<", ">", "&", "\"", "'", "/", "=", ";", " ", "\n", "b", "<b>", "</b>", "<i>", "</i>", "<a href=", "\"https://e.com\"", "javascript:", "</a>", "<br>",
            "&amp;", "&lt;", "&#60;", "&#x3c;", "script", "<script>", "<p", "<!--", "-->", "ø", "🙂", "\u{0}", "<ul><li>", "</ul>", "&nbsp", "on=x",
        ]
        return (0..<count).map { _ in dice.one(of: pieces) }.joined()
    }

    @Test("Whatever comes in, the result is well-formed, reduces to itself and keeps its bound", arguments: 0..<40 as Range<UInt64>)
    func properties(seed: UInt64) throws {
        var dice = LifeTests.Dice(state: seed)
        for _ in 0..<100 {
            let text = Self.pieces(&dice, count: Int.random(in: 1...40, using: &dice))
            let reduced = HTMLReduction.reduce(text)
            #expect(HTMLReduction.reduce(reduced) == reduced, "\(text)")
            try Self.expectHarmless(reduced)

            let limit = Int.random(in: 0...60, using: &dice)
            let clipped = HTMLReduction.reduce(text, limit: limit)
            #expect(clipped.unicodeScalars.count <= limit, "\(text)")
            #expect(HTMLReduction.reduce(clipped) == clipped, "\(text)")
            try Self.expectHarmless(clipped)
        }
    }

    /// Looks at every tag of the result.
    static func expectHarmless(_ text: String) throws {
        var open: [Substring] = []
        var rest = Substring(text)
        while let start = rest.firstIndex(of: "<") {
            rest = rest[rest.index(after: start)...]
            let end = try #require(rest.firstIndex(of: ">"), "\(text)")
            let tag = rest[..<end]
            rest = rest[rest.index(after: end)...]
            if tag == "br/" { continue }
            if tag.hasPrefix("/") {
                #expect(open.popLast() == tag.dropFirst(), "\(text)")
                continue
            }
            let name = tag.prefix { $0 != " " }
            try #require(HTMLElement(rawValue: String(name)) != nil, "\(text)")
            let attributes = tag.dropFirst(name.count)
            if !attributes.isEmpty {
                #expect(name == "a" && attributes.hasPrefix(" href=\"http") && attributes.hasSuffix("\""), "\(text)")
                #expect(attributes.filter { $0 == "\"" }.count == 2, "\(text)")
            }
            open.append(name)
        }
        #expect(open.isEmpty, "\(text)")
    }

    @Test("Cutting cuts no tag, no reference and no character in two, and closes what is open", arguments: [(0, ""), (7, ""), (8, "<b>a</b>"), (13, "<b>a&amp;</b>"), (12, "<b>a</b>"), (14, "<b>a&amp;ø</b>")])
    func cutting(limit: Int, text: String) {
        #expect(HTMLReduction.reduce("<b>a&ø</b>", limit: limit).replacing("<b></b>", with: "") == text)
    }

    @Test("Tags deeper than 32 levels are left out")
    func depth() {
        let reduced = HTMLReduction.reduce(String(repeating: "<i>", count: 100) + "x")
        #expect(reduced == String(repeating: "<i>", count: 32) + "x" + String(repeating: "</i>", count: 32))
    }

    @Test(
        "Ten times the text takes about ten times as long, whatever it is",
        arguments: [
            "<a ", "<a \"", "<a '\"", "<b><i>", "</b>", "&", "&#", "<", "<a href=", "<a = ", "<i>", "<i></i>", "<a href='https://…&", "<a href='https://…\"", "<a href='https://…é",
            "<a href='https://…\u{85}", "<a href='…&#32;", "<a …href='x' ", "\u{85}", "\u{FFFE}", "\"",
        ])
    func linear(shape: String) {
        // What stands before the mark is there once.
        let parts = shape.split(separator: "…", omittingEmptySubsequences: false)
        func time(_ count: Int) -> Double {
            let text = parts.dropLast().joined() + String(repeating: String(parts.last ?? ""), count: count) + (parts.count > 1 ? "'>x</a>" : "")
            return (0..<3).map { _ in
                let start = threadSeconds()
                let reduced = HTMLReduction.reduce(text)
                _ = HTMLReduction.reduce(reduced, limit: 1024)
                _ = HTMLReduction.plainLine(reduced)
                _ = HTMLReduction.escape(text)
                return threadSeconds() - start
            }.min() ?? 0
        }
        // Quadratic time would be a factor of 100.
        #expect(time(20_000) < 40 * max(time(2_000), 0.0005))
    }

    @Test("Without markup a text stands on one line")
    func plain() {
        #expect(HTMLReduction.plainLine("<p>a &lt; b</p><ul><li>one</li><li>two<br/>three</li></ul>\r\nfour &amp; <b>five</b>") == "a < b one two three four & five")
    }
}

@Suite("Texts for people")
struct TextTests {
    @Test(
        "The queue's text names position and wait",
        arguments: [
            ("You are number {cque}, about {cavw}.", "You are number 3, about 01:05."), ("{cque}{cque}{cavw}", "3301:05"), ("{cque", "{cque"),
            ("{{cque}}", "{3}"), ("{CQUE} {x}", "{CQUE} {x}"), ("", ""),
        ])
    func queueText(text: String, filled: String) {
        #expect(QueueText.fill(text, position: 3, averageWait: 3900) == filled)
    }

    @Test("Waits are rounded to the minute", arguments: [(0, "00:00"), (29, "00:00"), (30, "00:01"), (3599, "01:00"), (359_999, "100:00"), (-5, "00:00"), (Int32.max, "596523:14")])
    func clock(seconds: Int32, text: String) {
        #expect(QueueText.clock(seconds) == text)
    }

    static let lines = [
        Transcript.Line(posted: DateTime(ticks: 638_000_000_000_000_000), author: "Kari", text: "Hello <b>there</b><br/>&lt;you&gt;"),
        Transcript.Line(posted: DateTime(ticks: 638_000_000_050_000_000), author: "<Ola>\nB", text: "Hi<script>"),
        Transcript.Line(posted: DateTime(ticks: 638_000_000_060_000_000), author: "", text: "Bye"),
    ]

    @Test("A transcript has one line for each message")
    func transcript() {
        #expect(
            Transcript.text(Self.lines) == """
                [2022-09-28 22:13:20] Kari: Hello there <you>
                [2022-09-28 22:13:25] <Ola> B: Hi<script>
                [2022-09-28 22:13:26] Bye

                """)
        #expect(Transcript.text([]) == "")
    }

    @Test("As HTML a transcript is a complete fragment with everything escaped that could do harm")
    func htmlTranscript() {
        #expect(
            Transcript.html(Self.lines) == """
                <div class="transcript">
                <div><time>2022-09-28 22:13:20</time> <b>Kari</b>: Hello <b>there</b><br/>&lt;you&gt;</div>
                <div><time>2022-09-28 22:13:25</time> <b>&lt;Ola&gt; B</b>: Hi&lt;script&gt;</div>
                <div><time>2022-09-28 22:13:26</time> Bye</div>
                </div>

                """)
    }

    @Test("A message is shown when it has a text and its time has come")
    func shown() {
        var message = ChatMessage()
        message.whenPosted = DateTime(ticks: Scenery.noon.ticks, zone: .utc)
        #expect(!Transcript.shows(message, at: Scenery.noon))
        message.message = "x"
        #expect(Transcript.shows(message, at: Scenery.noon))
        #expect(!Transcript.shows(message, at: Scenery.noon.adding(seconds: -1)))
    }

    @Test("Options are a JSON array of texts or objects", arguments: ["[\"Yes\",\"No\"]", "[{\"Text\":\"Yes\"}]", " [ \"a\" ] "])
    func options(param: String) throws {
        #expect(try !MessageOptions.read(param).isEmpty)
    }

    @Test("Anything else is refused", arguments: [("", .malformed), ("[", .malformed), ("{}", .value), ("[]", .value), ("[1]", .value), ("\"Yes\"", .value), ("[\"a\"] x", .malformed)] as [(String, WireError.Kind)])
    func badOptions(param: String, kind: WireError.Kind) {
        let error = #expect(throws: WireError.self) { try MessageOptions.read(param) }
        #expect(error?.kind == kind)
    }

    @Test(
        "Whose a message is follows from who sends it, its type, and whether a bot holds the session",
        arguments: [
            (.customer, .toCustomer, .none, true, .customer), (.bot, .toUser, .none, true, .bot), (Scenery.responder, .toCustomer, .none, true, .user),
            (Scenery.responder, .invalid, .none, false, .user), (Scenery.responder, .toUser, .none, false, .customer),
            (Scenery.responder, .special, .clickedOption, false, .customer), (Scenery.responder, .special, .options, true, .bot),
            (Scenery.responder, .special, .options, false, .user), (Scenery.responder, .toCustomer, .botMessage, true, .bot),
            (Scenery.responder, .special, .url, true, .user),
        ] as [(Actor, ChatMessageType, ChatMessageSpecialType, Bool, MessageOrigin)])
    func origin(actor: Actor, type: ChatMessageType, special: ChatMessageSpecialType, isBotActive: Bool, origin: MessageOrigin) {
        var message = ChatMessage()
        message.type = type
        message.specialType = special
        #expect(MessageOrigin(message, by: actor, isBotActive: isBotActive) == origin)
        #expect(origin.type(of: message) == (type == .special ? .special : origin == .customer ? .toUser : .toCustomer))
        let kinds: [MessageOrigin: SessionAction.Kind] = [.customer: .customerMessage, .user: .userMessage, .bot: .botMessage]
        #expect(origin.action("x").kind == kinds[origin])
    }

    @Test("Saving changes what is known of the customer, and nothing that the rules keep")
    func edit() {
        var stored = ChatSessionEntity()
        stored.chatSessionID = 5
        stored.status = .inQueue
        stored.sessionKey = "key"
        var saved = stored
        saved.chatSessionID = 6
        saved.status = .closed
        saved.sessionKey = "other"
        saved.topicID = 9
        saved.rank = 4
        saved.rating = 5
        saved.customerName = "Kari"
        saved.flags = ChatSessionFlags(bits: 1)
        let merged = SessionEdit.merge(saved, into: stored)
        stored.customerName = "Kari"
        stored.flags = ChatSessionFlags(bits: 1)
        #expect(merged.chatSessionID == 5 && merged.status == .inQueue && merged.sessionKey == "key" && merged.topicID == 0)
        #expect(merged.rank == 0 && merged.rating == 0)
        #expect(merged.customerName == "Kari" && merged.flags.bits == 1)
    }
}

/// Processor time of this thread: other work on the machine does not count.
private func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
