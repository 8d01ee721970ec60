import Testing

@testable import Wire

@Suite("Refusing what is not XML")
struct XMLErrorTests {
    struct Refusal: Sendable, CustomTestStringConvertible {
        let document: String
        let offset: Int
        let message: String
        var kind = WireError.Kind.malformed

        init(_ document: String, _ offset: Int, _ message: String, _ kind: WireError.Kind = .malformed) {
            self.document = document
            self.offset = offset
            self.message = message
            self.kind = kind
        }

        var testDescription: String { document }
    }

    static let refusals = [
        // Structure
        Refusal("", 0, "there is no root element"),
        Refusal("  ", 2, "there is no root element"),
        Refusal("text", 0, "expected an element, found text"),
        Refusal("<a/>x", 4, "there is more after the end of the root element"),
        Refusal("<a/><b/>", 4, "there is more after the end of the root element"),
        Refusal("<a>", 3, "the document ends before the end of <a>"),
        Refusal("<a><b></b>", 10, "the document ends before the end of <a>"),
        Refusal("<a", 2, "the document ends"),
        Refusal("<", 1, "the document ends"),
        Refusal("<a></b>", 3, "expected the end tag </a>, found </b>"),
        Refusal("<a></ab>", 3, "expected the end tag </a>, found </ab>"),
        Refusal("<ab></a>", 4, "expected the end tag </ab>, found </a>"),
        Refusal("<a><b></a></b>", 6, "expected the end tag </b>, found </a>"),
        Refusal("<a></a x>", 7, "expected > at the end of an end tag"),
        Refusal("<a></a", 6, "the document ends"),
        Refusal("</a>", 1, "a name may not begin with /"),
        Refusal("<a/ >", 3, "expected > behind / in a tag"),
        // Names
        Refusal("< a/>", 1, "a name may not begin with the character 32"),
        Refusal("<1a/>", 1, "a name may not begin with 1"),
        Refusal("<:a/>", 1, "a name may not begin with :"),
        Refusal("<a:/>", 3, "a name may not begin with /"),
        Refusal("<a:b:c xmlns:a='x'/>", 4, "a name may have one colon only"),
        Refusal("<a\u{D7}/>", 2, "a name may not hold this character"),
        Refusal("<\u{D7}/>", 1, "a name may not begin with this character"),
        // Attributes
        Refusal("<a b/>", 4, "expected = behind the name of an attribute"),
        Refusal("<a b=1/>", 5, "expected a quoted value"),
        Refusal("<a b='1'c='2'/>", 8, "expected white space, > or /> in a tag"),
        Refusal("<a b='1' b='2'/>", 9, "the attribute b stands twice in one element"),
        Refusal("<a b='1", 7, "the document ends"),
        Refusal("<a b='<'/>", 6, "a < in an attribute must be written as &lt;"),
        Refusal("<a b='\u{1}'/>", 6, "the control character 1 may not stand in XML"),
        Refusal("<a b='&'/>", 6, "an & must begin a reference such as &amp;"),
        // Namespaces
        Refusal("<p:a/>", 1, "the prefix p is not bound to a namespace"),
        Refusal("<a p:b='1'/>", 3, "the prefix p is not bound to a namespace"),
        Refusal("<a><b xmlns:p='u'/><p:c/></a>", 20, "the prefix p is not bound to a namespace"),
        Refusal("<a xmlns:p='u' xmlns:q='u' p:x='1' q:x='2'/>", 35, "the attribute q:x stands twice in one element"),
        Refusal("<a xmlns:p=''/>", 3, "a prefix may not be bound to an empty namespace"),
        Refusal("<a xmlns:xml='u'/>", 3, "the prefix xml and its namespace belong to each other only"),
        Refusal("<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>", 3, "the prefix xml and its namespace belong"),
        Refusal("<a xmlns='http://www.w3.org/XML/1998/namespace'/>", 3, "the prefix xml and its namespace belong"),
        Refusal("<a xmlns:xmlns='u'/>", 3, "the prefix xmlns may not be declared"),
        Refusal("<a xmlns:p='http://www.w3.org/2000/xmlns/'/>", 3, "the namespace of xmlns may not be bound to a prefix"),
        Refusal("<xmlns:a/>", 1, "an element may not have the prefix xmlns"),
        // Text
        Refusal("<a>]]></a>", 5, "]]> may not stand in text"),
        Refusal("<a>12345]]>67890123</a>", 10, "]]> may not stand in text"),
        Refusal("<a>\u{1}</a>", 3, "the control character 1 may not stand in XML"),
        Refusal("<a>\u{0}</a>", 3, "the control character 0 may not stand in XML"),
        Refusal("<a>x & y</a>", 5, "an & must begin a reference such as &amp;"),
        Refusal("<a>&amp</a>", 3, "an & must begin a reference such as &amp;"),
        Refusal("<a>&nbsp;</a>", 3, "the entity nbsp is not defined; only lt, gt, amp, apos and quot are"),
        Refusal("<a>&#xZ;</a>", 3, "a character reference is written as &#169; or &#xA9;"),
        Refusal("<a>&#;</a>", 3, "a character reference is written as &#169; or &#xA9;"),
        Refusal("<a>&#12</a>", 3, "a character reference is written as &#169; or &#xA9;"),
        Refusal("<a>&#0;</a>", 3, "a character reference names a character that may not stand in XML"),
        Refusal("<a>&#xD800;</a>", 3, "a character reference names a character that may not stand in XML"),
        Refusal("<a>&#xFFFE;</a>", 3, "a character reference names a character that may not stand in XML"),
        Refusal("<a>&#99999999999999999999;</a>", 3, "a character reference names a character that may not stand in XML"),
        Refusal("<a>xy\u{FFFF}</a>", 5, "the characters U+FFFE and U+FFFF may not stand in XML"),
        Refusal("<a><![CDATA[x]]</a>", 3, "a CDATA section does not end"),
        Refusal("<a><![CDATA[x\u{2}]]></a>", 13, "the control character 2 may not stand in XML"),
        Refusal("<![CDATA[x]]><a/>", 0, "expected an element, a comment or a processing instruction"),
        // Comments and instructions
        Refusal("<a><!-- -- --></a>", 8, "a comment may not hold --"),
        Refusal("<a><!-- x --->", 10, "a comment may not hold --"),
        Refusal("<a><!-- x </a>", 3, "a comment does not end"),
        Refusal("<a><!-- \u{3} --></a>", 8, "the control character 3 may not stand in XML"),
        Refusal("<a><?x </a>", 3, "a processing instruction does not end"),
        Refusal("<a><? x?></a>", 5, "a name may not begin with the character 32"),
        Refusal("<a><?x!?></a>", 6, "expected white space behind the name of a processing instruction"),
        Refusal("<a><?xml version='1.0'?></a>", 3, "an XML declaration may stand only at the very beginning"),
        Refusal(" <?xml version='1.0'?><a/>", 1, "an XML declaration may stand only at the very beginning"),
        Refusal("<a><!ELEMENT a></a>", 3, "expected an element, a comment or a processing instruction"),
        // The declaration
        Refusal("<?xml?><a/>", 0, "an XML declaration may stand only at the very beginning"),
        Refusal("<?xml encoding='utf-8'?><a/>", 5, "an XML declaration begins with its version"),
        Refusal("<?xml version='2.0'?><a/>", 19, "XML 2.0 is not accepted, only 1.0"),
        Refusal("<?xml version='1.0' encoding='iso-8859-1'?><a/>", 19, "the encoding iso-8859-1 is not accepted; UTF-8 and UTF-16"),
        Refusal("<?xml version='1.0' encoding='utf-16'?><a/>", 19, "the encoding utf-16 is not accepted"),
        Refusal("<?xml version='1.0' standalone='maybe'?><a/>", 38, "standalone is either yes or no"),
        Refusal("<?xml version='1.0' standalone='no' encoding='utf-8'?><a/>", 36, "expected the end of the XML declaration"),
        Refusal("<?xml version='1.0'", 19, "expected the end of the XML declaration"),
        Refusal("<?xml version=1?><a/>", 14, "expected a quoted value"),
        // Entities and declarations of types
        Refusal("<!DOCTYPE a><a/>", 0, "a document type declaration is not accepted"),
        Refusal("<!DOCTYPE a [<!ENTITY b 'x'>]><a>&b;</a>", 0, "a document type declaration is not accepted"),
        Refusal("<?xml version='1.0'?>\n<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", 22, "a document type declaration is not accepted"),
        // Values
        Refusal("<a xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='maybe'/>", 62, "expected true or false", .value),
    ]

    @Test("Each error says what is wrong and at which byte", arguments: refusals)
    func errors(_ refusal: Refusal) {
        do throws(WireError) {
            let lines = try infoset(refusal.document)
            Issue.record("\(refusal.document) was read as \(lines)")
        } catch {
            #expect(error.kind == refusal.kind)
            #expect(error.offset == refusal.offset, "\(error)")
            #expect(error.message.hasPrefix(refusal.message), "\(error)")
        }
    }

    @Test("Invalid UTF-8 is refused at its first byte, wherever it stands")
    func utf8() {
        for (before, after) in [("<a>xy", "</a>"), ("<a b='", "'/>"), ("<a><!-- ", " --></a>"), ("<a><![CDATA[", "]]></a>"), ("<a><?p ", "?></a>"), ("<a>0123456789&lt;", "</a>")] {
            for bytes in [[0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE6, 0xB0]] as [[UInt8]] {
                expectError(.malformed, at: before.utf8.count, of: "\(before)\(bytes)") { () throws(WireError) in
                    try infoset(Array(before.utf8) + bytes + Array(after.utf8))
                }
            }
        }
        expectError(.malformed, at: 1, of: "a name") { () throws(WireError) in try infoset([0x3C, 0xFF, 0x2F, 0x3E]) }
    }

    @Test("us-ascii promises that no other byte comes")
    func ascii() {
        let before = "<?xml version='1.0' encoding='US-ASCII'?><a>"
        #expect((try? infoset(before + "x</a>"))?.count == 3)
        expectError(.malformed, at: before.utf8.count, of: "é") { () throws(WireError) in try infoset(before + "é</a>") }
    }

    @Test("Size, depth, attributes and declarations are bounded")
    func limits() {
        var limits = Limits()
        limits.depth = 3
        limits.attributes = 2
        limits.messageBytes = 60
        #expect((try? infoset("<a><b><c/></b></a>", limits: limits)) != nil)
        expectError(.limit, at: 12, of: "four levels") { () throws(WireError) in try infoset("<a><b><c><d></d></c></b></a>", limits: limits) }
        expectError(.limit, at: 15, of: "three attributes") { () throws(WireError) in try infoset("<a b='1' c='2' d='3'/>", limits: limits) }
        expectError(.limit, at: 28, of: "three declarations") { () throws(WireError) in
            try infoset("<a xmlns='1' xmlns:b='2'><c xmlns='3'/></a>", limits: limits)
        }
        expectError(.limit, at: 60, of: "61 bytes") { () throws(WireError) in
            try infoset("<a>" + String(repeating: "x", count: 54) + "</a>", limits: limits)
        }
        var deep = Limits()
        deep.depth = 1000
        #expect((try? infoset(String(repeating: "<a>", count: 1000) + String(repeating: "</a>", count: 1000), limits: deep))?.count == 2000)
    }
}
